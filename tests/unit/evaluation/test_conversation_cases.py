"""Files of conversations, and how a turn is judged."""

from __future__ import annotations

from datetime import datetime, timezone
from pathlib import Path

import pytest

from commands.conversations import Expectation, Outcome, read_cases, shortcomings
from core.conversations import (
    AnswerCard,
    ArticleLink,
    Author,
    Card,
    Choice,
    ChoiceKind,
    Decision,
    Evidence,
    SurveyCard,
    Utterance,
    article_button,
    content_json,
)
from core.errors import Fault

PIN = AnswerCard(ArticleLink("change_pin", "Change your PIN", "/help/change_pin"))
FILE = """
- name: a lost card
  kind: follow_up
  segment: newcomer
  turns:
    - says: my card
      expect: {offers: lost_or_stolen_card, person: false}
    - press: article:lost_or_stolen_card
"""


def written(folder: Path, text: str) -> Path:
    file = folder / "cases.yml"
    file.write_text(text, encoding="utf-8")
    return file


def outcome(*cards: Card | None, text: str = "…", in_queue: bool = False) -> Outcome:
    said = [_said(Author.BOT, text, content_json(card)) for card in cards]
    return Outcome(tuple(said), in_queue)


def _said(author: Author, text: str, content: dict[str, object]) -> Utterance:
    return Utterance("e", "c", author, text, datetime.now(timezone.utc), content=content)


def test_a_file_is_read_as_it_is_written(tmp_path: Path) -> None:
    (case,) = read_cases(written(tmp_path, FILE))
    first, second = case.turns
    assert (case.name, case.kind, case.segment) == ("a lost card", "follow_up", "newcomer")
    assert first.expect == Expectation(offers=("lost_or_stolen_card",), person=False)
    assert (second.press, second.expect) == ("article:lost_or_stolen_card", None)


@pytest.mark.parametrize(
    ("wrong", "right", "told"),
    [
        ("offers:", "ofers:", "line 7: 'ofers' is not known here. Did you mean 'offers'?"),
        ("person: false", "person: maybe", "'person' must be true or false"),
        ("article:lost", "artikel:lost", "is no button"),
        ("kind: follow_up", "kind: ''", "line 3: 'kind' must be some text"),
    ],
)
def test_a_mistake_in_a_file_is_named_with_its_line(
    tmp_path: Path, wrong: str, right: str, told: str
) -> None:
    with pytest.raises(Fault, match=told.replace("?", r"\?")):
        read_cases(written(tmp_path, FILE.replace(wrong, right)))


def test_a_turn_that_brings_everything_has_no_shortcomings() -> None:
    expect = Expectation(answer=("change_pin",), passage="the PIN", person=False, no_survey=True)
    assert shortcomings(expect, outcome(PIN, text="Here you change the PIN.")) == []


@pytest.mark.parametrize(
    ("expect", "found"),
    [
        (Expectation(answer=("card_arrival",)), outcome(PIN)),
        (Expectation(never=("change_pin",)), outcome(PIN)),
        (Expectation(offers=("card_arrival",)), outcome(PIN)),
        (Expectation(passage="two days"), outcome(PIN, text="Soon.")),
        (Expectation(person=True), outcome(PIN)),
        (Expectation(person=False), outcome(PIN, in_queue=True)),
        (Expectation(offers_person=True), outcome(PIN)),
        (Expectation(no_survey=True), outcome(SurveyCard(("easy",)))),
        (Expectation(sensitive="fraud"), outcome(PIN)),
    ],
)
def test_what_did_not_come_is_a_shortcoming(expect: Expectation, found: Outcome) -> None:
    assert len(shortcomings(expect, found)) == 1


def test_buttons_count_as_offers_and_only_the_first_of_them_as_offered_first() -> None:
    buttons = [article_button(slug, slug).to_json() for slug in ("change_pin", "card_arrival")]
    person = {"title": "A person", "choice": str(Choice(ChoiceKind.PERSON))}
    found = Outcome((_said(Author.BOT, "…", {"buttons": [*buttons, person]}),), False)
    fine = Expectation(offers=("card_arrival",), never=("card_arrival",), offers_person=True)
    assert shortcomings(fine, found) == []
    assert shortcomings(Expectation(never=("change_pin",)), found)


def test_what_staff_are_told_is_judged() -> None:
    why = Evidence(Decision.HAND_OFF, sensitive="fraud", language="es")
    found = Outcome((_said(Author.BOT, "…", content_json(None, why)),), True)
    assert shortcomings(Expectation(sensitive="fraud", language="es"), found) == []
    assert shortcomings(Expectation(sensitive="none"), found)


@pytest.mark.parametrize(
    ("text", "is_secret"),
    [
        ("my card is 4111 1111 1111 1111", True),
        ("5555-5555-5555-4444 was declined", True),
        ("4111 1111 1111 1112 is no card", False),
        ("the cvv is 123", True),
        ("I was charged £12.99 on 2026-11-25", False),
    ],
)
def test_a_card_number_or_code_in_the_record_is_found(text: str, is_secret: bool) -> None:
    found = Outcome((_said(Author.CUSTOMER, text, {}),), False)
    assert bool(shortcomings(Expectation(masked=True), found)) is is_secret
