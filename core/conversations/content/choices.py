"""The buttons there are, and what pressing one means. A payload is "kind" or "kind:value"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from core.conversations.content.lenient import Json, objects_of, text_of
from core.errors import BadInput
from core.text import SLUG

MAX_PAYLOAD_LENGTH = 100  # characters
_NUMBER = re.compile(r"[1-9][0-9]{0,8}\Z")


class ChoiceKind(str, Enum):
    """What a button is for. The part after the colon of a payload is the choice's value."""

    ARTICLE = "article"  # article:<slug>
    SOMETHING_ELSE = "something_else"
    HELPED = "helped"  # helped:yes, helped:no
    PERSON = "person"
    CANCEL_HANDOFF = "cancel_handoff"
    LEAVE_CONTACT = "leave_contact"  # asks for the form
    CONTACT = "contact"  # the text is the detail; contact:email, contact:phone: one that is known
    EFFORT = "effort"  # effort:1 to effort:5
    EFFORT_COMMENT = "effort_comment"  # the words are the message's text
    SUBSCRIBE = "subscribe"  # subscribe:<announcement>: tell me here when it is solved
    SUBSCRIBE_AT = "subscribe_at"  # the same, by e-mail: the text is the address
    UNSUBSCRIBE = "unsubscribe"
    GO_ON = "go_on"  # go_on:yes, go_on:no: whether a conversation goes over to a messenger


@dataclass(frozen=True)
class Choice:
    """A button the customer pressed, or may press."""

    kind: ChoiceKind
    value: str = ""

    def __str__(self) -> str:
        """Return the payload."""
        return f"{self.kind.value}:{self.value}" if self.value else self.kind.value


_OF_ANNOUNCEMENT = frozenset(
    {ChoiceKind.SUBSCRIBE, ChoiceKind.SUBSCRIBE_AT, ChoiceKind.UNSUBSCRIBE}
)
HELPED = Choice(ChoiceKind.HELPED, "yes")
NOT_HELPED = Choice(ChoiceKind.HELPED, "no")
SOMETHING_ELSE = Choice(ChoiceKind.SOMETHING_ELSE)


@dataclass(frozen=True)
class Button:
    """A button as it is shown: its words, and what it means."""

    title: str
    choice: Choice

    @property
    def article(self) -> str:
        """The article it stands for, "" if it stands for something else."""
        return self.choice.value if self.choice.kind is ChoiceKind.ARTICLE else ""

    def to_json(self) -> dict[str, str]:
        return {"title": self.title, "choice": str(self.choice)}


def article_button(slug: str, title: str) -> Button:
    return Button(title, Choice(ChoiceKind.ARTICLE, slug))


def read_choice(value: object) -> Choice:
    """Return the choice a payload stands for; raises BadInput for one that is never offered."""
    choice = known_choice(value)
    if choice is None or choice.kind is ChoiceKind.GO_ON:
        raise BadInput("That button is not known. Type your question instead.")
    return choice


def known_choice(value: object) -> Choice | None:
    """Return the choice a stored payload stands for, None if this version knows none such."""
    if not isinstance(value, str) or len(value) > MAX_PAYLOAD_LENGTH:
        return None
    name, _, rest = value.partition(":")
    try:
        kind = ChoiceKind(name)
    except ValueError:
        return None
    return Choice(kind, rest) if _value_fits(kind, rest) else None


def read_buttons(content: Json) -> tuple[Button, ...]:
    """Return the buttons of an utterance's content that this version knows, in their order."""
    found = ((text_of(b, "title"), known_choice(b.get("choice"))) for b in _buttons(content))
    return tuple(Button(title, choice) for title, choice in found if choice is not None)


def articles_of(buttons: tuple[Button, ...]) -> tuple[str, ...]:
    """Return the articles that buttons stand for, in their order."""
    return tuple(button.article for button in buttons if button.article)


def _buttons(content: Json) -> tuple[Json, ...]:
    return objects_of(content, "buttons")


def _value_fits(kind: ChoiceKind, value: str) -> bool:
    if kind is ChoiceKind.ARTICLE:
        return bool(SLUG.match(value))
    if kind in {ChoiceKind.HELPED, ChoiceKind.GO_ON}:
        return value in {"yes", "no"}
    if kind is ChoiceKind.CONTACT:
        return value in {"", "email", "phone"}
    if kind is ChoiceKind.EFFORT:
        return value in {"1", "2", "3", "4", "5"}
    if kind in _OF_ANNOUNCEMENT:
        return bool(_NUMBER.match(value))
    return value == ""
