"""Who of the staff is there, and how many conversations more they can take."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum

from core.errors import BadInput, Conflict

DEFAULT_CAPACITY = 3
MAX_CHATS = 20


class Status(str, Enum):
    AVAILABLE = "available"
    AWAY = "away"  # chosen: no new work, please
    OFFLINE = "offline"  # the desk is open nowhere


class AgentFull(Conflict):
    """You hold as many chats as your capacity. Resolve or release one, or raise your capacity."""


class AgentNotThere(Conflict):
    """That colleague is not available now. Choose another one, or a queue."""


class ColleagueFull(Conflict):
    """That colleague holds as many chats as their capacity. Choose another one, or a queue."""


@dataclass(frozen=True)
class Agent:
    """Someone who takes conversations.

    chosen: what they set; somebody whose desk is not open is offline whatever they chose
    chats: how many conversations they hold
    queues: the queues they serve; none named means all
    languages: codes of what they speak besides the assistant's
    """

    id: str
    name: str
    role: str = ""
    chosen: Status = Status.AVAILABLE
    capacity: int = DEFAULT_CAPACITY
    queues: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    chats: int = 0
    here: bool = False

    @property
    def status(self) -> Status:
        return self.chosen if self.here else Status.OFFLINE

    @property
    def free(self) -> int:
        """How many more they may claim."""
        return max(0, self.capacity - self.chats)

    @property
    def available(self) -> bool:
        return self.status is Status.AVAILABLE

    def serves(self, queue: str) -> bool:
        return not self.queues or queue in self.queues


@dataclass(frozen=True)
class Staffing:
    """How a queue is staffed now: agents available, how much they take, how much more."""

    agents: int = 0
    capacity: int = 0
    free: int = 0


@dataclass(frozen=True)
class Team:
    """All agents."""

    agents: tuple[Agent, ...] = ()

    def get(self, agent: str) -> Agent | None:
        return next((each for each in self.agents if each.id == agent), None)

    def is_available(self, agent: str) -> bool:
        found = self.get(agent)
        return found is not None and found.available

    def speaker(self, language: str, queue: str) -> Agent | None:
        """Return who could take the next one of a queue and speaks this; whoever has most time."""
        speak = (a for a in self.agents if a.available and a.free and language in a.languages)
        return max((a for a in speak if a.serves(queue)), key=lambda a: a.free, default=None)

    def staffing(self, queue: str) -> Staffing:
        """Count who may take the next one of a queue. Chats over capacity count as capacity."""
        there = [a for a in self.agents if a.available and a.serves(queue)]
        capacity = sum(max(agent.capacity, agent.chats) for agent in there)
        return Staffing(len(there), capacity, sum(agent.free for agent in there))


def may_be_given(agent: Agent | None) -> None:
    """Refuse to hand a conversation to someone who is not there or has no capacity left."""
    if agent is None or not agent.available:
        raise AgentNotThere
    if not agent.free:
        raise ColleagueFull


def read_status(value: object) -> Status:
    """Return what someone chose to be, or refuse it."""
    if isinstance(value, str) and value in {Status.AVAILABLE.value, Status.AWAY.value}:
        return Status(value)
    raise BadInput("Choose 'available' or 'away'.")


def read_capacity(value: object) -> int:
    """Return how many conversations someone takes at a time, or refuse it."""
    if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= MAX_CHATS:
        return value
    raise BadInput(f"Choose how many chats you take at a time: 1 to {MAX_CHATS}.")


def read_queues(value: object, known: Collection[str]) -> tuple[str, ...]:
    """Return the queues someone serves, or refuse them; all of them is the same as none named."""
    named = value if isinstance(value, list) else [None]
    if not all(isinstance(name, str) and name in known for name in named):
        raise BadInput(f"Choose among these queues: {', '.join(known)}.")
    chosen = tuple(name for name in known if name in named)
    return () if len(chosen) == len(known) else chosen
