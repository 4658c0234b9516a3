"""Accounts in the product: admins look after everybody's, everybody after their own."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from core.answering import Reason
from core.conversations import ANONYMOUS, Holder
from core.handoffs import HandoffState
from core.staff import Role
from store.audit import read_audit
from store.database import Database
from store.handoffs import Opening
from tests.support.web import PASSWORD, Stream, Web, form_token, running_web, sign_in

AS_A_PERSON = {"Accept": "text/html"}
NEW_PASSWORD = "a new one, long enough"
_LINK = re.compile(r'value="http://[^/]+(/set-password/[^"]+)"')


@pytest.fixture
async def web(database: Database, redis_url: str, tmp_path: Path) -> AsyncIterator[Web]:
    async with running_web(database.url, redis_url, tmp_path) as web:
        web.add_staff("Ravi Menon", Role.ADMIN)
        yield web


@pytest.fixture
async def ravi(web: Web) -> AsyncIterator[Admin]:
    async with web.browser() as browser:
        token = await sign_in(browser, "ravi@tern.example")
        yield Admin(browser, token)


class Admin:
    """An admin at /staff."""

    def __init__(self, browser: httpx.AsyncClient, token: str) -> None:
        self.browser, self._token = browser, token

    async def send(self, address: str, **fields: str) -> httpx.Response:
        data = {"csrf": self._token, **fields}
        return await self.browser.post(address, data=data, headers=AS_A_PERSON)


def link_in(page: httpx.Response) -> str:
    found = _LINK.search(page.text)
    assert found, page.text
    return found[1]


async def set_password(browser: httpx.AsyncClient, link: str, password: str) -> httpx.Response:
    token = form_token(await browser.get(link))
    return await browser.post(link, data={"token": token, "password": password})


async def test_who_is_added_sets_a_password_with_the_link_and_signs_in_with_it(
    web: Web, ravi: Admin
) -> None:
    added = await ravi.send("/staff", name="Lena Vogt", email="Lena@tern.example", role="agent")
    link = link_in(added)
    async with web.browser() as lena, web.browser() as later:
        assert (await set_password(lena, link, "short")).status_code == 422
        answer = await set_password(lena, link, NEW_PASSWORD)
        assert (answer.status_code, answer.headers["location"]) == (303, "/home")
        assert (await lena.get("/desk", headers=AS_A_PERSON)).status_code == 200
        used = await later.get(link)
        assert (used.status_code, used.json()["error"]) == (404, "LinkGone")
        await sign_in(later, "lena@tern.example", NEW_PASSWORD)


async def test_an_address_that_is_taken_is_refused_and_what_was_typed_is_kept(
    web: Web, ravi: Admin
) -> None:
    page = await ravi.send("/staff", name="Another", email="ravi@tern.example", role="agent")
    assert page.status_code == 409
    assert "already an account" in page.text
    assert 'value="Another"' in page.text


async def test_an_agent_who_is_deactivated_is_signed_out_and_their_customer_waits_again(
    web: Web, ravi: Admin
) -> None:
    sam = web.add_staff("Sam Whitaker")
    async with web.browser() as browser:
        token = await sign_in(browser, "sam@tern.example")
        handoff = await claimed(web, browser, token)
        async with browser.stream("GET", "/desk/api/stream") as live:
            events = Stream(live)
            await events.until("queue")
            answer = await ravi.send(f"/staff/{sam.id}/deactivate")
            assert answer.status_code == 303
            await events.until("signed_out")
        assert (await browser.get("/desk/api/queue")).status_code == 401
    held = web.services.handoffs.get(handoff)
    assert held.state is HandoffState.WAITING
    assert await web.services.holders.get(held.conversation) is Holder.BOT
    async with web.browser() as browser:
        data = {"email": "sam@tern.example", "password": PASSWORD}
        data["token"] = form_token(await browser.get("/login"))
        assert (await browser.post("/login", data=data)).status_code == 401
        await ravi.send(f"/staff/{sam.id}/reactivate")
        assert (await browser.post("/login", data=data)).status_code == 303


async def test_who_loses_the_desk_with_their_role_loses_it_at_once(web: Web, ravi: Admin) -> None:
    sam = web.add_staff("Sam Whitaker")
    async with web.browser() as browser:
        token = await sign_in(browser, "sam@tern.example")
        handoff = await claimed(web, browser, token)
        async with browser.stream("GET", "/desk/api/stream") as live:
            events = Stream(live)
            await events.until("queue")
            await ravi.send(f"/staff/{sam.id}/role", role="content_manager")
            await events.until("signed_out")
        assert (await browser.get("/desk/api/queue")).json()["error"] == "WrongRole"
        assert (await browser.get("/account", headers=AS_A_PERSON)).status_code == 200
    assert web.services.handoffs.get(handoff).state is HandoffState.WAITING


async def test_a_reset_ends_the_old_password_at_once(web: Web, ravi: Admin) -> None:
    sam = web.add_staff("Sam Whitaker")
    async with web.browser() as browser:
        await sign_in(browser, "sam@tern.example")
        link = link_in(await ravi.send(f"/staff/{sam.id}/reset-password"))
        assert (await browser.get("/desk/api/queue")).status_code == 401
        data = {"email": "sam@tern.example", "password": PASSWORD}
        data["token"] = form_token(await browser.get("/login"))
        assert (await browser.post("/login", data=data)).status_code == 401
        newer = link_in(await ravi.send(f"/staff/{sam.id}/reset-password"))
        assert (await browser.get(link)).status_code == 404, "the newer link replaces it"
        assert (await set_password(browser, newer, NEW_PASSWORD)).status_code == 303


async def test_the_last_admin_can_be_neither_demoted_nor_deactivated_nor_reset(
    web: Web, ravi: Admin
) -> None:
    (account,) = web.services.staff.everyone()
    await ravi.send("/staff", name="Without Password", email="new@tern.example", role="admin")
    for change in ("deactivate", "reset-password", "role"):
        page = await ravi.send(f"/staff/{account.member.id}/{change}", role="agent")
        assert page.status_code == 409, change
        assert "the last admin who can sign in" in page.text
    web.add_staff("Second Admin", Role.ADMIN)
    answer = await ravi.send(f"/staff/{account.member.id}/role", role="agent")
    assert answer.status_code == 303


async def test_signing_out_everywhere_ends_every_browser(web: Web, ravi: Admin) -> None:
    web.add_staff("Sam Whitaker")
    async with web.browser() as laptop, web.browser() as phone:
        token = await sign_in(laptop, "sam@tern.example")
        await sign_in(phone, "sam@tern.example")
        answer = await laptop.post("/account/sign-out-everywhere", data={"csrf": token})
        assert answer.headers["location"] == "/login"
        for browser in (laptop, phone):
            assert (await browser.get("/desk/api/queue")).status_code == 401


async def test_everybody_sees_their_browsers_and_signs_single_ones_out(web: Web) -> None:
    web.add_staff("Sam Whitaker")
    async with web.browser() as laptop, web.browser() as phone:
        phone.headers["User-Agent"] = "Mozilla/5.0 (Android 15; Mobile; rv:140.0) Firefox/140.0"
        token = await sign_in(laptop, "sam@tern.example")
        await sign_in(phone, "sam@tern.example")
        page = await laptop.get("/account")
        assert "Firefox on Android" in page.text
        assert "127.0.0.1" in page.text
        (end,) = re.findall(r'action="(/account/sessions/\w+/end)"', page.text)
        assert (await laptop.post(end, data={"csrf": token})).status_code == 303
        assert (await phone.get("/desk/api/queue")).status_code == 401
        assert (await laptop.get("/desk/api/queue")).status_code == 200


async def test_nobody_ends_a_session_of_somebody_else(web: Web, ravi: Admin) -> None:
    sam = web.add_staff("Sam Whitaker")
    async with web.browser() as browser:
        await sign_in(browser, "sam@tern.example")
        (session,) = web.services.staff_sessions.of(sam.id)
        assert (await ravi.send(f"/account/sessions/{session.id}/end")).status_code == 404
        assert (await browser.get("/desk/api/queue")).status_code == 200


async def test_a_changed_password_needs_the_current_one_and_signs_other_browsers_out(
    web: Web,
) -> None:
    web.add_staff("Sam Whitaker")
    async with web.browser() as laptop, web.browser() as phone:
        token = await sign_in(laptop, "sam@tern.example")
        await sign_in(phone, "sam@tern.example")
        session = laptop.cookies["effie_staff"]
        data = {"csrf": token, "current": "a wrong guess", "new": NEW_PASSWORD}
        refused = await laptop.post("/account/password", data=data)
        assert (refused.status_code, "not your current" in refused.text) == (422, True)
        changed = await laptop.post("/account/password", data={**data, "current": PASSWORD})
        assert changed.status_code == 303
        assert laptop.cookies["effie_staff"] != session
        assert (await laptop.get("/desk/api/queue")).status_code == 200
        assert (await phone.get("/desk/api/queue")).status_code == 401


async def test_guessing_the_current_password_of_an_open_browser_is_stopped(web: Web) -> None:
    web.add_staff("Sam Whitaker")
    async with web.browser() as browser:
        token = await sign_in(browser, "sam@tern.example")
        data = {"csrf": token, "current": "a wrong guess", "new": NEW_PASSWORD}
        for _ in range(10):
            assert (await browser.post("/account/password", data=data)).status_code == 422
        stopped = await browser.post("/account/password", data={**data, "current": PASSWORD})
        assert stopped.status_code == 429


async def test_every_change_to_an_account_is_in_the_audit_log(web: Web, ravi: Admin) -> None:
    added = await ravi.send("/staff", name="Lena Vogt", email="lena@tern.example", role="agent")
    lena = next(a.member for a in web.services.staff.everyone() if a.member.name == "Lena Vogt")
    async with web.browser() as browser:
        await set_password(browser, link_in(added), NEW_PASSWORD)
    for change in ("role", "sign-out", "deactivate", "reactivate", "reset-password"):
        await ravi.send(f"/staff/{lena.id}/{change}", role="supervisor")
    log = read_audit(web.services.database, "lena@tern.example")
    assert [(line.who.partition("@")[0], line.what, line.detail) for line in log] == [
        ("ravi", "staff.add", "agent"),
        ("lena", "staff.set_password", ""),
        ("lena", "staff.sign_in", "Another browser, 127.0.0.1"),
        ("ravi", "staff.role", "agent → supervisor"),
        ("ravi", "staff.sign_out_everywhere", ""),
        ("ravi", "staff.deactivate", ""),
        ("ravi", "staff.reactivate", ""),
        ("ravi", "staff.reset_password", ""),
    ]


async def claimed(web: Web, browser: httpx.AsyncClient, token: str) -> int:
    """Let a customer wait for a person, and the agent claim the conversation."""
    services = web.services
    conversation = services.conversations.start(ANONYMOUS, "web", "")
    handoff = services.handoffs.open(conversation.id, Opening(Reason.ASKED, "support", "expert"))
    claim = f"/desk/api/handoffs/{handoff.id}/claim"
    answer = await browser.post(claim, headers={"X-CSRF-Token": token})
    assert answer.status_code == 200, answer.text
    return handoff.id
