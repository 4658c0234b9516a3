"""What a row remembers, and what it believes after a change."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import count, islice
from random import Random

import pytest

from core.next_questions import MAX_FOLLOWERS, Row, Step
from tests.unit.next_questions.asking import BEGIN


def minutes(apart: float) -> Iterator[datetime]:
    return (BEGIN + timedelta(minutes=apart * number) for number in count())


def asked_after(
    row: Row, follower: str, share: float, visits: int, random: Random, at: Iterator[datetime]
) -> None:
    for _ in range(visits):
        visited = next(at)
        row.visit(visited)
        if random.random() < share:
            row.follow(follower, Step.UNASKED, visited)


def share_of(row: Row, follower: str) -> float:
    pair = row.believed(follower)
    return pair.follows / pair.visits


def test_a_row_without_visits_knows_nothing() -> None:
    assert Row().believed("a").visits == Row().believed("a").follows == 0


def test_a_steady_share_is_known_the_better_the_longer_it_lasts() -> None:
    row = Row()
    asked_after(row, "b", 0.3, 2_000, Random(1), minutes(apart=5))
    assert share_of(row, "b") == pytest.approx(0.3, abs=0.05)
    assert row.believed("b").visits > 100


@pytest.mark.parametrize("seed", range(5))
def test_after_a_change_the_new_follower_is_believed_within_thirty_visits(seed: int) -> None:
    row, random, at = Row(), Random(seed), minutes(apart=5)
    asked_after(row, "old", 0.5, 500, random, at)
    asked_after(row, "new", 0.5, 30, random, at)
    assert share_of(row, "new") > 0.25 > share_of(row, "old")


def test_that_nothing_follows_any_more_is_noticed_too() -> None:
    row, random, at = Row(), Random(2), minutes(apart=5)
    asked_after(row, "old", 0.5, 500, random, at)
    asked_after(row, "old", 0.0, 40, random, at)
    assert share_of(row, "old") < 0.1


@pytest.mark.parametrize("share", [1.0, 0.6])
def test_customers_who_ask_at_once_and_go_on_later_are_no_change(share: float) -> None:
    row, random, at = Row(), Random(3), minutes(apart=0.1)
    asked_after(row, "b", share, 40, random, at)
    for _ in range(12):
        visits = list(islice(at, 15))
        for visited in visits:
            row.visit(visited)
        assert share_of(row, "b") > share / 3
        for visited in visits:
            if random.random() < share:
                row.follow("b", Step.UNASKED, visited)
        assert share_of(row, "b") == pytest.approx(share, abs=0.2)


def test_what_a_row_remembers_stays_flat_however_many_followers_there_are() -> None:
    row, at = Row(), minutes(apart=1)
    for number in range(5_000):
        visited = next(at)
        row.visit(visited)
        row.follow("often" if number % 2 else f"rare-{number}", Step.UNASKED, visited)
    assert len(list(row)) <= 2 * MAX_FOLLOWERS
    assert share_of(row, "often") > 0.3


def test_a_row_that_was_kept_goes_on_as_if_it_never_had_been() -> None:
    kept, never = Row(), Row()
    random, same = Random(7), Random(7)
    at, same_at = minutes(apart=1), minutes(apart=1)
    for _ in range(30):
        asked_after(kept, "b", 0.4, 5, random, at)
        asked_after(never, "b", 0.4, 5, same, same_at)
        kept.visit(next(at), ["c"])
        never.visit(next(same_at), ["c"])
        kept = Row.from_json(json.loads(json.dumps(kept.to_json())))
    assert [kept.believed(each) for each in "bc"] == [never.believed(each) for each in "bc"]
    assert list(kept) == list(never)
