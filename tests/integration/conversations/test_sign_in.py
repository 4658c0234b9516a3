"""What becomes of a visitor's conversation once the site says who they are."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import jwt
import pytest

from core.answering import Reason
from core.conversations import Profile
from store.clock import now
from store.database import Database
from store.handoffs import Opening
from tests.support.web import Web, running_web

MAYA = "maya-1"


@pytest.fixture
async def web(database: Database, redis_url: str, tmp_path: Path) -> AsyncIterator[Web]:
    async with running_web(database.url, redis_url, tmp_path) as web:
        yield web


async def begin(web: Web, **body: str) -> dict[str, Any]:
    async with web.browser() as browser:
        answer = await browser.post("/api/conversations", json=body)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def vouch(web: Web, customer: str) -> str:
    claims = {"sub": customer, "name": customer.title(), "exp": now().timestamp() + 600}
    return jwt.encode(claims, web.services.environment.identity_secret, "HS256")


def customer_of(web: Web, session: dict[str, Any]) -> Profile:
    return web.services.conversations.get(session["conversation"]).profile


async def test_what_a_visitor_said_is_theirs_once_they_have_signed_in(web: Web) -> None:
    visitor = await begin(web)
    known = await begin(web, identity=vouch(web, MAYA), visitor=visitor["token"])
    assert known["conversation"] == visitor["conversation"]
    assert known["resumed"]
    assert customer_of(web, known) == Profile(MAYA, "Maya-1")
    again = await begin(web, identity=vouch(web, MAYA), token=known["token"])
    assert again["conversation"] == known["conversation"]


async def test_a_customer_in_touch_with_a_person_stays_in_that_conversation(web: Web) -> None:
    identity = vouch(web, MAYA)
    own = await begin(web, identity=identity)
    web.services.handoffs.open(own["conversation"], Opening(Reason.ASKED, "support", "newcomer"))
    visitor = await begin(web)
    known = await begin(web, identity=identity, token=own["token"], visitor=visitor["token"])
    assert known["conversation"] == own["conversation"]
    assert not customer_of(web, visitor).verified


async def test_a_conversation_of_one_customer_is_never_another_ones(web: Web) -> None:
    maya = await begin(web, identity=vouch(web, MAYA))
    other = await begin(web, identity=vouch(web, "noah"), visitor=maya["token"])
    assert other["conversation"] != maya["conversation"]
    assert customer_of(web, maya).customer == MAYA
    web.services.conversations.identify(maya["conversation"], Profile("noah"))
    assert customer_of(web, maya).customer == MAYA


async def test_nobody_takes_a_visitors_conversation_without_a_vouched_identity(web: Web) -> None:
    visitor = await begin(web)
    somebody = await begin(web, visitor=visitor["token"])
    assert somebody["conversation"] != visitor["conversation"]
