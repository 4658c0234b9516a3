"""Which announcements a customer sees, here and now."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from core.announcements import (
    Announcement,
    AnnouncementState,
    Audience,
    Reader,
    by_article,
    next_change,
    shown_to,
)
from core.answering import (
    Answer,
    HandOff,
    Intent,
    Reason,
    TellAnnouncement,
)
from core.subjects import SubjectHit, SubjectKind
from tests.support.interpreting import World, interpreted, situation_of

AT = datetime(2026, 11, 27, 12, tzinfo=timezone.utc)
HOUR = timedelta(hours=1)
ONE = Announcement(1, "Late cards.", AnnouncementState.PROBLEM, AT - HOUR, 1, "Vera", AT)
READER = Reader("newcomer", "web", "/cards/lost")
WORDS = "the words that somebody has typed here today"


@pytest.mark.parametrize(
    ("audience", "is_shown"),
    [
        (Audience(), True),
        (Audience(segments=("newcomer", "expert"), channels=("web",)), True),
        (Audience(segments=("expert",)), False),
        (Audience(channels=("help",)), False),
        (Audience(pages=("/cards",)), True),
        (Audience(pages=("/card",)), False),
        (Audience(pages=("/cards/lost/now", "/")), False),
    ],
)
def test_it_is_shown_where_every_part_of_its_audience_fits(
    audience: Audience, is_shown: bool
) -> None:
    assert bool(shown_to([replace(ONE, audience=audience)], READER, AT)) is is_shown


def test_it_stands_from_its_beginning_until_just_before_its_end() -> None:
    timed = replace(ONE, begins=AT, ends=AT + HOUR)
    moments = [AT - HOUR, AT, AT + HOUR - timedelta(seconds=1), AT + HOUR]
    assert [bool(shown_to([timed], READER, at)) for at in moments] == [False, True, True, False]
    assert [next_change([timed], at) for at in moments] == [AT, AT + HOUR, AT + HOUR, None]


def test_news_is_promised_until_its_time_has_come() -> None:
    promising = replace(ONE, next_news=AT + HOUR)
    assert shown_to([promising], READER, AT) == (promising,)
    assert next_change([promising], AT) == AT + HOUR
    assert shown_to([promising], READER, AT + HOUR) == (ONE,)


def test_problems_come_first_and_of_these_the_latest() -> None:
    solved = replace(ONE, id=2, state=AnnouncementState.SOLVED, begins=AT)
    later = replace(ONE, id=3, begins=AT)
    shown = shown_to([solved, ONE, later], READER, AT)
    assert [each.id for each in shown] == [3, 1, 2]


def test_what_was_told_or_is_solved_is_no_answer() -> None:
    known = replace(ONE, audience=Audience(articles=("a", "b")))
    anywhere = replace(READER, page=None)
    assert by_article([known], anywhere, (), AT) == {"a": known, "b": known}
    assert by_article([known], anywhere, {1}, AT) == {}
    solved = replace(known, state=AnnouncementState.SOLVED)
    assert by_article([solved], anywhere, (), AT) == {}


def told(confidence: float, **changes: object) -> object:
    situation = situation_of(Intent.QUESTION, WORDS, **changes)
    situation = replace(situation, announced={"a": ONE})
    ours = {WORDS: SubjectHit(SubjectKind.COMPANY, "company", 0.3)}
    return interpreted(situation, World({WORDS: {"a": confidence}}, subjects=ours))[0].act


def test_a_sure_answer_gives_way_and_a_handoff_nobody_wanted_is_spared() -> None:
    sure = told(0.95)
    assert isinstance(sure, TellAnnouncement)
    assert (sure.articles, sure.spared) == (("a",), "")
    weak = told(0.1)
    assert isinstance(weak, TellAnnouncement)
    assert weak.spared == Reason.NOTHING_FITS.value
    assert told(0.01) == HandOff(Reason.NOTHING_FITS)


def test_without_an_announcement_everything_stays_as_it_was() -> None:
    act = interpreted(situation_of(Intent.QUESTION, WORDS), World({WORDS: {"a": 0.95}}))[0].act
    assert isinstance(act, Answer)
