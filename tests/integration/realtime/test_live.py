"""What matters only now: holders, rate limits, the leader lock and news."""

from __future__ import annotations

import asyncio

import pytest
from redis.asyncio import Redis

from core.conversations import Holder
from core.errors import TooMany
from store.realtime import Holders, LeaderLock, News, RateLimiter
from web.live import Hub


async def test_the_bot_holds_every_conversation_that_no_agent_holds(redis: Redis) -> None:
    holders = Holders(redis)
    assert await holders.get("one") is Holder.BOT
    await holders.set("one", Holder.AGENT)
    assert await holders.get("one") is Holder.AGENT
    assert await holders.held_by_agents() == {"one"}
    await holders.set("one", Holder.BOT)
    assert await holders.held_by_agents() == set()


async def test_a_limit_refuses_what_is_too_much_and_says_so(redis: Redis) -> None:
    limits = RateLimiter(redis)
    for _ in range(3):
        await limits.hit("messages:one", most=3, seconds=60)
    with pytest.raises(TooMany):
        await limits.hit("messages:one", most=3, seconds=60)
    await limits.hit("messages:two", most=3, seconds=60)


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


async def test_news_reaches_those_who_watch_its_topic(redis: Redis) -> None:
    news = News(redis)
    hub = Hub(news)
    listening = asyncio.create_task(hub.run())
    async with hub.subscribe("one") as watch, hub.subscribe("two") as other:
        heard: list[object] = []
        while not heard:
            await news.publish("one", kind="said")
            heard = await watch.wait(0.2)
        assert heard[0] == {"topic": "one", "kind": "said"}
        assert await other.wait(0.05) == []
    listening.cancel()
