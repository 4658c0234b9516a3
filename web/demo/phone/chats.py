"""The demo messenger's chats, kept in memory: a demo forgets when it is stopped."""

from __future__ import annotations

import itertools
import secrets
import time
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from core.errors import NotFound

MAX_PHONE_CHATS = 200
MAX_PHONE_BUBBLES = 300  # of a chat
MAX_PHONE_FILES = 20  # of all chats, the newest: memory is not for keeping files
_ID_BITS = 52  # Telegram's longest
_TYPING_FOR = 5.0  # seconds


@dataclass(frozen=True)
class Sent:
    """A file that somebody has sent."""

    name: str
    type: str
    data: bytes


@dataclass
class Bubble:
    """What somebody said. entities, rows: as Telegram has them, in UTF-16 units"""

    id: int
    mine: bool
    text: str
    entities: list[Mapping[str, Any]] = field(default_factory=list)
    rows: list[list[Mapping[str, str]]] = field(default_factory=list)
    file: Sent | None = None

    def to_json(self) -> dict[str, Any]:
        """Return it as the page shows it; a button is known by its place."""
        labels = [[button.get("text", "") for button in row] for row in self.rows]
        about = {"id": self.id, "mine": self.mine, "text": self.text}
        file = {"name": self.file.name, "type": self.file.type} if self.file else None
        return {**about, "entities": self.entities, "buttons": labels, "file": file}


@dataclass
class Chat:
    """One telephone's chat with the bot. has_begun: its START was pressed"""

    id: int
    bubbles: list[Bubble] = field(default_factory=list)
    typing_until: float = 0.0
    has_begun: bool = False

    @property
    def is_typing(self) -> bool:
        return time.monotonic() < self.typing_until


class Chats:
    """Everybody's chats, each under an id that nobody guesses."""

    def __init__(self) -> None:
        self._chats: dict[int, Chat] = {}
        self._bubbles = itertools.count(1)
        self._with_files: deque[Bubble] = deque()
        self._updates = itertools.count(int(time.time() * 10))  # higher than before a restart

    def open(self) -> Chat:
        """Return a new chat; of too many the oldest is forgotten."""
        while len(self._chats) >= MAX_PHONE_CHATS:
            del self._chats[next(iter(self._chats))]
        chat = Chat(secrets.randbits(_ID_BITS - 1) + 1)
        self._chats[chat.id] = chat
        return chat

    def get(self, name: str) -> Chat:
        """Return a chat; raises NotFound."""
        found = self._chats.get(int(name)) if name.isdecimal() and len(name) < 20 else None
        if found is None:
            raise NotFound("There is no such chat any more. Begin a new one.")
        return found

    def say(self, chat: Chat, text: str, mine: bool, **more: Any) -> Bubble:
        """Put a bubble below the others."""
        bubble = Bubble(next(self._bubbles), mine, text, **more)
        if bubble.file:
            self._with_files.append(bubble)
        if len(self._with_files) > MAX_PHONE_FILES:
            self._with_files.popleft().file = None
        chat.bubbles = [*chat.bubbles, bubble][-MAX_PHONE_BUBBLES:]
        if not mine:
            chat.typing_until = 0.0
        return bubble

    def sent_to_bot(self, name: str) -> Sent | None:
        """Return a file that the bot was told of by this id, None for none that is kept."""
        found = (each for each in self._with_files if each.mine and str(each.id) == name)
        return next((each.file for each in found), None)

    def note_typing(self, chat: Chat) -> None:
        chat.typing_until = time.monotonic() + _TYPING_FOR

    def next_update(self) -> int:
        return next(self._updates)
