"""Whether a turn brought what was expected of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from commands.conversations.cases import Expectation, Sensitive
from core.conversations import (
    AnswerCard,
    Author,
    ChoiceKind,
    Evidence,
    SurveyCard,
    Utterance,
    read_buttons,
    read_card,
    read_evidence,
)
from core.text import plain


@dataclass(frozen=True)
class Outcome:
    """What a turn came to.

    said: what is recorded of it, the customer's words included
    in_queue: whether the customer waits for a person, or has one, afterwards
    """

    said: tuple[Utterance, ...]
    in_queue: bool

    @property
    def replies(self) -> list[Utterance]:
        return [each for each in self.said if each.author is Author.BOT]

    @property
    def answered(self) -> list[str]:
        """The articles shown."""
        cards = (read_card(each.content) for each in self.replies)
        return [card.article.slug for card in cards if isinstance(card, AnswerCard)]

    @property
    def shown_first(self) -> str:
        """What the customer reads first: an article's marked sentence, else the first words."""
        if not self.replies:
            return ""
        card = read_card(self.replies[0].content)
        return (card.span if isinstance(card, AnswerCard) else "") or self.replies[0].text

    @property
    def offered(self) -> list[str]:
        """The articles on buttons, in their order."""
        buttons = (b for each in self.replies for b in read_buttons(each.content))
        return [button.article for button in buttons if button.article]

    @property
    def offers_person(self) -> bool:
        choices = [b.choice.kind for each in self.replies for b in read_buttons(each.content)]
        return ChoiceKind.PERSON in choices or self.in_queue

    @property
    def asks_effort(self) -> bool:
        return any(isinstance(read_card(each.content), SurveyCard) for each in self.replies)

    @property
    def evidence(self) -> list[Evidence]:
        found = (read_evidence(each.content) for each in self.replies)
        return [each for each in found if each is not None]

    def noted(self, name: str) -> list[str]:
        """What staff are told of this kind ("sensitive", "fact", "language")."""
        return [value for each in self.evidence if (value := getattr(each, name))]


def shortcomings(expect: Expectation, outcome: Outcome) -> list[str]:
    """Return what was expected and did not come, in words; nothing if all is as expected."""
    return [
        *_about_articles(expect, outcome),
        *_about_persons(expect, outcome),
        *_about_notes(expect, outcome),
        *_about_words(expect, outcome),
    ]


def _about_articles(expect: Expectation, outcome: Outcome) -> list[str]:
    answered, offered = outcome.answered, outcome.offered
    found = []
    if expect.answer and not set(expect.answer) & set(answered):
        found.append(f"answer: {_any(expect.answer)}, not {_list(answered)}")
    if expect.offers and not set(expect.offers) & {*answered, *offered}:
        found.append(f"offers: {_any(expect.offers)}, not {_list([*answered, *offered])}")
    first = [*answered, *offered[:1]]
    found += [f"not: {slug}, yet it came" for slug in expect.never if slug in first]
    return found


def _about_persons(expect: Expectation, outcome: Outcome) -> list[str]:
    found = []
    if expect.person is not None and expect.person != outcome.in_queue:
        found.append(f"person: {_yes(expect.person)}, but it is {_yes(outcome.in_queue)}")
    if expect.offers_person is not None and expect.offers_person != outcome.offers_person:
        found.append(f"offers_person: {_yes(expect.offers_person)}")
    if expect.no_survey and outcome.asks_effort:
        found.append("no_survey: the effort question came")
    return found


def _about_notes(expect: Expectation, outcome: Outcome) -> list[str]:
    found = []
    wanted = {"sensitive": expect.sensitive, "fact": expect.fact, "language": expect.language}
    for name, value in wanted.items():
        noted = outcome.noted(name)
        if value == Sensitive.NONE.value:
            found += [f"{name}: none, not {_list(noted)}"] if noted else []
        elif value and value not in noted:
            found.append(f"{name}: {value}, not {_list(noted)}")
    return found


def _about_words(expect: Expectation, outcome: Outcome) -> list[str]:
    found = []
    shown = outcome.shown_first
    if expect.passage and plain(expect.passage) not in plain(shown):
        found.append(f"passage: “{expect.passage}” does not stand in “{shown}”")
    if expect.masked and any(holds_secret(each.text) for each in outcome.said):
        found.append("masked: a card number or security code is in the record")
    return found


_DIGITS = re.compile(r"\d(?:[ .-]?\d){11,18}")
_CODE = re.compile(r"\b(?:cvv|cvc|cvv2|security code|pin)\b\D{0,12}(\d{3,4})\b", re.IGNORECASE)


def holds_secret(text: str) -> bool:
    """Tell whether words hold a whole card number (12 to 19 digits that pass Luhn), or a code.

    A measure of its own: it must not share a mistake with what masks them.
    """
    numbers = (re.sub(r"\D", "", found) for found in _DIGITS.findall(text))
    return any(_passes_luhn(number) for number in numbers) or bool(_CODE.search(text))


def _passes_luhn(number: str) -> bool:
    total = 0
    for place, digit in enumerate(reversed(number)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def _any(slugs: Sequence[str]) -> str:
    return " or ".join(slugs)


def _list(values: Sequence[str]) -> str:
    return ", ".join(values) or "nothing"


def _yes(value: bool) -> str:
    return "yes" if value else "no"
