"""Asking a host site over the network: its good answers, and everything it may do wrong."""

from __future__ import annotations

import asyncio
import gzip
import json
from collections.abc import AsyncIterator

import pytest
from structlog.testing import capture_logs

from actions.host_site import HostSite, LookedUp
from core.conversations import ANONYMOUS, AccountRow, Privacy, Profile
from core.lookups import AccountLookup, Outcome
from tests.support.host_site import SECRET, Answer, HostServer, host_server, replies

NADIA = Profile("c-nadia-4471", "Nadia Rahman")
ROWS = json.dumps({"rows": [{"title": "Pounds", "value": "£1,940.15"}]}).encode()


@pytest.fixture
async def server() -> AsyncIterator[HostServer]:
    async with host_server() as server:
        yield server


@pytest.fixture
async def site() -> AsyncIterator[HostSite]:
    """One that waits however busy this machine is."""
    site = HostSite("http://127.0.0.1:1", SECRET, patience=60)
    yield site
    await site.close()


@pytest.fixture
async def hasty() -> AsyncIterator[HostSite]:
    """One that does not wait long for what never comes."""
    site = HostSite("http://127.0.0.1:1", SECRET, patience=0.5)
    yield site
    await site.close()


async def asked(site: HostSite, server: HostServer, profile: Profile = NADIA) -> LookedUp:
    lookup = AccountLookup("balance", ("my balance",), server.url, ("sub",), {})
    return await site.look_up(lookup, profile, Privacy().mask)


async def stalls(writer: asyncio.StreamWriter) -> None:
    await writer.drain()
    await asyncio.Event().wait()


async def drips(writer: asyncio.StreamWriter) -> None:
    """Each byte comes soon enough; all of them together never would."""
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")
    while True:
        writer.write(b" ")
        await writer.drain()
        await asyncio.sleep(0.02)


async def pours(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    while True:
        writer.write(b"ffff\r\n" + b" " * 0xFFFF + b"\r\n")
        await writer.drain()


async def breaks_off(writer: asyncio.StreamWriter) -> None:
    writer.write(b'HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{"rows": [')
    await writer.drain()


async def speaks_nonsense(writer: asyncio.StreamWriter) -> None:
    writer.write(b"\x00\x01 hello\r\n\r\n")
    await writer.drain()


async def test_a_signed_request_brings_what_the_host_site_knows(
    site: HostSite, server: HostServer
) -> None:
    server.answer = replies(ROWS)
    found = await asked(site, server)
    assert found == LookedUp(Outcome.FOUND, (AccountRow("Pounds", "£1,940.15"),))
    assert json.loads(server.asked[0]) == {
        "lookup": "balance",
        "identity": {"sub": "c-nadia-4471"},
    }


async def test_an_empty_list_is_an_answer(site: HostSite, server: HostServer) -> None:
    assert await asked(site, server) == LookedUp(Outcome.NOTHING)


async def test_nobody_is_asked_about_who_is_not_signed_in(
    site: HostSite, server: HostServer
) -> None:
    assert await asked(site, server, ANONYMOUS) == LookedUp(Outcome.NOT_SIGNED_IN)
    assert server.asked == []


async def test_a_site_that_another_secret_was_given_to_refuses(server: HostServer) -> None:
    site = HostSite("http://127.0.0.1:1", SECRET[::-1], patience=60)
    server.answer = replies(ROWS)
    assert await asked(site, server) == LookedUp(Outcome.FAILED)
    await site.close()


@pytest.mark.parametrize(
    "answer",
    [
        stalls,
        drips,
        pours,
        breaks_off,
        speaks_nonsense,
        replies(b"<html>Sign in first</html>"),
        replies(ROWS, "500 Internal Server Error"),
        replies(ROWS, "204 No Content"),
        replies(b"", "302 Found", "Location: http://127.0.0.1:1/"),
        replies(gzip.compress(b" " * 10_000_000), "200 OK", "Content-Encoding: gzip"),
        replies(b'{"rows": [{"title": 5}]}'),
    ],
)
async def test_an_answer_that_is_slow_huge_or_no_answer_is_a_failure_and_no_more(
    hasty: HostSite, server: HostServer, answer: Answer
) -> None:
    server.answer = answer
    assert await asked(hasty, server) == LookedUp(Outcome.FAILED)


async def test_a_site_that_is_not_there_is_a_failure(site: HostSite) -> None:
    gone = HostServer("http://127.0.0.1:1/lookup", stalls)
    assert await asked(site, gone) == LookedUp(Outcome.FAILED)


async def test_a_site_that_keeps_failing_is_left_alone_for_a_while(
    site: HostSite, server: HostServer
) -> None:
    server.answer = replies(b"", "503 Service Unavailable")
    for _ in range(20):
        assert (await asked(site, server)).outcome is Outcome.FAILED
    assert len(server.asked) == 5
    async with host_server() as other:
        other.answer = replies(ROWS)
        assert (await asked(site, other)).outcome is Outcome.FOUND, "another host is not to blame"


async def test_a_failure_now_and_then_does_not_stop_the_asking(
    site: HostSite, server: HostServer
) -> None:
    for _ in range(6):
        server.answer = replies(b"", "503 Service Unavailable")
        await asked(site, server)
        server.answer = replies(ROWS)
        assert (await asked(site, server)).outcome is Outcome.FOUND


async def test_nothing_personal_is_logged(hasty: HostSite, server: HostServer) -> None:
    bad = b'{"rows": [{"title": "Maya Lind", "value": 200}], "for": "c-nadia-4471"}'
    with capture_logs() as logs:
        for answer in (replies(bad), replies(b"Maya Lind"), replies(b"Maya", "500 Maya"), drips):
            server.answer = answer
            await asked(hasty, server)
    assert len(logs) == 4
    for secret in ("nadia", "Nadia", "Maya", "4471", "200}"):
        assert secret not in str(logs)
