"""Who deals with which part of the inbox."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from core.conversations import PARTITIONS, partition_of, share_out

BOTS = st.sets(st.sampled_from([f"bot-{number}" for number in range(20)]), max_size=20)
HELD = st.dictionaries(
    st.integers(0, PARTITIONS - 1), st.sampled_from([f"bot-{n}" for n in range(20)] + [""])
)


@given(BOTS.filter(bool), HELD)
def test_every_partition_has_one_bot_and_nobody_has_two_more_than_another(bots, held) -> None:
    shares = share_out(bots, held)
    assert set(shares) == set(range(PARTITIONS))
    counts = [Counter(shares.values())[bot] for bot in bots]
    assert max(counts) - min(counts) <= 1


@given(BOTS, HELD)
def test_only_what_is_too_much_is_taken_from_a_bot(bots, held) -> None:
    shares = share_out(bots, held)
    due = Counter(shares.values())
    for bot in bots:
        has = [number for number, holder in held.items() if holder == bot]
        kept = [number for number in has if shares[number] == bot]
        assert len(kept) == min(len(has), due[bot])


@given(BOTS.filter(bool), HELD, st.data())
def test_in_the_middle_of_a_hand_over_nobody_is_told_otherwise(bots, held, data) -> None:
    first = share_out(bots, held)
    done = data.draw(st.sets(st.integers(0, PARTITIONS - 1)))
    middle = {**held, **{number: first[number] for number in done}}
    second = share_out(bots, middle)
    assert share_out(bots, second) == second, "what is shared out stays"
    assert all(second[n] == first[n] for n in done), "nobody gives up what was just handed over"


@given(BOTS.filter(bool), HELD)
def test_bots_that_hand_over_one_by_one_come_to_rest(bots, held) -> None:
    """Each gives only what it holds, and takes only what is free, in any order of theirs."""
    now = {number: bot for number, bot in held.items() if bot in bots}
    for _ in range(4 * PARTITIONS):
        shares = share_out(bots, now)
        moved = next((n for n in range(PARTITIONS) if now.get(n) != shares[n]), None)
        if moved is None:
            break
        now[moved] = shares[moved]
    counts = [Counter(now.values())[bot] for bot in bots]
    assert set(now) == set(range(PARTITIONS))
    assert max(counts) - min(counts) <= 1


def test_without_a_bot_nothing_is_shared_out() -> None:
    assert share_out([], {1: "gone"}) == {}


@given(st.text())
def test_a_conversation_always_belongs_to_the_same_partition(conversation: str) -> None:
    assert partition_of(conversation) == partition_of(conversation)
    assert 0 <= partition_of(conversation) < PARTITIONS


def test_conversations_are_spread_evenly() -> None:
    counts = Counter(partition_of(f"conversation-{number}") for number in range(16_000))
    assert set(counts) == set(range(PARTITIONS))
    assert max(counts.values()) < 1.2 * min(counts.values())
