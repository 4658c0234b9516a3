"""The metrics: who may read them, that they are true, and that rules and pictures use real ones."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families
from ruamel.yaml import YAML

from core.answering import Reason
from core.channels import Tally
from core.conversations import ANONYMOUS, Decision, Evidence, InboxMessage, InboxMessageKind
from core.staff import Role
from core.webhooks import WebhookEvent
from launch.paths import HOME
from store.clock import now
from store.database import Database
from store.handoffs import Opening
from tests.support.only_bot import OnlyBot
from tests.support.redis_server import running_redis
from tests.support.waiting import until
from tests.support.web import Web, running_web

TOKEN = "a token for whoever measures, long enough"
NAMED = re.compile(r"\b(?:effie|process)_[a-z_]+\b")
SUFFIX = re.compile(r"_(?:bucket|sum|count|created)$")


@pytest.fixture
async def web(database: Database, redis_url: str, tmp_path: Path) -> AsyncIterator[Web]:
    async with running_web(database.url, redis_url, tmp_path, metrics_key=TOKEN) as web:
        yield web


async def read(web: Web, token: str = TOKEN) -> httpx.Response:
    async with web.browser() as browser:
        return await browser.get("/metrics", headers={"Authorization": f"Bearer {token}"})


async def figures(web: Web) -> dict[str, float]:
    """What is told, by its name and labels."""
    answer = await read(web)
    assert answer.status_code == 200, answer.text
    found = {}
    for family in text_string_to_metric_families(answer.text):
        for sample in family.samples:
            labels = ",".join(f"{name}={value}" for name, value in sorted(sample.labels.items()))
            found[f"{sample.name}{{{labels}}}" if labels else sample.name] = sample.value
    return found


async def hand_off(web: Web, words: str) -> None:
    """Let the bot publish that a customer said this and is handed to a person."""
    services, at = web.services, now().timestamp()
    conversation = services.conversations.start(ANONYMOUS, "web", "").id
    message = InboxMessage("message-1", conversation, InboxMessageKind.CUSTOMER, words, at)
    await services.inbox.put(message)
    bot = OnlyBot(services.redis)
    (delivered,) = await bot.next()
    said = {"sender_id": conversation, "timestamp": at}
    evidence = Evidence(Decision.HAND_OFF, Reason.ASKED.value).to_json()
    custom = {"kind": "text", "evidence": evidence}
    asked = {**said, "event": "user", "text": words, "message_id": message.id}
    answered = {**said, "event": "bot", "timestamp": at + 0.2, "text": "I'll get somebody."}
    await bot.settle(delivered, [asked, {**answered, "data": {"custom": custom}}])


async def test_nobody_reads_them_without_the_token_and_without_one_they_are_off(
    web: Web, database: Database, redis_url: str, tmp_path: Path
) -> None:
    wrong = await read(web, "another token, which is as long as the first")
    assert (wrong.status_code, "EFFIE_METRICS_KEY" in wrong.text) == (401, True)
    async with web.browser() as browser:
        assert (await browser.get("/metrics")).status_code == 401
    async with running_web(database.url, redis_url, tmp_path) as off:
        answer = await read(off)
    assert (answer.status_code, "EFFIE_METRICS_KEY" in answer.text) == (404, True)


async def test_they_tell_what_there_is_to_do_and_what_was_done(web: Web) -> None:
    services = web.services
    name = services.conversations.start(ANONYMOUS, "web", "").id
    services.handoffs.open(name, Opening(Reason.ASKED, "support", "newcomer"))
    services.tallies.add("telegram", Tally.FORGED, 3)
    opened = (WebhookEvent.CONVERSATION_OPENED,)
    nowhere = "https://127.0.0.1:1/"
    webhook = services.webhook_endpoints.add(nowhere, opened, web.add_staff("Ravi", Role.ADMIN))
    services.conversations.start(ANONYMOUS, "web", "")
    async with web.browser() as browser:
        assert (await browser.get("/nothing/here")).status_code == 404
        assert (await browser.get("/help")).status_code == 200
    await hand_off(web, "a person, please")

    async def is_recorded() -> bool:
        told = await figures(web)
        called = "effie_webhook_calls_total{state=waiting}"
        return {"effie_utterances_total{author=customer}", called} <= told.keys()

    await until(is_recorded)
    told = await figures(web)
    assert told["effie_part_up{part=database}"] == told["effie_part_up{part=redis}"] == 1
    assert told["effie_part_up{part=bot}"] == told["effie_bots"] == 1
    assert told["effie_part_up{part=actions}"] == 0
    assert told["effie_handoffs{queue=support,state=waiting}"] == 1
    assert 0 <= told["effie_handoff_wait_seconds{queue=support}"] < 3600
    assert told["effie_channel_events_total{connection=telegram,what=forged}"] == 3
    assert told["effie_requests_total{method=GET,route=/help,status=200}"] == 1
    assert told["effie_requests_total{method=GET,route=,status=404}"] == 1
    assert told["effie_utterances_total{author=customer}"] == 1
    assert told["effie_decisions_total{decision=hand_off,reason=asked}"] == 1
    assert told["effie_turn_seconds_sum"] == pytest.approx(0.2, abs=0.01)
    assert told["effie_webhooks{state=failing}"] == 1
    assert told[f"effie_webhook_calls_waiting{{webhook={webhook.id}}}"] == 2
    assert 0 <= told[f"effie_webhook_behind_seconds{{webhook={webhook.id}}}"] < 3600
    assert (told["effie_inbox_messages"], told["effie_dead_letters"]) == (0, 0)


async def test_what_anybody_makes_up_is_no_name_of_a_figure(web: Web) -> None:
    host, port = web.url.removeprefix("http://").split(":")
    for method in (b"G\xff", b"BREW", b"x" * 3_000):
        reader, writer = await asyncio.open_connection(host, int(port))
        writer.write(method + b" /help HTTP/1.1\r\nHost: tern.example\r\nConnection: close\r\n\r\n")
        await reader.read()
        writer.close()
    told = await figures(web)
    methods = {name.partition("method=")[2].partition(",")[0] for name in told if "method=" in name}
    assert methods <= {"GET", "POST", "other"}
    assert "other" in methods


async def test_they_tell_the_rest_while_redis_hangs(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.realtime.client._PATIENCE", 0.5)
    with running_redis(tmp_path / "redis") as redis_server:
        var = tmp_path / "var"
        async with running_web(database.url, redis_server.url, var, metrics_key=TOKEN) as web:
            with redis_server.frozen():
                told = await figures(web)
    assert (told["effie_part_up{part=redis}"], told["effie_part_up{part=database}"]) == (0, 1)
    assert "effie_inbox_messages" not in told
    assert "effie_live_revision" in told


async def test_what_is_told_stands_in_the_reference_and_rules_and_pictures_use_nothing_else(
    web: Web,
) -> None:
    answer = await read(web)
    served = {
        "_".join([family.name, *(["total"] if family.type == "counter" else [])])
        for family in text_string_to_metric_families(answer.text)
    }
    reference = (HOME / "docs/reference/metrics.md").read_text()
    named = set(NAMED.findall(reference))
    assert served <= named, "add these to docs/reference/metrics.md"
    assert named <= served, "the reference names what is not told"
    rules = YAML(typ="safe").load(HOME / "deploy/monitoring/alerts.yml")
    used = [rule["expr"] for group in rules["groups"] for rule in group["rules"]]
    board = json.loads((HOME / "deploy/monitoring/dashboard.json").read_text())
    used += [target["expr"] for panel in board["panels"] for target in panel["targets"]]
    assert len(used) > 20
    for metric in {SUFFIX.sub("", name) for each in used for name in NAMED.findall(each)}:
        assert metric in named, metric
