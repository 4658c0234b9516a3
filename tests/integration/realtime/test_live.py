"""What matters only now: holders, rate limits, the leader lock and news."""

from __future__ import annotations

import asyncio
import json
from datetime import datetime, timedelta

import pytest
from redis.asyncio import Redis

from core.conversations import Holder
from core.errors import TooMany
from store.clock import now
from store.realtime import AGENTS, Holders, LeaderLock, News, Presence, RateLimiter, Writing
from web.live import Hub


async def test_the_bot_holds_every_conversation_that_no_agent_holds(redis: Redis) -> None:
    holders = Holders(redis)
    assert await holders.get("one") is Holder.BOT
    await holders.set("one", Holder.AGENT)
    assert await holders.get("one") is Holder.AGENT
    assert await holders.held_by_agents() == {"one"}
    await holders.set("one", Holder.BOT)
    assert await holders.held_by_agents() == set()


async def test_who_held_what_before_an_update_is_known_after_it(redis: Redis) -> None:
    await redis.set("holder:one", "agent")
    await redis.set("holder:two", "agent")
    holders = Holders(redis)
    await holders.open()
    await holders.set("two", Holder.BOT)
    await holders.open()
    assert await holders.held_by_agents() == {"one"}
    assert await redis.keys("holder:*") == []


async def test_who_holds_what_is_found_however_much_else_is_kept(redis: Redis) -> None:
    await redis.mset({f"inbox:seen:{number}": "1" for number in range(5000)})
    await Holders(redis).set("one", Holder.AGENT)
    await redis.config_resetstat()
    assert await Holders(redis).held_by_agents() == {"one"}
    assert "cmdstat_scan" not in await redis.info("commandstats")


async def test_a_limit_refuses_what_is_too_much_and_says_so(redis: Redis) -> None:
    limits = RateLimiter(redis)
    for _ in range(3):
        await limits.hit("messages:one", most=3, seconds=60)
    with pytest.raises(TooMany) as refused:
        await limits.hit("messages:one", most=3, seconds=60)
    assert refused.value.retry_after in range(1, 61)
    await limits.hit("messages:two", most=3, seconds=60)


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.time = now()

    def __call__(self) -> datetime:
        return self.time


@pytest.mark.parametrize(
    "step", [timedelta(seconds=61), -timedelta(hours=1)], ids=["a minute later", "set back"]
)
async def test_a_limit_ends_with_its_minute_and_with_a_clock_that_is_set_back(
    redis: Redis, step: timedelta
) -> None:
    clock = Clock()
    limits = RateLimiter(redis, clock)
    await limits.hit("messages:one", most=1, seconds=60)
    with pytest.raises(TooMany):
        await limits.hit("messages:one", most=1, seconds=60)
    clock.time += step
    await limits.hit("messages:one", most=1, seconds=60)
    with pytest.raises(TooMany):
        await limits.hit("messages:one", most=1, seconds=60)


async def test_of_two_uses_at_once_the_one_that_comes_late_begins_no_window_anew(
    redis: Redis,
) -> None:
    clock = Clock()
    limits = RateLimiter(redis, clock)
    await limits.hit("messages:one", most=1, seconds=60)
    clock.time -= timedelta(milliseconds=5)
    with pytest.raises(TooMany):
        await limits.hit("messages:one", most=1, seconds=60)


async def test_a_use_that_is_given_back_and_a_limit_that_is_cleared_count_no_more(
    redis: Redis,
) -> None:
    limits = RateLimiter(redis)
    for _ in range(3):
        await limits.hit("login", most=1, seconds=60)
        await limits.give_back("login")
    await limits.hit("login", most=1, seconds=60)
    await limits.clear("login")
    await limits.hit("login", most=1, seconds=60)


async def test_nobody_is_taken_to_be_there_until_a_clock_has_caught_up(redis: Redis) -> None:
    presence, hour = Presence(redis, AGENTS), timedelta(hours=1)
    await presence.beat("sam")
    await redis.zadd("presence:agents", {"ada": (now() + hour).timestamp(), "eve": 1e20})
    assert set(await presence.since(now() - hour)) == {"sam"}
    await presence.beat("sam")
    assert await redis.zcard("presence:agents") == 1


async def test_a_moment_nobody_can_read_is_no_sign_of_writing(redis: Redis) -> None:
    writing = Writing(redis)
    await writing.note("one")
    await redis.mset({"writing:two": "yesterday", "writing:three": "1e20", "writing:four": "nan"})
    assert set(await writing.last(["one", "two", "three", "four"])) == {"one"}


async def test_a_lock_that_outlives_its_time_by_far_keeps_nobody_from_leading(
    redis: Redis,
) -> None:
    gone, next_one = LeaderLock(redis, "chores"), LeaderLock(redis, "chores")
    assert await gone.hold()
    await redis.pexpire("lease:chores", 3_600_000)  # as after a clock was set back by an hour
    assert await next_one.hold()


async def test_only_one_process_leads_until_it_lets_go(redis: Redis) -> None:
    first, second = LeaderLock(redis, "chores"), LeaderLock(redis, "chores")
    assert await first.hold()
    assert not await second.hold()
    assert await first.hold()
    await second.release()
    assert not await second.hold(), "only the leader lets go"
    await first.release()
    assert await second.hold()


async def test_a_leader_who_died_or_slept_too_long_has_lost_the_lock(redis: Redis) -> None:
    slept, awake = LeaderLock(redis, "chores", seconds=0.1), LeaderLock(redis, "chores")
    assert await slept.hold()
    await asyncio.sleep(0.2)
    assert await awake.hold()
    assert not await slept.hold()
    await slept.release()
    assert await awake.hold()
    await awake.release()
    assert await slept.hold()


async def test_news_reaches_those_who_watch_its_topic_past_what_nobody_understands(
    redis: Redis,
) -> None:
    news = News(redis)
    hub = Hub(news)
    listening = asyncio.create_task(hub.run())
    async with hub.subscribe("one") as watch, hub.subscribe("two") as other:
        heard: list[object] = []
        while not heard:
            for unreadable in ("no JSON", "[]", '{"topic": 5}', "{}"):
                await redis.publish("news", unreadable)
            await news.publish("one", kind="said")
            heard = await watch.wait(0.2)
        assert heard[0] == {"topic": "one", "kind": "said"}
        assert await other.wait(0.05) == []
    listening.cancel()


@pytest.mark.parametrize(
    "told",
    [
        {"topic": "one"},  # an older version's: of no kind
        {"topic": "one", "kind": "said", "later": {"of": ["a newer", "version"]}},
        {"topic": "one", "kind": "of a newer version"},
    ],
)
async def test_news_of_another_version_reaches_those_who_watch_its_topic(
    redis: Redis, told: dict[str, object]
) -> None:
    hub = Hub(News(redis))
    listening = asyncio.create_task(hub.run())
    async with hub.subscribe("one") as watch:
        heard: list[dict[str, object]] = []
        while told not in heard:
            await redis.publish("news", json.dumps(told))
            heard = await watch.wait(0.2)
    listening.cancel()
