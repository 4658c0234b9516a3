"""The API as another system meets it, and the keys it needs."""

from __future__ import annotations

import asyncio
import os
import re
import sys
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx
import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate
from sqlalchemy import update

from core.api_keys import Scope
from core.conversations import ANONYMOUS, Author, Utterance
from core.staff import Role
from launch.paths import HOME
from store.api_keys import UnderWay
from store.audit import read_audit
from store.clock import now
from store.database import Database
from store.schema import api_requests, conversations
from tests.support.web import Web, running_web, sign_in
from web.api import guard
from web.api.document import document

API = "/api/v1"
AS_A_PERSON = {"Accept": "text/html"}
_OWED = {"conversation": "c", "kind": "promised", "words": "ring back"}
_SECRET = re.compile(r"effie_[A-Za-z0-9_-]{43}")
DRAFT = {
    "title": "Change your address",
    "short": "Open Orders and tap Address.",
    "questions": ["i moved", "wrong address", "new address"],
    "owner": "orders-team",
    "review": "2099-05-01",
}


@pytest.fixture
async def web(database: Database, redis_url: str, tmp_path: Path) -> AsyncIterator[Web]:
    async with running_web(database.url, redis_url, tmp_path) as web:
        web.add_staff("Ravi Menon", Role.ADMIN)
        yield web


@pytest.fixture
async def api(web: Web) -> AsyncIterator[httpx.AsyncClient]:
    async with web.browser() as client:
        client.headers["Authorization"] = f"Bearer {key(web, *Scope)}"
        yield client


def key(web: Web, *scopes: Scope, **lasts: int) -> str:
    (admin,) = [each.member for each in web.services.staff.everyone()]
    until = now() + timedelta(**lasts) if lasts else None
    return web.services.api_keys.make("shop", scopes, until, admin)[1]


def fits(answer: httpx.Response, method: str, path: str) -> Any:
    """Return what was answered, if the document promises it like that."""
    promised = document()["paths"][API + path][method]["responses"][str(answer.status_code)]
    schema = promised["content"]["application/json"]["schema"]
    whole = {**schema, "components": document()["components"]}
    Draft202012Validator(whole).validate(answer.json())
    return answer.json()


async def test_an_admin_makes_a_key_that_is_shown_once_and_revokes_it(
    web: Web, database: Database
) -> None:
    async with web.browser() as browser, web.browser() as other:
        token = await sign_in(browser, "ravi@tern.example")
        form = {"csrf": token, "name": "Shop <b>", "scope": ["follow-ups:read"], "days": "30"}
        made = await browser.post("/api-keys", data=form, headers=AS_A_PERSON)
        found = _SECRET.search(made.text)
        assert found, made.text
        assert "Shop &lt;b&gt;" in made.text
        later = (await browser.get("/api-keys")).text
        assert found[0] not in later
        assert "never used" in later
        other.headers["Authorization"] = f"Bearer {found[0]}"
        assert (await other.get(f"{API}/follow-ups")).status_code == 200
        refused = await other.get(f"{API}/articles")
        assert (refused.status_code, "articles:read" in refused.json()["detail"]) == (403, True)
        assert "last used" in (await browser.get("/api-keys")).text
        (made_key,) = web.services.api_keys.all()
        place = f"/api-keys/{made_key.id}/revoke"
        assert (await browser.post(place, data={"csrf": token})).status_code == 303
        assert (await other.get(f"{API}/follow-ups")).status_code == 401
        bad = await browser.post("/api-keys", data={**form, "days": "0"}, headers=AS_A_PERSON)
        assert (bad.status_code, "1 to 3,650 days" in bad.text) == (422, True)
    written = [line.what for line in read_audit(database, made_key.subject)]
    assert written == ["api_key.make", "api_key.revoke"]


