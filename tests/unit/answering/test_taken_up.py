"""Words after a matter was closed: what is a comment, and what takes the matter up again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.answering import (
    Act,
    Answer,
    Clarify,
    Courtesy,
    Decline,
    Dialogue,
    HandOff,
    Intent,
    KeepWaiting,
    Pending,
    Reason,
    Say,
    TakeComment,
)
from core.answering.steps.taken_up import is_comment, is_unsettled
from core.subjects import SubjectHit, SubjectKind
from tests.support.interpreting import World, interpreted, situation_of

STILL = "it is still not in my account"
SURE, VAGUE, LOST = "how do i change my pin", "about the charge", "my cousin sent it from abroad"
HITS = {
    SURE: {"change_pin": 0.9},
    f"still, {SURE}": {"change_pin": 0.9},
    VAGUE: {"fees": 0.4, "charged_twice": 0.3},
}
CLOSED = Dialogue(
    last_question="where is my transfer", last_article="transfer", shown=("transfer",)
)
OFF_TOPIC = SubjectHit(SubjectKind.OFF_TOPIC, "off_topic", 0.9)
TAKEN_UP = HandOff(Reason.TAKEN_UP)


def gets(text: str, *, here: bool, settled: bool = True, intent: Intent = Intent.QUESTION) -> Act:
    situation = replace(situation_of(intent, text, CLOSED), settled=settled)
    return interpreted(situation, World(HITS, same_agent=here))[0].act


@pytest.mark.parametrize("here", [True, False])
@pytest.mark.parametrize("words", [STILL, LOST])
def test_what_nothing_answers_opens_the_matter_again(words: str, here: bool) -> None:
    assert gets(words, here=here) == TAKEN_UP
    assert gets(words, here=here, settled=False) == HandOff(Reason.NOTHING_FITS)


def test_what_an_article_surely_answers_is_answered_whoever_is_there() -> None:
    assert isinstance(gets(SURE, here=True), Answer)
    assert isinstance(gets(SURE, here=False), Answer)


def test_what_is_not_settled_goes_to_the_agent_who_is_there_before_any_article() -> None:
    assert gets(f"still, {SURE}", here=True) == TAKEN_UP
    assert isinstance(gets(f"still, {SURE}", here=False), Answer)


def test_a_guess_is_for_those_whose_agent_is_not_there() -> None:
    assert gets(VAGUE, here=True) == TAKEN_UP
    assert isinstance(gets(VAGUE, here=False), Clarify)


@pytest.mark.parametrize("here", [True, False])
def test_what_looks_like_none_of_our_business_is_ours_if_it_is_not_settled(here: bool) -> None:
    def gets_declined(text: str) -> Act:
        situation = replace(situation_of(Intent.QUESTION, text, CLOSED), settled=True)
        return interpreted(situation, World(subjects={text: OFF_TOPIC}, same_agent=here))[0].act

    assert gets_declined("my cousin says that it is still nowhere to be seen") == TAKEN_UP
    assert isinstance(gets_declined("who won the world cup"), Decline)


def test_thanks_after_the_end_open_nothing() -> None:
    assert gets("thank you", here=True, intent=Intent.THANKS) == Say(Courtesy.THANKS)


def test_who_waits_already_is_not_put_into_a_queue_again() -> None:
    situation = replace(situation_of(Intent.QUESTION, STILL, CLOSED, waiting=True), settled=True)
    assert not isinstance(interpreted(situation)[0].act, HandOff)


def test_the_words_that_opened_it_again_get_no_answer_when_they_come_again() -> None:
    again = situation_of(Intent.QUESTION, f"still, {SURE}", CLOSED, waiting=True)
    assert interpreted(replace(again, settled=True), World(HITS))[0].act == KeepWaiting()
    assert isinstance(interpreted(again, World(HITS))[0].act, Answer)


COMMENTS = (
    "too many steps!",
    "all good",
    "Sam was lovely, thank you",
    "it still took too long",
    "I had to wait again",
    "nothing to complain about",
)
MESSAGES = (
    STILL,
    "It hasn't arrived yet.",
    "the payment did not come through? hm",
    "Thanks. How do I change my PIN",
    "the money is gone again",
    "nothing has happened",
    "my refund never arrived",
)


def test_words_after_a_score_are_a_comment_unless_they_ask_or_say_that_it_is_not_settled() -> None:
    assert [text for text in COMMENTS if not is_comment(text)] == []
    assert [text for text in MESSAGES if is_comment(text)] == []
    assert not any(map(is_unsettled, COMMENTS[:3]))


@pytest.mark.parametrize("pending", [Pending.EFFORT, Pending.COMMENT])
def test_a_message_after_the_effort_question_is_no_comment(pending: Pending) -> None:
    situation = replace(
        situation_of(Intent.QUESTION, STILL, CLOSED.awaiting(pending)), settled=True
    )
    assert interpreted(situation, World(same_agent=True))[0].act == TAKEN_UP
    praise = replace(situation_of(Intent.QUESTION, "all good", CLOSED.awaiting(Pending.COMMENT)))
    assert interpreted(praise)[0].act == TakeComment()
