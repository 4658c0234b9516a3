"""What became of matters that were settled, taken up again, and written about with files. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from core.conversations import Author, Utterance


@dataclass
class Said:
    """What was acknowledged in one conversation.

    messages: ids of the customer's and of the agent's
    files: ids of the files, each with the message that was to bring it
    opened: handoffs that an agent has opened again
    """

    messages: list[str] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)
    opened: set[int] = field(default_factory=set)


@dataclass(frozen=True)
class Settled:
    """Matters of one conversation, or of all together.

    messages_doubled, files_doubled: said more than once; counted for each time too many
    files_lost: not brought by their message, or not to be read
    """

    messages: int = 0
    messages_lost: int = 0
    messages_doubled: int = 0
    files: int = 0
    files_lost: int = 0
    files_doubled: int = 0
    reopened: int = 0
    reopenings_lost: int = 0

    @property
    def is_clean(self) -> bool:
        lost = self.messages_lost + self.files_lost + self.reopenings_lost
        return not (lost + self.messages_doubled + self.files_doubled)

    def __add__(self, other: Settled) -> Settled:
        return Settled(*(a + b for a, b in zip(self._values(), other._values(), strict=True)))

    def _values(self) -> tuple[int, ...]:
        return tuple(vars(self).values())


def settled(
    said: Said, recorded: Sequence[Utterance], readable: set[str], handoffs: set[int]
) -> Settled:
    """Compare what was acknowledged with what is recorded.

    readable: ids of the files that can be opened
    handoffs: the conversation's in the record
    """
    people = [each for each in recorded if each.author in {Author.CUSTOMER, Author.AGENT}]
    messages = Counter(each.message for each in people if each.message in set(said.messages))
    brought = Counter((file.id, each.message) for each in people for file in each.attachments)
    copies = Counter(file.id for each in people for file in each.attachments)
    whole = [file for file, message in said.files.items() if brought[file, message]]
    return Settled(
        messages=len(said.messages),
        messages_lost=len(said.messages) - len(messages),
        messages_doubled=sum(messages.values()) - len(messages),
        files=len(said.files),
        files_lost=len(said.files) - len(readable.intersection(whole)),
        files_doubled=sum(copies[file] - 1 for file in whole),
        reopened=len(said.opened),
        reopenings_lost=len(said.opened - handoffs),
    )
