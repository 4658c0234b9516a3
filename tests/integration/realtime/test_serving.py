"""What action servers say they answer from, as the others read it."""

from __future__ import annotations

import json
from datetime import timedelta

from redis.asyncio import Redis

from store.clock import now
from store.realtime import ServerState, Serving

STATE = ServerState("here:1", 7, articles=77, passages=300, state="learnt", trouble="", since=now())


async def test_what_a_server_of_another_version_says_spoils_nothing(redis: Redis) -> None:
    serving = Serving(redis)
    await serving.tell(STATE)
    newer = {**STATE.to_json(), "server": "newer:1", "at": now().isoformat(), "languages": ["en"]}
    await redis.hset("knowledge:servers", "newer:1", json.dumps(newer))
    for name, text in {
        "a": "no JSON",
        "b": "[]",
        "c": '{"at": "yesterday"}',
        "d": json.dumps({"at": now().isoformat()}),
        "e": json.dumps({"at": now().replace(tzinfo=None).isoformat()}),
    }.items():
        await redis.hset("knowledge:servers", name, text)
    assert [state.server for state in await serving.servers()] == ["here:1", "newer:1"]
    assert await redis.hlen("knowledge:servers") == 2


async def test_a_server_that_is_gone_is_forgotten_though_the_clock_was_set_back(
    redis: Redis,
) -> None:
    for name, told in {"old": -timedelta(minutes=1), "ahead": timedelta(hours=1)}.items():
        said = {**STATE.to_json(), "server": name, "at": (now() + told).isoformat()}
        await redis.hset("knowledge:servers", name, json.dumps(said))
    assert await Serving(redis).servers() == []
