"""Comments, refusals and gaps: the pages' figures are those that plain loops find in the record."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from statistics import fmean
from typing import Any

import pytest
from sqlalchemy import text

from core.insights import Scope
from store.clock import now
from store.content_gaps import GapCollector
from store.database import Database
from store.insights import (
    CommentGrouping,
    Comments,
    InsightContacts,
    gap_days,
    refused_in,
    wanted_most,
)
from tests.support.demo_history import roll_up, write_days

DAYS, A_PAGE = 40, 7


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """The demo history, rolled up and put into groups; nothing here writes to it."""
    folder = tmp_path_factory.mktemp("counted")
    with closing(Database(f"sqlite:///{folder / 'effie.db'}")) as database:
        database.migrate()
        write_days(database, DAYS)
        roll_up(database)
        grouping = CommentGrouping(database)
        while waiting := grouping.waiting():
            grouping.assign(waiting, {each: f"like {words[0]}" for each, words in waiting.items()})
        roll_up(database)
        gaps = GapCollector(database)
        while gaps.collect():
            pass
        gaps.assign({each: f"like {words[0]}" for each, words in gaps.waiting(10_000).items()})
        yield database


@pytest.fixture(scope="module")
def scope() -> Scope:
    """All but the first and the last days, so that some of it is left out."""
    today = now().date()
    return Scope(today - timedelta(days=DAYS - 3), today - timedelta(days=3))


def test_comments_are_as_many_and_cost_as_much_effort_as_the_surveys_say(
    database: Database, scope: Scope
) -> None:
    began = begun_within(database, scope)
    scores = defaultdict(list)
    for survey in rows(database, "SELECT * FROM surveys WHERE comment <> ''"):
        if survey["conversation"] in began:
            scores[survey["comment"][0]].append(survey["score"])
    found = Comments(database).groups(scope)
    words = Comments(database).words(scope, [each.id for each in found], 1)
    told = {words[each.id][0][0]: (each.times, each.effort.value) for each in found}
    assert told.keys() == scores.keys()
    assert len(told) > 1
    for letter, given in scores.items():
        assert told[letter] == (len(given), pytest.approx(fmean(given)))


def test_refusals_are_those_that_agents_marked(database: Database, scope: Scope) -> None:
    began = begun_within(database, scope)
    expected = defaultdict(set)
    for refusal in rows(database, "SELECT * FROM refusals"):
        if refusal["conversation"] in began:
            for policy in (refusal["policy"], 0):
                expected[policy].add(refusal["conversation"])
    found = {policy: each.contacts for policy, each in refused_in(database, scope).items()}
    assert found == {policy: len(each) for policy, each in expected.items()}
    assert len(found) > 2


def test_gaps_begin_when_they_are_met_first_and_are_wanted_as_often_as_they_are_met(
    database: Database, scope: Scope
) -> None:
    first: dict[int, Any] = {}
    times: Counter[int] = Counter()
    for met in rows(database, "SELECT * FROM gap_words WHERE gap IS NOT NULL ORDER BY at"):
        day = moment(met["at"]).date()
        first.setdefault(met["gap"], day)
        times[met["gap"]] += scope.since <= day <= scope.until
    within = Counter(day for day in first.values() if scope.since <= day <= scope.until)
    assert gap_days(database, scope).opened == within
    wanted = {each.gap: each.times for each in wanted_most(database, scope, 1_000)}
    assert wanted == +times
    assert wanted


def test_a_list_behind_a_figure_is_whole_page_by_page_and_as_long_as_the_figure(
    database: Database, scope: Scope
) -> None:
    began = begun_within(database, scope)
    refused = {each["conversation"] for each in rows(database, "SELECT * FROM refusals")} & began
    said = rows(database, "SELECT * FROM surveys WHERE meaning > 0")
    commented = {each["conversation"] for each in said} & began
    contacts = InsightContacts(database)
    for which, expected in (("refused", refused), ("commented", commented)):
        found = page_by_page(contacts, scope, which)
        assert len(found) == len(set(found)) == how_many(contacts, scope, which)
        assert set(found) == expected
        parts = [replace(scope, segment=each) for each in ("newcomer", "expert", "business")]
        assert sum(how_many(contacts, part, which) for part in parts) == len(found)
        assert {each for part in parts for each in page_by_page(contacts, part, which)} == expected


def how_many(contacts: InsightContacts, scope: Scope, which: str) -> int:
    return contacts.find(scope, which, None, 1)[0]


def page_by_page(contacts: InsightContacts, scope: Scope, which: str) -> list[str]:
    found: list[str] = []
    before = None
    while page := contacts.find(scope, which, before, A_PAGE)[1]:
        found += [each.conversation for each in page]
        before = page[-1].at
    return found


def begun_within(database: Database, scope: Scope) -> set[str]:
    return {
        each["id"]
        for each in rows(database, "SELECT id, started_at FROM conversations")
        if scope.since <= moment(each["started_at"]).date() <= scope.until
    }


def rows(database: Database, sql: str) -> list[Any]:
    with database.reading() as connection:
        return list(connection.execute(text(sql)).mappings())


def moment(value: Any) -> datetime:
    return value if isinstance(value, datetime) else datetime.fromisoformat(value)