async def test_a_key_that_is_over_or_asks_too_often_is_told_so(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guard, "MAX_API_CALLS_A_MINUTE", 2)
    async with web.browser() as client:
        over = {"Authorization": f"Bearer {key(web, Scope.ARTICLES_READ, seconds=-1)}"}
        refused = await client.get(f"{API}/articles", headers=over)
        told = (refused.status_code, refused.headers["content-type"], refused.json()["type"])
        assert told == (401, "application/problem+json", "urn:effie:error:KeyRefused")
        assert refused.headers["www-authenticate"] == "Bearer"
        good = {"Authorization": f"Bearer {key(web, Scope.ARTICLES_READ)}"}
        asked = [await client.get(f"{API}/articles", headers=good) for _ in range(3)]
        assert [each.status_code for each in asked] == [200, 200, 429]
        assert 0 < int(asked[-1].headers["retry-after"]) <= 60


@pytest.mark.every_database
async def test_a_conversation_is_begun_and_spoken_in_once_for_each_idempotency_key(
    web: Web, api: httpx.AsyncClient, database: Database
) -> None:
    name = {"Idempotency-Key": "begin-0001"}
    body = {"customer": "c-17", "name": "Ada Green"}
    tried = await asyncio.gather(
        *(api.post(f"{API}/conversations", json=body, headers=name) for _ in range(5))
    )
    assert {each.status_code for each in tried} <= {201, 409}
    begun = await api.post(f"{API}/conversations", json=body, headers=name)
    one = fits(begun, "post", "/conversations")["id"]
    assert {each.json()["id"] for each in tried if each.status_code == 201} == {one}
    other = await api.post(f"{API}/conversations", json={"customer": "c-2"}, headers=name)
    assert (other.status_code, other.json()["type"]) == (422, "urn:effie:error:OtherRequest")

    said = {"text": "my card 4111 1111 1111 1111 still isn't here"}
    place, name = f"{API}/conversations/{one}/messages", {"Idempotency-Key": "say-00001"}
    sent = [await api.post(place, json=said, headers=name) for _ in range(2)]
    assert fits(sent[0], "post", "/conversations/{conversation}/messages") == sent[1].json()
    (waiting,) = await web.inbox()
    assert (waiting.conversation, "4111" in waiting.text) == (one, False)
    (used,) = web.services.api_keys.all()
    audited = [(line.who, line.what) for line in read_audit(database, one)]
    assert audited == [(used.subject, "conversation.begin"), (used.subject, "conversation.say")]

    read = await api.get(f"{API}/conversations/{one}")
    assert fits(read, "get", "/conversations/{conversation}")["conversation"]["id"] == one
    found = fits(await api.get(f"{API}/customers?id=c-17"), "get", "/customers")
    assert [each["conversation"] for each in found["data"]] == [one]
    customer = await api.get(f"{API}/customers/{one}")
    assert fits(customer, "get", "/customers/{conversation}")["customer"]["name"] == "Ada Green"
    listed = await api.get(f"{API}/conversations", params={"limit": 1, "state": "bot"})
    fits(listed, "get", "/conversations")


@pytest.mark.every_database
async def test_a_list_goes_on_where_it_ended_even_within_one_moment(
    web: Web, api: httpx.AsyncClient, database: Database
) -> None:
    begun: list[str] = []
    at = now()
    for number in range(2):
        begun.append(web.services.conversations.start(ANONYMOUS, "web", "").id)
        said = Utterance(f"said-{number}", begun[-1], Author.CUSTOMER, "hello", at, str(number))
        web.services.transcripts.add([said])
    with database.writing() as connection:
        connection.execute(update(conversations).values(last_at=at))
    read: list[str] = []
    cursor: str | None = ""
    while cursor is not None:
        page = await api.get(f"{API}/conversations", params={"limit": 1, "cursor": cursor})
        told = fits(page, "get", "/conversations")
        read += [each["id"] for each in told["data"]]
        cursor = told["next"]
    assert sorted(read) == sorted(begun)
    wrong = await api.get(f"{API}/conversations", params={"cursor": "yesterday"})
    assert (wrong.status_code, "'cursor'" in wrong.json()["detail"]) == (422, True)


