"""Whose turn is next, when more wait than can be dealt with at once."""

from __future__ import annotations

from collections import deque
from typing import Generic, TypeVar

Waiting = TypeVar("Waiting")


class FairTurns(Generic[Waiting]):
    """Gives out turns to those who wait: one after another between senders, not between messages.

    Whoever floods waits behind what they sent themselves; somebody else waits for one turn of each
    sender at most.
    """

    def __init__(self, at_once: int, of_one_sender: int) -> None:
        """
        at_once: turns under way, of all senders together
        of_one_sender: turns under way, of one of them
        """
        self._at_once, self._of_one_sender = at_once, of_one_sender
        self._waiting: dict[str, deque[Waiting]] = {}  # by sender, the next sender first
        self._under_way: dict[str, int] = {}  # by sender, without those that have none

    def wait(self, sender: str, who: Waiting) -> None:
        """Wait for a turn, behind all of the same sender's that wait."""
        self._waiting.setdefault(sender, deque()).append(who)

    def withdraw(self, sender: str, who: Waiting) -> None:
        """Wait no longer."""
        self._waiting[sender].remove(who)
        if not self._waiting[sender]:
            del self._waiting[sender]

    def begin(self) -> Waiting | None:
        """Return who has the next turn; None while nobody may begin one."""
        if sum(self._under_way.values()) >= self._at_once:
            return None
        for sender, waiting in self._waiting.items():
            if self._under_way.get(sender, 0) < self._of_one_sender:
                who = waiting.popleft()
                del self._waiting[sender]
                if waiting:
                    self._waiting[sender] = waiting  # behind all other senders
                self._under_way[sender] = self._under_way.get(sender, 0) + 1
                return who
        return None

    def end(self, sender: str) -> None:
        """A turn of this sender is over."""
        self._under_way[sender] -= 1
        if not self._under_way[sender]:
            del self._under_way[sender]
