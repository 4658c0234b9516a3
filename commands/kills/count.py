"""What became of acknowledged messages, by what the record holds. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.conversations import Author, BrokenCard, Utterance


@dataclass(frozen=True)
class Count:
    """Messages of one conversation, or of all together.

    doubled: recorded more than once; counted for each time too many
    out_of_order: recorded after one that was acknowledged later
    unanswered, answered_twice: with no utterance of the bot after it, or more than one
    apologies: how often the bot said that something broke, and called a person
    """

    acknowledged: int = 0
    lost: int = 0
    doubled: int = 0
    out_of_order: int = 0
    unanswered: int = 0
    answered_twice: int = 0
    apologies: int = 0

    @property
    def is_clean(self) -> bool:
        return not (self.lost or self.doubled or self.out_of_order or self.unanswered)

    def __add__(self, other: Count) -> Count:
        return Count(*(a + b for a, b in zip(self._values(), other._values(), strict=True)))

    def _values(self) -> tuple[int, ...]:
        return tuple(vars(self).values())


def count(sent: Sequence[str], recorded: Sequence[Utterance]) -> Count:
    """Compare what was acknowledged in a conversation with what is recorded of it.

    sent: the messages' ids, in the order they were acknowledged
    """
    found = [each.message for each in recorded if each.author is Author.CUSTOMER]
    found = [message for message in found if message in set(sent)]
    first = list(dict.fromkeys(found))
    in_order = [message for message in sent if message in set(first)]
    answers = _answers(recorded)
    return Count(
        acknowledged=len(sent),
        lost=len(sent) - len(first),
        doubled=len(found) - len(first),
        out_of_order=sum(a != b for a, b in zip(first, in_order, strict=True)),
        unanswered=sum(answers.get(message, 0) == 0 for message in first),
        answered_twice=sum(answers.get(message, 0) > 1 for message in first),
        apologies=sum(isinstance(each.card, BrokenCard) for each in recorded),
    )


def _answers(recorded: Sequence[Utterance]) -> dict[str, int]:
    """Return how many utterances of the bot follow each message before the next one."""
    answers: dict[str, int] = {}
    message = ""
    for each in recorded:
        if each.author is Author.CUSTOMER:
            message = each.message
        elif each.author is Author.BOT and message:
            answers[message] = answers.get(message, 0) + 1
    return answers
