"""Messages that say what is not so, and messages in another language."""

from __future__ import annotations

from dataclasses import replace

from core.answering import (
    Answer,
    AskAgain,
    Clarify,
    Courtesy,
    Dialogue,
    HandOff,
    Intent,
    KeepWaiting,
    Pending,
    Plan,
    Reason,
    Say,
    Search,
    TakeComment,
)
from tests.support.interpreting import World, interpreted, situation_of

NOT_LOST, NOT_CLOSE = "I have not lost my card", "I don't want to verify my identity"
WORLD = World(
    {
        NOT_LOST: {"lost_card": 0.96, "card_arrival": 0.02},
        "lost my card": {"lost_card": 0.99},
        NOT_CLOSE: {"why_verify": 0.9, "verify": 0.08},
        "verify my identity": {"verify": 0.9},
        f"{NOT_LOST}, it was declined": {"lost_card": 0.9},
        "it was declined (my card)": {"declined": 0.86, "lost_card": 0.1},
        "my card": {"card_arrival": 0.3, "lost_card": 0.3},
    }
)
SHOWN = Dialogue().asked("where is my card").answered("lost_card")


def plan_of(text: str, dialogue: Dialogue | None = None, **more: bool) -> Plan:
    return interpreted(situation_of(Intent.QUESTION, text, dialogue, **more), WORLD)[0]


def test_what_is_denied_is_asked_back_about_and_never_answered() -> None:
    plan = plan_of(NOT_LOST)
    assert plan.act == Say(Courtesy.NOT_THAT)
    assert plan.dialogue.failures == 0


def test_what_else_the_words_may_mean_is_offered() -> None:
    plan = plan_of(NOT_CLOSE)
    assert isinstance(plan.act, Clarify)
    assert plan.act.hits[0].slug == "why_verify"
    assert "verify" not in [hit.slug for hit in plan.act.hits]


def test_the_positive_part_is_answered() -> None:
    plan = plan_of(f"{NOT_LOST}, it was declined")
    assert isinstance(plan.act, Answer)
    assert plan.act.hit.slug == "declined"


def test_the_positive_part_is_answered_even_by_the_article_on_what_is_denied() -> None:
    words = "I have not forgotten my PIN, my PIN is blocked"
    world = World(
        {
            words: {"pin_blocked": 0.7},
            "forgotten my PIN": {"pin_blocked": 0.6},
            "my PIN is blocked": {"pin_blocked": 0.95},
        }
    )
    act = interpreted(situation_of(Intent.QUESTION, words), world)[0].act
    assert isinstance(act, Answer)
    assert act.hit.slug == "pin_blocked"


def test_denying_what_was_just_shown_says_that_it_did_not_help() -> None:
    plan = plan_of(NOT_LOST, SHOWN)
    assert plan.act == AskAgain()
    assert (plan.dialogue.failures, plan.dialogue.tried) == (1, ("lost_card",))
    again = plan_of(NOT_LOST, replace(SHOWN, failures=1))
    assert again.act == HandOff(Reason.FAILED_TWICE)


def test_who_waits_or_is_upset_is_asked_nothing_back() -> None:
    assert plan_of(NOT_LOST, waiting=True).act == KeepWaiting()


def test_an_opener_is_not_searched() -> None:
    plan = plan_of("Hi, I have a question about my card")
    assert isinstance(plan.act, Clarify)
    assert plan.dialogue.last_question in {"", "my card"}


def test_another_language_gets_a_person_and_only_danger_is_looked_for() -> None:
    spanish = replace(situation_of(Intent.QUESTION, "no puedo cambiar mi PIN"), language="es")
    plan, needs = interpreted(spanish, WORLD)
    assert plan.act == HandOff(Reason.LANGUAGE)
    assert plan.dialogue.last_question == "no puedo cambiar mi PIN"
    assert needs == [Search(("no puedo cambiar mi PIN",), subjects=True)]
    waiting, _ = interpreted(replace(spanish, waiting=True), WORLD)
    assert waiting.act == KeepWaiting()


def test_a_comment_may_be_in_any_language() -> None:
    dialogue = Dialogue(pending=Pending.COMMENT)
    comment = replace(situation_of(Intent.QUESTION, "muy bien todo", dialogue), language="es")
    assert interpreted(comment, WORLD)[0].act == TakeComment()
