"""The publish gate's judgement of each question whose answer changes."""

from __future__ import annotations

import pytest

from core.articles import ReplayedQuestion, Source, is_stolen, judge
from core.articles.publish_gate import ReplayResult, Verdict
from core.conversations import Decision

THIS, OTHER, THIRD = "lost_card", "stolen_card", "change_pin"
PERSON = ReplayResult(Decision.HAND_OFF)
ASKED_BACK = ReplayResult(Decision.CLARIFY, (OTHER, THIS))


def answered(slug: str) -> ReplayResult:
    return ReplayResult(Decision.ANSWER, (slug,))


@pytest.mark.parametrize(
    ("now", "then", "verdict"),
    [
        (PERSON, answered(THIS), Verdict.BETTER),
        (PERSON, ASKED_BACK, Verdict.BETTER),
        (ASKED_BACK, answered(THIS), Verdict.BETTER),
        (answered(THIS), ASKED_BACK, Verdict.WORSE),
        (ASKED_BACK, PERSON, Verdict.WORSE),
        (PERSON, answered(OTHER), Verdict.WORSE),
        (PERSON, ReplayResult(Decision.CLARIFY, (OTHER, THIRD)), Verdict.WORSE),
        (answered(OTHER), answered(THIRD), Verdict.DIFFERENT),
        (ASKED_BACK, ReplayResult(Decision.CLARIFY, (THIS, OTHER)), Verdict.SAME),
        (PERSON, PERSON, Verdict.SAME),
    ],
)
def test_where_the_right_article_is_known_nearer_to_it_is_better(
    now: ReplayResult, then: ReplayResult, verdict: Verdict
) -> None:
    pinned = ReplayedQuestion("i lost my card", Source.PINNED, expected=THIS)
    assert judge(pinned, now, then) is verdict


@pytest.mark.parametrize(
    ("now", "then", "verdict"),
    [
        (PERSON, answered(THIS), Verdict.BETTER),
        (ReplayResult(Decision.ASK_AGAIN), ASKED_BACK, Verdict.BETTER),
        (answered(THIS), PERSON, Verdict.WORSE),
        (answered(OTHER), answered(THIS), Verdict.DIFFERENT),
        (ASKED_BACK, ReplayResult(Decision.CLARIFY, (THIS, OTHER)), Verdict.DIFFERENT),
    ],
)
def test_where_nobody_knows_it_an_answer_is_better_than_none(
    now: ReplayResult, then: ReplayResult, verdict: Verdict
) -> None:
    asked = ReplayedQuestion("card gone", Source.ASKED)
    assert judge(asked, now, then) is verdict


def test_an_article_that_did_not_help_before_is_no_better_than_a_person() -> None:
    asked = ReplayedQuestion("card gone", Source.ASKED, refused=OTHER)
    assert judge(asked, answered(OTHER), answered(THIS)) is Verdict.BETTER
    assert judge(asked, PERSON, answered(OTHER)) is Verdict.WORSE


def test_an_own_question_that_another_article_answers_so_far_is_for_people_to_judge() -> None:
    own = ReplayedQuestion("the machine kept my card", Source.OWN, expected=THIS)
    assert judge(own, answered(OTHER), answered(THIS)) is Verdict.DIFFERENT
    assert judge(own, PERSON, answered(THIS)) is Verdict.BETTER
    assert judge(own, answered(THIS), answered(OTHER)) is Verdict.WORSE


def test_a_question_of_another_article_that_this_one_would_answer_is_stolen() -> None:
    theirs = ReplayedQuestion("my card was stolen", Source.OTHER, expected=OTHER)
    assert judge(theirs, answered(OTHER), answered(THIS)) is Verdict.WORSE
    assert is_stolen(theirs, answered(THIS), THIS)
    assert not is_stolen(theirs, answered(OTHER), THIS)
    own = ReplayedQuestion("i lost my card", Source.OWN, expected=THIS)
    assert not is_stolen(own, answered(THIS), THIS)