@pytest.mark.every_database
async def test_an_article_is_drafted_and_published_unless_it_changed_meanwhile(
    api: httpx.AsyncClient,
) -> None:
    begun = await api.post(f"{API}/articles", json=DRAFT)
    slug, first = fits(begun, "post", "/articles")["slug"], begun.headers["etag"]
    place = f"{API}/articles/{slug}"
    assert (await api.post(f"{place}/publish", json={})).status_code == 428
    seen = {"If-Match": f"W/{first}"}  # as a proxy that compresses makes it
    again = await api.post(f"{place}/draft", json={**DRAFT, "more": "All."}, headers=seen)
    assert fits(again, "post", "/articles/{slug}/draft")["draft"]["more"] == "All."
    assert (await api.post(f"{place}/publish", json={}, headers=seen)).status_code == 412
    seen = {"If-Match": again.headers["etag"]}
    live = await api.post(f"{place}/publish", json={"why": "new app"}, headers=seen)
    assert fits(live, "post", "/articles/{slug}/publish")["live"]["title"] == DRAFT["title"]
    empty = await api.post(f"{API}/articles", json={"title": "Nothing yet"})
    unfit = f"{API}/articles/{empty.json()['slug']}/publish"
    refused = await api.post(unfit, json={}, headers={"If-Match": empty.headers["etag"]})
    assert (refused.status_code, refused.json()["status"]) == (422, 422)
    listed = fits(await api.get(f"{API}/articles?limit=1"), "get", "/articles")
    page = await api.get(f"{API}/articles", params={"limit": 100, "cursor": listed["next"]})
    assert slug not in {each["slug"] for each in listed["data"]} & {
        each["slug"] for each in fits(page, "get", "/articles")["data"]
    }


async def test_hostile_input_is_refused_with_what_to_do(api: httpx.AsyncClient) -> None:
    odd: list[tuple[str, Any]] = [
        ("/conversations", {"customer": 5}),
        ("/conversations", {"customer": "x" * 201}),
        ("/conversations", {"customer": "c", "role": "admin"}),
        ("/conversations", []),
        ("/follow-ups", {"conversation": "c", "kind": "effort", "due_at": "now", "words": "x"}),
        ("/follow-ups", {**_OWED, "due_at": "9999-12-31T23:59:59Z"}),
        ("/follow-ups", {**_OWED, "due_at": "0001-01-01T00:00:00Z"}),
        ("/articles", {"title": "x", "steps": "one"}),
        ("/articles", {"title": "x", "steps": [{"a": 1}]}),
    ]
    for path, body in odd:
        answer = await api.post(API + path, json=body)
        assert (answer.status_code, bool(answer.json()["detail"])) == (422, True), (path, body)
    for path in ("/conversations?limit=0", "/conversations?x=1", "/articles?limit=a"):
        assert (await api.get(API + path)).status_code == 422, path
    huge = await api.post(f"{API}/articles", content=b"{" + b" " * 70_000)
    assert (huge.status_code, huge.headers["content-type"]) == (413, "application/problem+json")
    for path in ("/follow-ups/1", "/conversations/none", "/customers/none", "/nothing"):
        answer = await api.get(API + path)
        assert (answer.status_code, answer.json()["title"]) == (404, "Not Found"), path
    wrong = await api.delete(f"{API}/follow-ups")
    assert (wrong.status_code, "GET" in wrong.headers["allow"]) == (405, True)
    assert "access-control-allow-origin" not in wrong.headers, "a key belongs in no page"


async def test_the_document_is_openapi_and_its_examples_are_what_it_takes(
    api: httpx.AsyncClient,
) -> None:
    served = (await api.get(f"{API}/openapi.json")).json()
    validate(served)
    tried = 0
    for operations in served["paths"].values():
        for each in operations.values():
            for part in [each.get("requestBody", {}), *each["responses"].values()]:
                for content in part.get("content", {}).values():
                    whole = {**content["schema"], "components": served["components"]}
                    Draft202012Validator(whole).validate(content["example"])
                    tried += 1
    assert tried > 30
    page = await api.get("/api", headers=AS_A_PERSON)
    assert "Begin a conversation for a customer" in page.text


