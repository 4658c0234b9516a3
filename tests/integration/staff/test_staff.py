"""Signing in and out: who gets in, who is kept out, and what they are told."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from core.staff import Role
from store.database import Database
from tests.support.web import PASSWORD, Web, form_token, running_web, sign_in
from web.auth import safe_next

AS_A_PERSON = {"Accept": "text/html"}


@pytest.fixture
async def web(database: Database, redis_url: str, tmp_path: Path) -> AsyncIterator[Web]:
    async with running_web(database.url, redis_url, tmp_path) as web:
        web.add_staff("Sam Whitaker")
        yield web


async def test_signing_in_sets_a_cookie_that_scripts_cannot_read(web: Web) -> None:
    async with web.browser() as browser:
        token = form_token(await browser.get("/login"))
        data = {"token": token, "email": " SAM@tern.example ", "password": PASSWORD}
        answer = await browser.post("/login", data=data)
        cookie = next(c for c in answer.headers.get_list("set-cookie") if "effie_staff" in c)
        assert answer.status_code == 303
        assert "HttpOnly" in cookie
        assert "SameSite=Lax" in cookie
        assert (await browser.get("/desk", headers=AS_A_PERSON)).status_code == 200


async def test_nobody_reads_the_desk_without_signing_in(web: Web) -> None:
    async with web.browser() as browser:
        page = await browser.get("/desk", headers=AS_A_PERSON)
        assert (page.status_code, page.headers["location"]) == (302, "/login?next=/desk")
        for path in ("queue", "stream", "handoffs/1", "conversations/one"):
            answer = await browser.get(f"/desk/api/{path}")
            assert (answer.status_code, answer.json()["error"]) == (401, "NotSignedIn")
        browser.cookies.set("effie_staff", "guessed")
        assert (await browser.get("/desk/api/queue")).status_code == 401


async def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(web: Web) -> None:
    async with web.browser() as browser:
        pages = []
        for email in ("sam@tern.example", "nobody@tern.example"):
            token = form_token(await browser.get("/login"))
            data = {"token": token, "email": email, "password": "not the password"}
            answer = await browser.post("/login", data=data)
            assert answer.status_code == 401
            pages.append(answer.text.replace(email, ""))
        assert "do not go together" in pages[0]
        assert pages[0] == pages[1]


async def test_guessing_is_stopped_for_one_address_even_with_the_right_password(web: Web) -> None:
    async with web.browser() as browser:
        token = form_token(await browser.get("/login"))
        data = {"token": token, "email": "sam@tern.example", "password": "a guess at it"}
        for _ in range(10):
            assert (await browser.post("/login", data=data)).status_code == 401
        stopped = await browser.post("/login", data={**data, "password": PASSWORD})
        assert stopped.status_code == 429
        assert 0 < int(stopped.headers["retry-after"]) <= 3600
        assert "Wait 15 minutes" in stopped.text


async def test_a_stranger_who_guesses_does_not_lock_out_the_browser_somebody_uses(
    web: Web,
) -> None:
    async with web.browser() as stranger, web.browser() as own:
        token = await sign_in(own, "sam@tern.example")
        await own.post("/logout", data={"csrf": token})
        data = {"email": "sam@tern.example", "password": "a guess at it"}
        data["token"] = form_token(await stranger.get("/login"))
        answers = [(await stranger.post("/login", data=data)).status_code for _ in range(11)]
        assert answers == [401] * 10 + [429]
        assert await sign_in(own, "sam@tern.example")


async def test_guessing_at_an_account_is_stopped_the_same_whether_there_is_one_or_not(
    web: Web,
) -> None:
    async with web.browser() as browser:
        pages = []
        for email in ("sam@tern.example", "nobody@tern.example"):
            data = {"email": email, "password": "a guess at it"}
            data["token"] = form_token(await browser.get("/login"))
            for _ in range(10):
                await browser.post("/login", data=data)
            stopped = await browser.post("/login", data=data)
            assert stopped.status_code == 429
            pages.append(stopped.text.replace(email, ""))
        assert pages[0] == pages[1]


async def test_guessing_at_many_accounts_from_one_address_is_stopped(web: Web) -> None:
    async with web.browser() as browser:
        data = {"password": "a guess at it", "token": form_token(await browser.get("/login"))}
        answers = [
            (await browser.post("/login", data={**data, "email": f"x{i}@tern.example"})).status_code
            for i in range(51)
        ]
        assert answers == [401] * 50 + [429]


async def test_whoever_guesses_from_an_address_does_not_lock_out_browsers_known_there(
    web: Web,
) -> None:
    async with web.browser() as stranger, web.browser() as own:
        csrf = await sign_in(own, "sam@tern.example")
        await own.post("/logout", data={"csrf": csrf})
        data = {"password": "a guess at it", "token": form_token(await stranger.get("/login"))}
        for i in range(51):
            last = await stranger.post("/login", data={**data, "email": f"x{i}@tern.example"})
        assert last.status_code == 429
        data = {"email": "sam@tern.example", "password": "a slip of the fingers"}
        data["token"] = form_token(await own.get("/login"))
        slips = [(await own.post("/login", data=data)).status_code for _ in range(11)]
        assert slips == [401] * 10 + [429], "it has an allowance of its own, no more"
        await web.services.limits.clear(f"login:known:{own.cookies['effie_known'].split('.')[0]}")
        assert await sign_in(own, "sam@tern.example")


async def test_a_form_of_another_site_signs_nobody_in(web: Web) -> None:
    async with web.browser() as browser:
        data = {"email": "sam@tern.example", "password": PASSWORD}
        assert (await browser.post("/login", data=data)).status_code == 403
        token = form_token(await browser.get("/login"))
        browser.cookies.clear()
        assert (await browser.post("/login", data={**data, "token": token})).status_code == 403
        assert "effie_staff" not in browser.cookies


async def test_a_change_needs_the_token_of_this_sessions_page(web: Web) -> None:
    async with web.browser() as browser, web.browser() as other:
        await sign_in(browser, "sam@tern.example")
        foreign = await sign_in(other, "sam@tern.example")
        for headers in ({}, {"X-CSRF-Token": "guessed"}, {"X-CSRF-Token": foreign}):
            answer = await browser.post("/desk/api/handoffs/1/claim", headers=headers)
            assert (answer.status_code, answer.json()["error"]) == (403, "PageOutOfDate")
        assert (await browser.post("/logout", data={"csrf": "guessed"})).status_code == 403
        assert (await browser.get("/desk/api/queue")).status_code == 200


async def test_a_content_manager_is_told_plainly_that_the_desk_is_not_theirs(web: Web) -> None:
    web.add_staff("Kim Novak", Role.CONTENT_MANAGER)
    async with web.browser() as browser:
        await sign_in(browser, "kim@tern.example")
        page = await browser.get("/desk", headers=AS_A_PERSON)
        assert page.status_code == 403
        assert "This is for agents, supervisors and admins." in page.text
        assert "You are signed in as Kim Novak, content manager" in page.text
        answer = await browser.get("/desk/api/queue")
        assert (answer.status_code, answer.json()["error"]) == (403, "WrongRole")


async def test_signing_out_ends_the_session_on_the_server(web: Web) -> None:
    async with web.browser() as browser:
        token = await sign_in(browser, "sam@tern.example")
        session = browser.cookies["effie_staff"]
        assert (await browser.post("/logout", data={"csrf": token})).status_code == 303
        browser.cookies.set("effie_staff", session)
        assert (await browser.get("/desk/api/queue")).status_code == 401


async def test_signing_in_again_gives_the_browser_a_fresh_session_and_ends_the_old_one(
    web: Web,
) -> None:
    async with web.browser() as browser:
        data = {"email": "sam@tern.example", "password": PASSWORD}
        data["token"] = form_token(await browser.get("/login"))
        sessions = []
        for _ in range(2):
            assert (await browser.post("/login", data=data)).status_code == 303
            sessions.append(browser.cookies["effie_staff"])
        assert sessions[0] != sessions[1]
        assert (await browser.get("/desk/api/queue")).status_code == 200
        browser.cookies.clear()
        browser.cookies.set("effie_staff", sessions[0])
        assert (await browser.get("/desk/api/queue")).status_code == 401


@pytest.mark.parametrize(
    ("role", "place"),
    [
        (Role.AGENT, "/desk"),
        (Role.SUPERVISOR, "/desk"),
        (Role.ADMIN, "/staff"),
        (Role.CONTENT_MANAGER, "/console"),
    ],
)
async def test_everybody_begins_where_their_work_is(web: Web, role: Role, place: str) -> None:
    web.add_staff("Robin Lane", role)
    async with web.browser() as browser:
        await sign_in(browser, "robin@tern.example")
        assert (await browser.get("/home")).headers["location"] == place


async def test_a_content_manager_who_opens_the_desk_lands_in_the_console(web: Web) -> None:
    web.add_staff("Kim Novak", Role.CONTENT_MANAGER)
    async with web.browser() as browser:
        token = form_token(await browser.get("/login?next=/desk"))
        data = {"email": "kim@tern.example", "password": PASSWORD, "token": token, "next": "/desk"}
        answer = await browser.post("/login", data=data)
        assert answer.headers["location"] == "/home"
        page = await browser.get("/home", headers=AS_A_PERSON, follow_redirects=True)
        assert (page.status_code, page.url.path.rstrip("/")) == (200, "/console")


@pytest.mark.parametrize(("scheme", "secure"), [("https", True), ("http", False)])
async def test_behind_a_proxy_with_https_cookies_are_for_https_only(
    database: Database, redis_url: str, tmp_path: Path, scheme: str, secure: bool
) -> None:
    async with running_web(database.url, redis_url, tmp_path, proxies=1) as web:
        web.add_staff("Sam Whitaker")
        async with web.browser() as browser:
            passed_on = {"X-Forwarded-For": "198.51.100.7", "X-Forwarded-Proto": scheme}
            page = await browser.get("/login", headers=passed_on)
            data = {"email": "sam@tern.example", "password": PASSWORD, "token": form_token(page)}
            form = page.headers["set-cookie"].partition(";")[0]
            answer = await browser.post("/login", data=data, headers={**passed_on, "Cookie": form})
            cookies = answer.headers.get_list("set-cookie")
            assert len(cookies) == 2
            assert all(("Secure" in cookie) is secure for cookie in cookies)
        (account,) = web.services.staff.everyone()
        (session,) = web.services.staff_sessions.of(account.member.id)
        assert session.address == "198.51.100.7"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "/\t/evil.example",
        "javascript:alert(1)",
        "desk",
        "/logout",
        "/" + "a" * 600,
        "",
    ],
)
def test_signing_in_leads_to_no_other_place_than_a_page_here(elsewhere: str) -> None:
    assert safe_next(elsewhere) == "/home"


def test_signing_in_leads_back_to_the_page_that_was_asked_for() -> None:
    assert safe_next("/desk?conversation=abc_-1") == "/desk?conversation=abc_-1"
