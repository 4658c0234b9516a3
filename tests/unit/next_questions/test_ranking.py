"""What is offered next."""

from __future__ import annotations

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from core.articles import MAX_NEXT_QUESTIONS
from core.next_questions import LIKELY, FollowCounts, chances_after, offers

from .asking import ask

NOTHING: tuple[str, ...] = ()


def often(
    counts: FollowCounts,
    article: str = "a",
    segment: str = "",
    curated: tuple[str, ...] = NOTHING,
    answered: tuple[str, ...] = NOTHING,
) -> dict[str, float]:
    """Return in which share of 200 draws each question is offered."""
    likely = chances_after(counts, segment, article, curated)
    drawn = [slug for seed in range(200) for slug in offers(likely, answered, Random(seed))]
    return {slug: drawn.count(slug) / 200 for slug in set(drawn)}


def background(counts: FollowCounts, segment: str = "") -> None:
    for article in "cdefgh":
        ask(counts, article, segment=segment, times=30)


def test_nothing_is_offered_where_nothing_is_known() -> None:
    assert often(FollowCounts()) == {}


def test_before_anything_is_learned_what_people_chose_is_offered() -> None:
    shares = often(FollowCounts(), curated=("b", "c"))
    assert shares["b"] > 0.9
    assert shares["c"] > 0.9


def test_what_is_asked_next_is_offered_without_anybody_having_chosen_it() -> None:
    counts = FollowCounts()
    background(counts)
    for _ in range(10):
        ask(counts, "a", "b")
        ask(counts, "a")
    assert often(counts)["b"] > 0.95


def test_what_is_curated_and_always_ignored_is_offered_no_more() -> None:
    counts = FollowCounts()
    ask(counts, "a", offered=("b",), times=60)
    assert often(counts, curated=("b",)).get("b", 0) < 0.05


def test_offers_that_are_taken_stand_before_those_that_are_ignored() -> None:
    counts = FollowCounts()
    ask(counts, "a", "b", offered=("b", "c"), by_button=True, times=10)
    ask(counts, "a", offered=("b", "c"), times=10)
    likely = chances_after(counts, "", "a", ("c", "b"))
    first = [offers(likely, (), Random(seed))[0] for seed in range(50)]
    assert first.count("b") == 50


def test_an_offer_that_is_passed_over_but_asked_later_is_no_failure() -> None:
    pressed, typed = FollowCounts(), FollowCounts()
    for counts, by_button in ((pressed, True), (typed, False)):
        ask(counts, "a", "b", offered=("b",), by_button=by_button, times=10)
    chance = [chances_after(counts, "", "a", ("b",))["b"].share for counts in (pressed, typed)]
    assert chance[0] == chance[1] > 0.5


def test_two_segments_that_differ_are_offered_different_things() -> None:
    counts = FollowCounts()
    for segment, follower in (("novice", "b"), ("expert", "c")):
        background(counts, segment)
        for _ in range(40):
            ask(counts, "a", follower, segment=segment)
            ask(counts, "a", segment=segment)
    for segment, follower, other in (("novice", "b", "c"), ("expert", "c", "b")):
        shares = often(counts, segment=segment)
        assert shares[follower] > 0.95
        assert shares.get(other, 0) < 0.05


def test_a_segment_of_which_nothing_is_known_goes_by_what_all_others_do() -> None:
    counts = FollowCounts()
    background(counts, "novice")
    ask(counts, "a", "b", segment="novice", times=20)
    assert often(counts, segment="newcomer")["b"] > 0.95


def test_what_is_asked_now_and_then_by_chance_is_not_offered() -> None:
    counts = FollowCounts()
    for article in 3 * "bcdefghijk":
        ask(counts, "a", article)
        ask(counts, "x", article)
    assert sum(often(counts).values()) < 0.1


def test_the_same_seed_offers_the_same() -> None:
    likely = chances_after(FollowCounts(), "", "a", ("b", "c", "d", "e"))
    both = [offers(likely, (), Random(7)) for _ in range(2)]
    assert both[0] == both[1]


@settings(max_examples=50, deadline=None)
@given(
    st.lists(st.lists(st.sampled_from("abcdef"), min_size=1, max_size=4), max_size=30),
    st.lists(st.sampled_from("abcdef"), unique=True),
    st.sets(st.sampled_from("abcdef")),
    st.integers(0, 1_000),
)
def test_never_more_than_three_never_itself_never_what_was_answered(
    conversations: list[list[str]], curated: list[str], answered: set[str], seed: int
) -> None:
    counts = FollowCounts()
    for conversation in conversations:
        ask(counts, *conversation)
    offered = offers(chances_after(counts, "", "a", curated), answered, Random(seed))
    assert len(offered) == len(set(offered)) <= MAX_NEXT_QUESTIONS
    assert not set(offered) & (answered | {"a"})


def test_a_chance_is_a_share_and_offers_need_a_likely_one() -> None:
    counts = FollowCounts()
    ask(counts, "a", times=400)
    chance = chances_after(counts, "", "a", ("b",))["b"]
    assert 0 <= chance.share < LIKELY
    assert often(counts, curated=("b",)).get("b", 0) < 0.05
