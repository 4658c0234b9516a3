"""What a row remembers, and what it believes after a change."""

from __future__ import annotations

import json
from random import Random

import pytest

from core.next_questions import MAX_FOLLOWERS, Row, Step


def asked_after(row: Row, follower: str, share: float, visits: int, random: Random) -> None:
    for _ in range(visits):
        row.visit()
        if random.random() < share:
            row.follow(follower, Step.UNASKED)


def share_of(row: Row, follower: str) -> float:
    pair = row.believed(follower)
    return pair.follows / pair.visits


def test_a_row_without_visits_knows_nothing() -> None:
    assert Row().believed("a").visits == Row().believed("a").follows == 0


def test_a_steady_share_is_known_the_better_the_longer_it_lasts() -> None:
    row = Row()
    asked_after(row, "b", 0.3, 2_000, Random(1))
    assert share_of(row, "b") == pytest.approx(0.3, abs=0.05)
    assert row.believed("b").visits > 100


@pytest.mark.parametrize("seed", range(5))
def test_after_a_change_the_new_follower_is_believed_within_thirty_visits(seed: int) -> None:
    row, random = Row(), Random(seed)
    asked_after(row, "old", 0.5, 500, random)
    asked_after(row, "new", 0.5, 30, random)
    assert share_of(row, "new") > 0.25 > share_of(row, "old")


def test_that_nothing_follows_any_more_is_noticed_too() -> None:
    row, random = Row(), Random(2)
    asked_after(row, "old", 0.5, 500, random)
    asked_after(row, "old", 0.0, 40, random)
    assert share_of(row, "old") < 0.1


def test_what_a_row_remembers_stays_flat_however_many_followers_there_are() -> None:
    row = Row()
    for number in range(5_000):
        row.visit()
        row.follow("often" if number % 2 else f"rare-{number}", Step.UNASKED)
    assert len(list(row)) <= 2 * MAX_FOLLOWERS
    assert share_of(row, "often") > 0.3


def test_a_row_that_was_kept_goes_on_as_if_it_never_had_been() -> None:
    kept, never = Row(), Row()
    random, same = Random(7), Random(7)
    for _ in range(30):
        asked_after(kept, "b", 0.4, 5, random)
        asked_after(never, "b", 0.4, 5, same)
        kept.visit(["c"])
        never.visit(["c"])
        kept = Row.from_json(json.loads(json.dumps(kept.to_json())))
    assert [kept.believed(each) for each in "bc"] == [never.believed(each) for each in "bc"]
    assert list(kept) == list(never)
