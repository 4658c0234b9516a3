"""What typed words mean by what the customer has before them: a button, a correction, a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.answering.context.buttons import button_meant, refuses_all
from core.answering.context.corrections import (
    Correction,
    asks_for_person,
    correction_in,
    tells_tried,
)
from core.answering.dialogue import Pending
from core.conversations import Hit


@dataclass(frozen=True)
class Screen:
    """What the customer has before them from earlier turns.

    offered: the buttons of the clarification that waits for an answer
    next: the next questions under the answer shown last
    shown: the articles that the last question was answered with
    pending: what the bot asked last
    """

    offered: tuple[Hit, ...] = ()
    next: tuple[Hit, ...] = ()
    shown: tuple[Hit, ...] = ()
    pending: Pending | None = None

    @property
    def buttons(self) -> tuple[Hit, ...]:
        return self.offered or self.next

    @property
    def holds_something(self) -> bool:
        return bool(self.offered or self.next or self.shown)


@dataclass(frozen=True)
class ButtonMeant:
    """The words are this article's button."""

    slug: str


@dataclass(frozen=True)
class NoneMeant:
    """None of the buttons fits."""


@dataclass(frozen=True)
class Corrected:
    """What was shown was not meant, but this."""

    to: Correction


@dataclass(frozen=True)
class PersonMeant:
    """A person, please. tried: what was shown did not help"""

    tried: bool


Meant = ButtonMeant | NoneMeant | Corrected | PersonMeant


def meant_by(words: str, screen: Screen, *, is_question: bool) -> Meant | None:
    """Return what typed words mean on this screen; None if they are to be read by themselves.

    is_question: nothing but their form speaks for an answer to what the bot asked
    """
    if not screen.holds_something:
        return None
    if asks_for_person(words):
        return PersonMeant(tried=tells_tried(words))
    picked = _picked(words, screen)
    if picked is not None:
        return ButtonMeant(picked)
    if screen.offered and refuses_all(words):
        return NoneMeant()
    now = correction_in(words, may_be_bare=is_question)
    return None if now is None else Corrected(now)


def _picked(words: str, screen: Screen) -> str | None:
    buttons: Sequence[Hit] = screen.buttons
    awaits_number = screen.pending in {Pending.EFFORT, Pending.COMMENT}
    is_choice = bool(screen.offered)
    return button_meant(words, buttons, may_be_number=not awaits_number, is_choice=is_choice)
