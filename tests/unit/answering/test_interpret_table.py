"""The table of docs/reference/dialogue.md, cell by cell."""

from __future__ import annotations

from dataclasses import fields, replace
from enum import Enum
from pathlib import Path

import pytest

from core.answering import ContactState, Dialogue, Intent, Pending, Plan, Situation, SurveyState
from core.subjects import SubjectHit, SubjectKind
from tests.support.interpreting import World, interpreted, situation_of

REFERENCE = Path(__file__).parents[3] / "docs" / "reference" / "dialogue.md"
BEFORE = "where is my card"  # what the customer asked last, and got an article for
SURE, VAGUE, UNKNOWN = (
    "how do i change my pin",
    "why was i charged twice",
    "which animal had the longest neck of them all",
)
NOT_OURS, NEEDS_CARE = "who won the world cup in rugby last year", "hello, i want to die"
OFF_TOPIC = SubjectHit(SubjectKind.OFF_TOPIC, "off_topic", 0.9)
COMPANY = SubjectHit(SubjectKind.COMPANY, "company", 0.9)
SELF_HARM = SubjectHit(SubjectKind.SENSITIVE, "self_harm", 0.9)
HITS = {
    BEFORE: {"card_arrival": 0.9, "lost_card": 0.3},
    SURE: {"change_pin": 0.9},
    VAGUE: {"fees": 0.4, "charged_twice": 0.3},
}
NORMAL = World(HITS)
ADDRESS = replace(NORMAL, contact=ContactState.ALONE)
MESSAGES: dict[str, tuple[Situation, World]] = {
    "a question, surely answered": (situation_of(Intent.QUESTION, SURE), NORMAL),
    "a question, perhaps answered": (situation_of(Intent.QUESTION, VAGUE), NORMAL),
    "a question that nothing answers": (
        situation_of(Intent.QUESTION, UNKNOWN),
        replace(NORMAL, subjects={UNKNOWN: COMPANY}),
    ),
    "a question that is hardly ours": (situation_of(Intent.QUESTION, UNKNOWN), NORMAL),
    "an upset question": (situation_of(Intent.QUESTION, f"this is ridiculous! {UNKNOWN}"), NORMAL),
    "an upset question, surely answered": (
        situation_of(Intent.QUESTION, f"this is ridiculous! {SURE}"),
        World({f"this is ridiculous! {SURE}": {"change_pin": 0.9}}),
    ),
    "an e-mail address": (situation_of(Intent.QUESTION, "ada@example.com"), ADDRESS),
    "the same, while nobody comes soon": (
        situation_of(Intent.QUESTION, "ada@example.com"),
        replace(ADDRESS, absent=True),
    ),
    "signs without words": (situation_of(Intent.QUESTION, "???"), NORMAL),
    "👍": (situation_of(Intent.QUESTION, "👍"), NORMAL),
    "👎": (situation_of(Intent.QUESTION, "👎"), NORMAL),
    "affirm": (situation_of(Intent.AFFIRM, "yes"), NORMAL),
    "deny": (situation_of(Intent.DENY, "no"), NORMAL),
    "helped": (situation_of(Intent.HELPED, "that worked"), NORMAL),
    "not_helped": (situation_of(Intent.NOT_HELPED, "that was not it"), NORMAL),
    "choose_article, one just offered": (
        situation_of(Intent.CHOOSE_ARTICLE, choice="article:a", entities={"article": "a"}),
        NORMAL,
    ),
    "choose_article, another one": (
        situation_of(Intent.CHOOSE_ARTICLE, choice="article:z", entities={"article": "z"}),
        NORMAL,
    ),
    "something_else": (situation_of(Intent.SOMETHING_ELSE, choice="something_else"), NORMAL),
    "ask_person": (situation_of(Intent.ASK_PERSON, "a person please"), NORMAL),
    "cancel_handoff, the button": (
        situation_of(Intent.CANCEL_HANDOFF, choice="cancel_handoff"),
        NORMAL,
    ),
    "cancel_handoff, in words": (
        situation_of(
            Intent.CANCEL_HANDOFF, "please cancel the standing order that i made for my rent"
        ),
        NORMAL,
    ),
    "leave_contact": (situation_of(Intent.LEAVE_CONTACT, choice="leave_contact"), NORMAL),
    "give_contact": (
        situation_of(Intent.GIVE_CONTACT, "ada@example.com", choice="contact"),
        NORMAL,
    ),
    **{
        intent.value: (situation_of(intent, choice=f"{intent.value}:3"), NORMAL)
        for intent in (Intent.SUBSCRIBE, Intent.SUBSCRIBE_AT, Intent.UNSUBSCRIBE)
    },
    "files without a word": (situation_of(Intent.FILES, ""), NORMAL),
    "greet": (situation_of(Intent.GREET, "hello"), NORMAL),
    "small_talk": (situation_of(Intent.SMALL_TALK, "nice weather"), NORMAL),
    "thanks": (situation_of(Intent.THANKS, "thank you"), NORMAL),
    "ask_bot": (situation_of(Intent.ASK_BOT, "are you a robot"), NORMAL),
    "a question that is not ours": (
        situation_of(Intent.QUESTION, NOT_OURS),
        replace(NORMAL, subjects={NOT_OURS: OFF_TOPIC}),
    ),
    "words that need care": (
        situation_of(Intent.GREET, NEEDS_CARE),
        replace(NORMAL, subjects={NEEDS_CARE: SELF_HARM}),
    ),
    "goodbye": (situation_of(Intent.GOODBYE, "bye"), NORMAL),
    "effort_rating, the button": (
        situation_of(Intent.EFFORT_RATING, choice="effort:4", entities={"score": "4"}),
        NORMAL,
    ),
    "effort_rating, “2” once it was asked": (
        situation_of(Intent.EFFORT_RATING, "2", entities={"score": "2"}),
        replace(NORMAL, survey=SurveyState.OPEN),
    ),
    "“sorry, I meant 2” once it was answered": (
        situation_of(Intent.QUESTION, "sorry, I meant 2"),
        replace(NORMAL, survey=SurveyState.ANSWERED),
    ),
    "effort_rating, “2” before": (
        situation_of(Intent.EFFORT_RATING, "2", entities={"score": "2"}),
        NORMAL,
    ),
    "effort_comment": (situation_of(Intent.EFFORT_COMMENT, "ok", choice="effort_comment"), NORMAL),
    "handoff_resolved": (situation_of(Intent.HANDOFF_RESOLVED), NORMAL),
    "handoff_abandoned": (situation_of(Intent.HANDOFF_ABANDONED), NORMAL),
    "fell_silent": (situation_of(Intent.FELL_SILENT), NORMAL),
}
STATES: dict[str, Dialogue] = {
    "nothing": Dialogue(last_question=BEFORE, last_article="card_arrival", shown=("card_arrival",)),
}
STATES |= {pending.value: STATES["nothing"].awaiting(pending) for pending in Pending}
HEADINGS = {False: "## Nobody is on the way", True: "## A person is on the way"}


