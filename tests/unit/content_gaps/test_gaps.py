"""Content gaps: what shows one, what comes first, how it is called, and when it has closed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

from core.articles import Draft
from core.content_gaps import (
    Gap,
    GapEvidence,
    GapKind,
    GapState,
    GapStatus,
    LoggedQuestion,
    closing_of,
    first_draft,
    in_order,
    kind_of,
    name_of,
    others_of,
    propose_title,
    read_why,
    standing_of,
    weekly,
    with_questions,
)
from core.content_gaps.closing import MANY_SINCE
from core.content_gaps.naming import examples_of
from core.conversations import Decision
from core.errors import BadInput

NOW = datetime(2026, 6, 1, 12, tzinfo=timezone.utc)
DAY = timedelta(days=1)


def words(
    text: str, kind: GapKind = GapKind.NO_ANSWER, days: float = 0, **more: Any
) -> GapEvidence:
    return GapEvidence(1, kind, text, NOW - timedelta(days=days), **more)


def gap(*said: GapEvidence, number: int = 1, **decided: Any) -> Gap:
    newest_first = tuple(sorted(said, key=lambda each: each.at, reverse=True))
    return Gap(number, decided.pop("state", GapState.OPEN), newest_first, **decided)


def asked(decision: str, **became: Any) -> LoggedQuestion:
    return LoggedQuestion("one", 1, "can I pay with shells", NOW, Decision(decision), **became)


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        (asked("ask_again"), GapKind.NO_ANSWER),
        (asked("hand_off", reason="nothing_fits", handoff="nothing_fits"), GapKind.HANDED_OFF),
        (asked("ask_again", handoff="failed_twice"), GapKind.HANDED_OFF),
        (asked("answer", article="x", helped=False), GapKind.NOT_HELPED),
        (asked("answer", article="x", helped=False, handoff="asked"), GapKind.HANDED_OFF),
        (asked("answer", article="x", handoff="asked"), GapKind.WANTED_PERSON),
        (asked("answer", article="x", handoff="frustrated"), GapKind.HANDED_OFF),
        (asked("clarify", clarified_in_vain=True), GapKind.CLARIFIED),
        (asked("clarify", article="x", helped=True), None),
        (asked("answer", article="x", helped=True), None),
        (asked("answer", article="x"), None),
        (asked("answer", article="x", reason="chosen", helped=False), None),
        (asked("hand_off", reason="frustrated", handoff="frustrated"), None),
        (asked("answer", article="x", handoff="broken"), None),
    ],
)
def test_a_question_shows_a_gap_by_what_it_came_to(
    question: LoggedQuestion, kind: GapKind | None
) -> None:
    assert kind_of(question) is kind


def test_what_costs_customers_most_comes_first_and_fades_with_time() -> None:
    queue = gap(words("a", GapKind.HANDED_OFF), number=1)
    tap = gap(words("b", GapKind.CLARIFIED), words("b", GapKind.CLARIFIED), number=2)
    often = gap(*(words("c", GapKind.CLARIFIED) for _ in range(5)), number=3)
    long_ago = gap(words("d", GapKind.HANDED_OFF, days=90), number=4)
    assert [each.id for each in in_order((tap, long_ago, queue, often), NOW)] == [3, 1, 2, 4]


def test_a_gap_is_called_by_the_words_that_are_most_like_the_others() -> None:
    said = (
        words("shells??"),
        words("can I pay with sea shells"),
        words("paying with sea shells in a shop please, how"),
        words("sea shells for money"),
        words("Use shells as the currency now", GapKind.SUGGESTION),
    )
    assert name_of(said) == "can I pay with sea shells"
    assert name_of(said[-1:]) == "Use shells as the currency now"
    assert others_of(said, "can I pay with sea shells", 2) == (
        "shells??",
        "paying with sea shells in a shop please, how",
    )


def test_the_counts_the_answers_and_the_weeks_are_told() -> None:
    one = gap(
        words("a", GapKind.MARKED, days=1, answer="You can't."),
        words("b", GapKind.MARKED, days=9, answer="No."),
        words("c", GapKind.MARKED, days=20, answer="You can't."),
        words("d", GapKind.HANDED_OFF, days=1),
    )
    assert one.counts == ((GapKind.HANDED_OFF, 1), (GapKind.MARKED, 3))
    assert [each.answer for each in one.answers] == ["You can't.", "No."]
    assert weekly(one.occurrences, NOW, weeks=4) == (0, 1, 1, 2)


def test_a_question_that_an_agent_marks_too_was_still_met_once() -> None:
    one = gap(
        words("a", GapKind.HANDED_OFF, conversation="one"),
        words("a", GapKind.MARKED, conversation="one"),
        words("a", GapKind.MARKED, conversation="two"),
        words("b", GapKind.SUGGESTION),
    )
    assert len(one.occurrences) == 3


def test_a_dismissed_gap_comes_back_when_many_ask_again() -> None:
    old = words("a", days=9)
    later = [words("a", days=day) for day in range(1, MANY_SINCE + 1)]
    dismissed = {"state": GapState.DISMISSED, "decided_at": NOW - 8 * DAY}
    assert standing_of(gap(old, *later[:-1], **dismissed)) is GapStatus.DISMISSED
    assert standing_of(gap(old, *later, **dismissed)) is GapStatus.BACK


def published(*said: GapEvidence) -> Gap:
    return gap(*said, state=GapState.ARTICLE, article="shells", published_at=NOW - 2 * DAY)


def test_a_gap_closes_when_its_questions_get_their_answer_and_hardly_anybody_asks_again() -> None:
    writing = gap(words("a"), state=GapState.ARTICLE, article="shells")
    assert standing_of(writing) is GapStatus.WRITING
    answered = [words("a", days=3, before="", now="shells") for _ in range(3)]
    other = words("b", days=3, before="fees", now="")
    closed = published(*answered, other, words("new"))
    closing = closing_of(closed)
    assert (closing.tried, closing.before, closing.now, closing.elsewhere) == (4, 1, 3, 0)
    assert (closing.since, standing_of(closed)) == (1, GapStatus.CLOSED)
    assert standing_of(published(*answered, other, other)) is GapStatus.NOT_YET
    again = [words("new") for _ in range(MANY_SINCE)]
    assert standing_of(published(*answered, *again)) is GapStatus.NOT_YET


def test_colleagues_comments_are_closed_by_the_next_version() -> None:
    comment = words("The fee is wrong", GapKind.COMMENT, days=3)
    assert standing_of(published(comment)) is GapStatus.CLOSED


def test_an_article_begins_with_customers_questions_and_the_agents_answer() -> None:
    about = gap(
        words("can I pay with shells?"),
        words("Can I  pay with SHELLS?", days=1),
        words("pay by shell with card [card number]", days=2),
        words("shells as money", GapKind.MARKED, days=3, answer="You can't."),
        words("Say so on the first page", GapKind.SUGGESTION),
    )
    draft = first_draft(about, propose_title(about), "Content", "2026-12-01")
    assert (draft.title, draft.short) == ("Can I pay with shells", "You can't.")
    assert draft.questions == ("can I pay with shells?", "shells as money")
    assert examples_of(about, 1) == ("can I pay with shells?",)
    own = Draft(title="Shells", questions=("Shells as money",))
    assert with_questions(own, about).questions == ("Shells as money", "can I pay with shells?")


def test_a_dismissal_needs_a_reason() -> None:
    assert read_why("  we don't\noffer this ") == "we don't offer this"
    for nothing in (" ", None, "x" * 501):
        with pytest.raises(BadInput):
            read_why(nothing)


def test_a_word_said_of_no_time_leaves_the_others_alone() -> None:
    ahead = replace(words("a"), at=NOW + DAY)  # another machine's clock
    assert weekly((ahead,), NOW, weeks=2) == (0, 1)
