"""Jobs in lanes: what takes long holds up its own lane, and nothing else."""

from __future__ import annotations

import asyncio

import pytest

from store.channels import Lane
from web.channels.side_by_side import Lanes

ANA, BEN, EVE = Lane("hook", "ana"), Lane("telegram", "ben"), Lane("hook", "eve")


async def test_a_job_that_hangs_holds_up_its_own_lane_alone() -> None:
    lanes, hangs, done = Lanes(1), asyncio.Event(), asyncio.Event()

    async def finish() -> None:
        done.set()

    lanes.begin(ANA, hangs.wait)
    lanes.begin(BEN, finish)
    await all_that_can()
    assert done.is_set()
    assert lanes.busy() == {ANA}
    hangs.set()
    await all_that_can()
    assert not lanes.busy()


async def test_of_one_connection_only_so_many_run_at_a_time() -> None:
    lanes, hangs, done = Lanes(1), asyncio.Event(), asyncio.Event()

    async def finish() -> None:
        assert hangs.is_set()
        done.set()

    lanes.begin(ANA, hangs.wait)
    lanes.begin(EVE, finish)
    await all_that_can()
    assert not done.is_set()
    hangs.set()
    await done.wait()


async def test_what_a_job_raises_is_told_once_and_the_others_go_on() -> None:
    lanes, hangs = Lanes(2), asyncio.Event()

    async def fail() -> None:
        raise OSError("the database is away")

    lanes.begin(ANA, hangs.wait)
    lanes.begin(BEN, fail)
    await all_that_can()
    with pytest.raises(OSError, match="away"):
        lanes.busy()
    assert lanes.busy() == {ANA}
    hangs.set()
    await all_that_can()
    assert not lanes.busy()


async def test_at_the_end_nothing_runs_on() -> None:
    lanes, hangs = Lanes(1), asyncio.Event()
    lanes.begin(ANA, hangs.wait)
    lanes.begin(EVE, hangs.wait)
    await lanes.end()
    await all_that_can()
    assert lanes.busy() == frozenset()


async def all_that_can() -> None:
    """Let everything run that waits for nothing."""
    for _ in range(20):
        await asyncio.sleep(0)


async def test_what_has_begun_comes_to_its_end_and_what_waits_is_not_begun() -> None:
    lanes, answer, noted = Lanes(1), asyncio.Event(), asyncio.Event()

    async def call() -> None:
        await answer.wait()
        noted.set()

    async def never() -> None:
        raise AssertionError("it was to end")

    lanes.begin(ANA, call)
    await all_that_can()
    lanes.begin(EVE, never)
    ending = asyncio.create_task(lanes.end(patience=60))
    for _ in range(2):  # whoever ends us is impatient
        await all_that_can()
        ending.cancel()
    await all_that_can()
    assert not ending.done()
    answer.set()
    await ending
    assert noted.is_set()
    assert not lanes.busy()


async def test_what_does_not_end_in_time_is_ended() -> None:
    lanes = Lanes(1)
    lanes.begin(ANA, asyncio.Event().wait)
    await all_that_can()
    await lanes.end(patience=0.01)
    assert not lanes.busy()