def cell(plan: Plan, before: Dialogue) -> str:
    """Name an act as the table does, with the one word that tells it from its like."""
    values = [getattr(plan.act, field.name) for field in fields(plan.act)]
    words = [str(value.value) for value in values if isinstance(value, Enum)]
    words += [field.name for field in fields(plan.act) if getattr(plan.act, field.name) is True]
    failed = " +1" if plan.dialogue.failures > before.failures else ""
    return type(plan.act).__name__ + (f" {words[0]}" if words else "") + failed


def table(waiting: bool) -> dict[str, dict[str, str]]:
    """Read one table of the reference: message → state → act."""
    part = REFERENCE.read_text(encoding="utf-8").split(HEADINGS[waiting])[1].split("\n## ")[0]
    lines = [line.strip("| ").split(" | ") for line in part.splitlines() if line.startswith("|")]
    states = [state.strip() for state in lines[0][1:]]
    return {
        row[0].strip("` "): dict(zip(states, (act.strip("` ") for act in row[1:]), strict=True))
        for row in lines[2:]
    }


@pytest.mark.parametrize("waiting", [False, True], ids=["alone", "waiting"])
@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("message", MESSAGES)
def test_a_message_gets_in_each_state_what_the_reference_says(
    message: str, state: str, waiting: bool
) -> None:
    situation, world = MESSAGES[message]
    offered = ("a", "b") if state == Pending.CLARIFY.value else ()
    before = STATES[state]
    said = replace(situation.message, offered=offered)
    situation = replace(situation, message=said, dialogue=before, waiting=waiting)
    plan, _ = interpreted(situation, world)
    assert cell(plan, before) == table(waiting)[message][state]


def test_the_reference_names_every_kind_of_message_and_every_state() -> None:
    assert {situation.intent for situation, _ in MESSAGES.values()} == set(Intent)
    for waiting in HEADINGS:
        assert list(table(waiting)) == list(MESSAGES)
        assert all(list(row) == list(STATES) for row in table(waiting).values())
