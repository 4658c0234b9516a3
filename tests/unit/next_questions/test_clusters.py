"""What follows more often than by chance, and how sure that is."""

from __future__ import annotations

from random import Random

import pytest

from core.next_questions import Believed, FollowCounts, clusters, lift_of

from .asking import ask

ARTICLES = "abcdefghij"


def pairs(counts: FollowCounts) -> set[tuple[str, str]]:
    return {(cluster.before, cluster.after) for cluster in clusters(counts.all)}


def by_chance(counts: FollowCounts, random: Random, conversations: int) -> None:
    for _ in range(conversations):
        ask(counts, *random.sample(ARTICLES, 2))


def test_a_planted_pair_is_found_among_what_is_asked_by_chance_and_nothing_else() -> None:
    counts, random = FollowCounts(), Random(3)
    for _ in range(100):
        by_chance(counts, random, 3)
        ask(counts, "a", "b")
    found = clusters(counts.all)
    assert (found[0].before, found[0].after) == ("a", "b")
    assert found[0].lift.low > 1.5
    assert 0.5 < found[0].share < 1


def test_what_follows_everything_follows_nothing_in_particular() -> None:
    counts, random = FollowCounts(), Random(4)
    for _ in range(600):
        ask(counts, random.choice(ARTICLES), "popular")
    assert pairs(counts) == set()


def test_of_pairs_by_chance_hardly_any_are_taken_for_clusters() -> None:
    counts = FollowCounts()
    by_chance(counts, Random(5), 2_000)
    assert len(pairs(counts)) <= 0.05 * len(ARTICLES) * (len(ARTICLES) - 1)


def test_the_interval_holds_the_true_lift_in_95_of_100_cases() -> None:
    random, share, chance = Random(6), 0.2, 0.05
    held = 0
    for _ in range(1_000):
        pair = Believed(60, unasked=sum(random.random() < share for _ in range(60)))
        everything = Believed(2_000, unasked=sum(random.random() < chance for _ in range(2_000)))
        lift = lift_of(pair, everything)
        held += lift.low <= share / chance <= lift.high
    assert held / 1_000 == pytest.approx(0.95, abs=0.02)


def test_nothing_counted_says_nothing() -> None:
    lift = lift_of(Believed(0), Believed(0))
    assert lift.low < 0.1 < 10 < lift.high
