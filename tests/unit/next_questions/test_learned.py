"""What is offered from what was learned, and from what people chose while little was."""

from __future__ import annotations

from random import Random

import pytest

from core.articles import MAX_NEXT_QUESTIONS
from core.next_questions import FollowCounts, Learned, Verdict, Verdicts, chances_after
from tests.unit.next_questions.asking import ask

CURATED = ("c1", "c2", "c3", "c4")
EVERYTHING = {"a", "b", *CURATED}


def offered(
    counts: FollowCounts, segment: str = "", seed: int = 1, **more: object
) -> tuple[str, ...]:
    among = more.get("among", EVERYTHING)
    return Learned(counts).offers(segment, "a", CURATED, among, Random(seed))  # type: ignore[arg-type]


def for_comparison(counts: FollowCounts) -> None:
    """What follows on most articles is not what is followed by chance."""
    for segment in ("expert", "novice"):
        ask(counts, "x", "y", segment=segment, times=300)


def test_before_anything_is_known_what_people_chose_stands_as_they_ordered_it() -> None:
    counts = FollowCounts()
    ask(counts, "a", "b", times=19)
    for seed in range(20):
        assert offered(counts, seed=seed) == CURATED[:MAX_NEXT_QUESTIONS]
    assert offered(counts, among={"c2", "c4"}) == ("c2", "c4")


def test_what_a_segment_goes_on_to_is_offered_to_it_and_not_to_another() -> None:
    counts = FollowCounts()
    ask(counts, "a", "b", segment="expert", times=60)
    ask(counts, "a", segment="novice", times=60)
    for_comparison(counts)
    for seed in range(20):
        assert offered(counts, "expert", seed)[0] == "b"
        assert "b" not in offered(counts, "novice", seed)


def test_nothing_is_offered_that_may_not_be() -> None:
    counts = FollowCounts()
    ask(counts, "a", "b", times=100)
    for_comparison(counts)
    assert "b" in offered(counts)
    assert "b" not in offered(counts, among=EVERYTHING - {"b"})


def test_the_same_seed_offers_the_same_and_others_try_what_may_be_right() -> None:
    counts = FollowCounts()
    ask(counts, "a", "b", times=3)
    ask(counts, "a", times=30)
    for_comparison(counts)
    found = {seed: offered(counts, seed=seed) for seed in range(30)}
    assert found == {seed: offered(counts, seed=seed) for seed in range(30)}
    assert len(set(found.values())) > 1


def test_rows_put_into_a_copy_leave_what_is_served_as_it_was() -> None:
    counts, newer = FollowCounts(), FollowCounts()
    ask(counts, "a", "b", segment="expert", times=30)
    ask(newer, "a", segment="expert", times=90)
    copy = counts.copy()
    for segment in (None, "expert"):
        copy.put(segment, "a", newer.state(segment, "a"))
    assert (counts.all.row("a").visits, copy.all.row("a").visits) == (30, 90)
    assert (counts.of("expert").row("a").visits, copy.of("expert").row("a").visits) == (30, 90)


def test_remade_from_newer_counts_the_newer_ones_are_offered_from() -> None:
    counts, newer = FollowCounts(), FollowCounts()
    for each, follower in ((counts, "b"), (newer, "c4")):
        ask(each, "a", follower, times=90)
        for_comparison(each)
    before = Learned(counts)
    assert before.offers("", "a", CURATED, EVERYTHING, Random(1))[0] == "b"
    assert (
        before.remade(newer, Verdicts()).offers("", "a", CURATED, EVERYTHING, Random(1))[0] == "c4"
    )


def test_what_people_decide_goes_before_what_was_learned() -> None:
    counts = FollowCounts()
    for segment in ("expert", "novice"):
        ask(counts, "a", "b", segment=segment, times=90)
    for_comparison(counts)
    verdicts = Verdicts(
        {
            ("expert", "a"): {"b": Verdict.HIDDEN, "x": Verdict.PINNED},
            (None, "a"): {"x": Verdict.HIDDEN, "y": Verdict.ADOPTED},
        }
    )
    learned, among = Learned(counts, verdicts), {"b", "x", "y"}
    for seed in range(20):
        expert = learned.offers("expert", "a", (), among, Random(seed))
        novice = learned.offers("novice", "a", (), among, Random(seed))
        assert (expert[0], "b" in expert) == ("x", False)
        assert (novice[0], "x" in novice) == ("b", False)
    early = Learned(FollowCounts(), verdicts)
    assert early.offers("expert", "a", ("c1", "b"), {*among, "c1"}, Random(1)) == ("x", "c1", "y")


def told(counts: FollowCounts, told_from: float, segment: str = "") -> list[str]:
    """Return what is told in each of 400 conversations."""
    learned = Learned(counts)
    return [
        learned.told(segment, "a", (), ("c", "b"), told_from, Random(seed)) for seed in range(400)
    ]


def test_the_likeliest_is_told_nine_times_in_ten_where_it_is_likely_enough() -> None:
    counts = FollowCounts()
    for _ in range(20):
        ask(counts, "a", "b", times=2)
        ask(counts, "a", "c")
        ask(counts, "a", times=2)
    for_comparison(counts)
    among = told(counts, 0.3)
    assert set(among) == {"b", ""}
    assert 0.85 < among.count("b") / len(among) < 0.95
    assert set(told(counts, 0.4)) == {""}, "they may be fewer than that"


def test_nothing_is_told_while_little_is_known() -> None:
    counts = FollowCounts()
    ask(counts, "a", "b", times=19)
    assert set(told(counts, 0.05)) == {""}


def test_who_was_told_and_asks_no_more_does_not_make_it_less_likely() -> None:
    counts = FollowCounts()
    for _ in range(50):
        ask(counts, "a", "b")
        ask(counts, "a")
    for_comparison(counts)
    before = chances_after(counts, "", "a", ())["b"].share
    for _ in range(20):
        ask(counts, "a", offered=("b",), told="b", times=9)
        ask(counts, "a", "b", offered=("b",), told="b")
    after = chances_after(counts, "", "a", ())["b"].share
    assert after == pytest.approx(before, abs=0.05)
    ask(counts, "a", offered=("b",), times=200)
    assert "b" not in chances_after(counts, "", "a", ()), "offered in vain, it does"


def test_what_is_prepared_offers_the_same_as_what_is_worked_out_when_asked_for() -> None:
    counts = FollowCounts()
    ask(counts, "a", "b", segment="expert", times=60)
    for_comparison(counts)
    verdicts = Verdicts({("expert", "a"): {"y": Verdict.ADOPTED}})
    prepared, unprepared = Learned(counts, verdicts), Learned(counts, verdicts)
    prepared.prepare(lambda slug: CURATED if slug == "a" else ())
    for seed in range(20):
        found = [
            learned.offers("expert", "a", CURATED, {*EVERYTHING, "y"}, Random(seed))
            for learned in (prepared, unprepared)
        ]
        assert found[0] == found[1]
