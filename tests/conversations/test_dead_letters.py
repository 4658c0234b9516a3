"""What nobody can read, thrown into both streams of the running product."""

from __future__ import annotations

import json
import time

import httpx
from redis import Redis

from tests.support.customer import Customer
from tests.support.waiting import PATIENCE, wait_until

EVENT = {"event": "bot", "sender_id": "c", "text": "hello", "timestamp": 1e20}
MESSAGE = {"id": "m-1", "conversation": "c", "kind": "customer", "text": "hello", "at": time.time()}
BAD = {
    "inbox": ("entry", ["no JSON", json.dumps({**MESSAGE, "kind": "video"})]),
    "events": ("event", ["[]", json.dumps(EVENT), json.dumps({**EVENT, "text": "\ud83d"})]),
}


def test_entries_that_nobody_can_read_are_told_to_monitors_and_keep_nobody_waiting(stack) -> None:
    def dead_letters() -> int:
        told = httpx.get(f"{stack.web_url}/health", timeout=PATIENCE, trust_env=False)
        return int(told.json()["dead_letters"])

    customer, before = Customer(stack.web_url), dead_letters()
    with Redis.from_url(stack.redis_url) as redis:
        for stream, (field, texts) in BAD.items():
            for text in texts:
                redis.xadd(stream, {field: text})
        (answer,) = customer.say("are you a robot?")
        assert answer["author"] == "bot"
        thrown = sum(len(texts) for _, texts in BAD.values())
        wait_until(lambda: dead_letters() == before + thrown)
        redis.delete("dead")
    assert dead_letters() == 0
