"""What becomes of a visitor's conversation once the site says who they are."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import jwt
import pytest

from core.answering import Reason
from core.conversations import Author, Profile, Utterance
from store.clock import now
from store.database import Database
from store.handoffs import Opening
from tests.support.web import Web, running_web

MAYA = "maya-1"


@pytest.fixture
async def web(database: Database, redis_url: str, tmp_path: Path) -> AsyncIterator[Web]:
    async with running_web(database.url, redis_url, tmp_path) as web:
        yield web


async def begin(web: Web, **body: object) -> dict[str, Any]:
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


async def test_a_browser_that_knows_nothing_goes_on_with_what_its_customer_said_elsewhere(
    web: Web,
) -> None:
    identity = vouch(web, MAYA)
    silent = await begin(web, identity=identity)
    elsewhere = await begin(web, identity=identity)
    assert elsewhere["conversation"] != silent["conversation"], "nothing was said there"
    speak(web, elsewhere["conversation"])
    here = await begin(web, identity=identity)
    assert (here["conversation"], here["resumed"]) == (elsewhere["conversation"], True)
    asked = await begin(web, identity=identity, new=True)
    assert not asked["resumed"]
    other = await begin(web, identity=vouch(web, "noah"))
    assert not other["resumed"]


async def test_a_customer_gets_the_right_to_their_own_conversations_and_to_no_others(
    web: Web,
) -> None:
    identity = vouch(web, MAYA)
    mine = await begin(web, identity=identity)
    speak(web, mine["conversation"])
    theirs = await begin(web, identity=vouch(web, "noah"))
    speak(web, theirs["conversation"])
    async with web.browser() as browser:
        answer = await browser.post("/api/conversations/own", json={"identity": identity})
        (found,) = answer.json()["conversations"]
        assert (found["conversation"], found["words"]) == (mine["conversation"], "where is it?")
        assert (found["person"], found["goes_on"]) == (False, True)
        path = f"/api/conversations/{found['conversation']}/utterances?before=9999"
        right = {"Authorization": f"Bearer {found['token']}"}
        assert (await browser.get(path, headers=right)).status_code == 200
        for nobody in ({}, {"identity": ""}, {"identity": "x" * 30}):
            refused = await browser.post("/api/conversations/own", json=nobody)
            assert (refused.status_code, refused.json()["error"]) == (401, "IdentityRefused")


def speak(web: Web, conversation: str) -> None:
    said = Utterance(f"{conversation}-1", conversation, Author.CUSTOMER, "where is it?", now())
    web.services.transcripts.add([said])
