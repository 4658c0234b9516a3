"""What is refused at the door, before anything of it is looked at."""

from __future__ import annotations

import asyncio
import json
from base64 import urlsafe_b64encode
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from core.staff import Role
from store.database import Database
from tests.support.desk import Agent, at_the_desk
from tests.support.web import PATIENCE, Web, running_web
from web.http.bodies import MAX_JSON_DEPTH


@pytest.fixture
async def web(database: Database, redis_url: str, tmp_path: Path) -> AsyncIterator[Web]:
    async with running_web(database.url, redis_url, tmp_path) as web:
        yield web


@pytest.fixture
async def noor(web: Web) -> AsyncIterator[Agent]:
    async with at_the_desk(web, "Noor Haddad", Role.ADMIN) as agent:
        yield agent


async def raw(web: Web, head: bytes, body: bytes = b"") -> bytes:
    """Send bytes as they are and return the status line of what comes back."""
    host, port = web.url.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(head + b"\r\nHost: tern.example\r\nConnection: close\r\n\r\n" + body)
    line = await asyncio.wait_for(reader.readline(), PATIENCE)
    writer.close()
    return line.split(b" ", 1)[1].strip()


@pytest.mark.parametrize("field", [b"Cookie: a=", b"X-Anything: ", b"Accept: "])
async def test_headers_that_are_too_long_are_refused_with_431(web: Web, field: bytes) -> None:
    status = await raw(web, b"GET /login HTTP/1.1\r\n" + field + b"\\" * 9_000)
    assert status.startswith(b"431")


async def test_headers_that_are_no_text_are_refused(web: Web) -> None:
    for field in (b"Cookie: effie_staff=\xff", b"User-Agent: \xed\xa0\x80", b"Accept: \xff"):
        assert (await raw(web, b"GET /account HTTP/1.1\r\n" + field)).startswith(b"422")


@pytest.mark.parametrize(
    "path",
    [
        "/static/",
        "/static",
        "/static/%00",
        "/static/desk/%00.css",
        "/static/" + "a" * 300,
        "/static/" + "a/" * 1500,
        "/static/desk",
        "/static/desk/",
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/static/..%2fapp.py",
        "/static/%ff",
        "/static//etc/passwd",
        "/widget.js/x",
    ],
)
async def test_what_is_no_file_of_ours_is_not_found(web: Web, path: str) -> None:
    assert (await raw(web, f"GET {path} HTTP/1.1".encode())).startswith(b"404")


async def test_our_files_are_sent_with_their_kind_and_not_twice(web: Web) -> None:
    async with web.browser() as browser:
        script = await browser.get("/static/widget/main.js")
        assert script.headers["content-type"] == "text/javascript; charset=utf-8"
        since = {"If-Modified-Since": script.headers["last-modified"]}
        assert (await browser.get("/static/widget/main.js", headers=since)).status_code == 304
        assert (await browser.head("/static/desk/icon.svg")).status_code == 200
        assert "currentScript" in (await browser.get("/widget.js")).text


async def test_json_that_nobody_can_keep_is_refused_with_the_reason(web: Web, noor: Agent) -> None:
    deep = '{"text": ' + "[" * MAX_JSON_DEPTH + "]" * MAX_JSON_DEPTH + "}"
    for body, reason in (
        (b'{"text": "half \\ud83d"}', "half a character"),
        (b'{"\\ud83d": 1}', "half a character"),
        (b'{"text": [{"text": "\\udc00"}]}', "half a character"),
        (b'{"text": 1e999}', "too large"),
        (b'{"text": NaN}', "too large"),
        (b'{"text": ' + b"9" * 4_000 + b"}", "too large"),
        (b'{"text": ' + b"9" * 9_000 + b"}", "JSON"),
        (deep.encode(), "nested"),
        (b"[" * 60_000, "JSON"),
        (b'{"text": "\xff"}', "UTF-8"),
        (b"", "JSON"),
        (b"[]", "JSON object"),
    ):
        for url in ("/desk/api/suggestions", "/console/api/try", "/console/api/articles"):
            answer = await noor.browser.post(url, content=body, headers=noor.headers)
            assert answer.status_code == 422, (url, body[:40])
            assert reason in answer.json()["message"]
        answer = await noor.browser.post("/api/conversations", content=body)
        assert (answer.status_code, reason in answer.json()["message"]) == (422, True)


async def test_a_nul_is_dropped_wherever_it_stands(web: Web, noor: Agent) -> None:
    body = json.dumps({"text": "no\0 fees", "article": "\0", "conversation": "\0"})
    answer = await noor.browser.post("/desk/api/suggestions", content=body, headers=noor.headers)
    assert (answer.status_code, answer.json()["text"]) == (201, "no fees")


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/x-www-form-urlencoded", b"&".join([b"a=1"] * 101)),
        ("application/x-www-form-urlencoded", b"email=%ff"),
        ("application/x-www-form-urlencoded", b"email=\xff"),
        ("multipart/form-data; boundary=b", b"--b\r\n\r\n--b--"),
    ],
)
async def test_a_form_that_none_of_our_pages_sends_is_refused(
    web: Web, kind: str, body: bytes
) -> None:
    async with web.browser() as browser:
        headers = {"Content-Type": kind, "Accept": "application/json"}
        answer = await browser.post("/login", content=body, headers=headers)
    assert (answer.status_code, answer.json()["error"]) == (422, "BadInput")


async def test_a_token_of_brackets_within_brackets_is_no_token(web: Web) -> None:
    token = urlsafe_b64encode(b"[" * 5_000).decode().rstrip("=") + ".e30.x"
    async with web.browser() as browser:
        headers = {"Authorization": f"Bearer {token}"}
        answer = await browser.post("/api/conversations/c-1/typing", headers=headers)
        assert (answer.status_code, answer.json()["error"]) == (401, "TokenRefused")
        answer = await browser.post("/api/conversations", json={"identity": token})
        assert (answer.status_code, answer.json()["error"]) == (401, "IdentityRefused")


@pytest.mark.parametrize("number", [2**31, 10**30, -1])
@pytest.mark.parametrize(
    "path",
    [
        "personal-data/erasures/{}",
        "desk/api/handoffs/{}",
        "announcements/{}",
        "insights/refusals/{}",
    ],
)
async def test_a_number_that_nothing_can_have_leads_nowhere(
    web: Web, noor: Agent, path: str, number: int
) -> None:
    assert (await noor.browser.get(f"/{path.format(number)}")).status_code == 404