async def test_the_example_client_begins_a_conversation_and_owes_a_call(
    web: Web, api: httpx.AsyncClient
) -> None:
    secret = api.headers["authorization"].partition(" ")[2]
    running = await asyncio.create_subprocess_exec(
        sys.executable,
        str(HOME / "docs" / "examples" / "api_client.py"),
        *(web.url, "c-99", "where is my parcel?"),
        env={**os.environ, "EFFIE_API_KEY": secret},
        stdout=asyncio.subprocess.PIPE,
    )
    said, _ = await running.communicate()
    conversation, owed = said.decode().split()
    assert [each.text for each in await web.inbox()] == ["where is my parcel?"]
    got = fits(await api.get(f"{API}/follow-ups/{owed}"), "get", "/follow-ups/{follow_up}")
    assert (got["conversation"], got["done_at"]) == (conversation, None)
    done = await api.post(f"{API}/follow-ups/{owed}/done", json={"outcome": "rang"})
    assert fits(done, "post", "/follow-ups/{follow_up}/done")["done_at"]
    open_ = fits(await api.get(f"{API}/follow-ups"), "get", "/follow-ups")
    assert open_["data"] == []


async def test_what_a_client_asked_for_and_hung_up_on_is_done_once_all_the_same(web: Web) -> None:
    secret = key(web, Scope.ARTICLES_WRITE)
    begun, hung_up, times = asyncio.Event(), asyncio.Event(), 0

    async def do() -> str:
        nonlocal times
        times += 1
        begun.set()
        await hung_up.wait()
        return "made"

    request: Any = SimpleNamespace(
        app=SimpleNamespace(ctx=SimpleNamespace(services=web.services)),
        ctx=SimpleNamespace(key=web.services.api_keys.holding(secret)),
        headers={"idempotency-key": "hung-up-01"},
        method="POST",
        path=f"{API}/articles",
        body=b"{}",
    )
    first = asyncio.create_task(guard.once(request, do))
    await begun.wait()
    first.cancel()
    with pytest.raises(asyncio.CancelledError):
        await first
    with pytest.raises(UnderWay):
        await guard.once(request, do)
    hung_up.set()
    made = ""
    while not made:
        with suppress(UnderWay):
            made = await guard.once(request, do)
    assert (made, times) == ("made", 1)


async def test_a_name_used_for_another_message_days_later_loses_no_message(
    web: Web, api: httpx.AsyncClient, database: Database
) -> None:
    begun = await api.post(f"{API}/conversations", json={"customer": "c-17"})
    place = f"{API}/conversations/{begun.json()['id']}/messages"
    name = {"Idempotency-Key": "say-00001"}
    await api.post(place, json={"text": "where is my card?"}, headers=name)
    with database.writing() as connection:
        connection.execute(update(api_requests).values(at=now() - timedelta(days=2)))
    await api.post(place, json={"text": "and my parcel?"}, headers=name)
    said = [each.text for each in await web.inbox()]
    assert said == ["where is my card?", "and my parcel?"]


async def test_a_follow_up_keeps_a_contact_as_the_desk_does(api: httpx.AsyncClient) -> None:
    begun = await api.post(f"{API}/conversations", json={"customer": "c-17"})
    owed = {"conversation": begun.json()["id"], "kind": "promised", "words": "ring back"}
    owed["due_at"] = "2030-01-01T09:00:00Z"
    refused = await api.post(f"{API}/follow-ups", json={**owed, "contact": "just call me"})
    assert refused.status_code == 422
    kept = await api.post(f"{API}/follow-ups", json={**owed, "contact": "at ada@mail.example,"})
    read = await api.get(f"{API}/follow-ups/{kept.json()['id']}")
    assert read.json()["contact"] == "ada@mail.example"
