"""Tern's demo site as a host site: it answers Effie about its own customers, and nobody else."""

from __future__ import annotations

import json
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from actions.host_site import HostSite, LookedUp
from core.conversations import Privacy, Profile
from core.lookups import SIGNATURE_HEADER, TIMESTAMP_HEADER, Outcome, signature_of
from store.database import Database
from tests.support.web import Web, running_web


@pytest.fixture
async def web(database: Database, redis_url: str, tmp_path: Path) -> AsyncIterator[Web]:
    async with running_web(database.url, redis_url, tmp_path, demo=True) as web:
        yield web


async def look_up(web: Web, name: str, customer: str) -> LookedUp:
    environment = web.services.environment
    site = HostSite(environment.web_url, environment.identity_secret)
    lookup = web.services.settings.lookups.by_name[name]
    try:
        return await site.look_up(lookup, Profile(customer), Privacy().mask)
    finally:
        await site.close()


async def test_every_shipped_lookup_is_answered_for_a_demo_customer(web: Web) -> None:
    for name in web.services.settings.lookups.by_name:
        found = await look_up(web, name, "demo-nadia")
        assert found.outcome is Outcome.FOUND, name
        assert found.rows


async def test_customers_see_their_own_account_and_strangers_nothing(web: Web) -> None:
    nadias = await look_up(web, "balance", "demo-nadia")
    assert nadias.rows != (await look_up(web, "balance", "demo-tom")).rows
    assert (await look_up(web, "transfers", "demo-tom")).outcome is Outcome.NOTHING
    assert (await look_up(web, "balance", "somebody")).outcome is Outcome.NOTHING


async def test_the_site_answers_only_what_was_signed(web: Web) -> None:
    body = json.dumps({"lookup": "card", "identity": {"sub": "demo-nadia"}}).encode()
    now = str(int(time.time()))
    signature = signature_of(body, now, web.services.environment.identity_secret)
    signed = {TIMESTAMP_HEADER: now, SIGNATURE_HEADER: signature}
    async with web.browser() as browser:
        for path, headers, status in (
            ("card", signed, 200),
            ("balance", signed, 422),
            ("card", {}, 403),
            ("card", {**signed, TIMESTAMP_HEADER: str(int(now) - 3600)}, 403),
            ("card", {**signed, SIGNATURE_HEADER: "0" * 64}, 403),
        ):
            answer = await browser.post(
                f"{web.url}/demo/lookups/{path}", content=body, headers=headers
            )
            assert answer.status_code == status, (path, headers)
