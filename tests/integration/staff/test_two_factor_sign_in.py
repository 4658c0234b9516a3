"""Signing in by a password and a code: nothing opens in between, and nobody guesses."""

from __future__ import annotations

import html
import re
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from core.staff import Role
from launch.paths import HOME
from store.database import Database
from tests.support.authenticator import Authenticator
from tests.support.forms import form_values
from tests.support.web import PASSWORD, Web, form_token, running_web, sign_in

AS_A_PERSON = {"Accept": "text/html"}
_KEY = re.compile(r'id="factor-key">([A-Z2-7]+)<')
_CODE = re.compile(r"<li><code>([a-z0-9-]+)</code>")


@pytest.fixture
async def web(database: Database, redis_url: str, tmp_path: Path) -> AsyncIterator[Web]:
    """One in which supervisors need a second factor."""
    settings = tmp_path / "settings"
    shutil.copytree(HOME / "settings", settings)
    (settings / "sign_in.yml").write_text("second_factor: [supervisor]\n")
    async with running_web(database.url, redis_url, tmp_path, settings=settings) as web:
        web.add_staff("Sam Whitaker")
        yield web


async def set_up(browser: httpx.AsyncClient, csrf: str) -> tuple[Authenticator, list[str]]:
    """Set a second factor up on one's account; return the app and the recovery codes."""
    page = await browser.get("/account/two-factor")
    app = Authenticator(_KEY.findall(page.text)[0])
    offer = form_values(page.text)["offer"][0]
    data = {"csrf": csrf, "offer": offer, "code": app.code()}
    done = await browser.post("/account/two-factor", data=data)
    assert done.status_code == 200, done.text
    return app, _CODE.findall(done.text)


async def give_password(browser: httpx.AsyncClient, email: str, goal: str = "/desk") -> str:
    """Give the password and return where that leads to."""
    token = form_token(await browser.get("/login"))
    data = {"token": token, "email": email, "password": PASSWORD, "next": goal}
    return (await browser.post("/login", data=data)).headers["location"]


async def give_code(browser: httpx.AsyncClient, **typed: str) -> httpx.Response:
    token = form_token(await browser.get("/sign-in/code?next=/account"))
    data = {"token": token, "next": "/account", **typed}
    return await browser.post("/sign-in/code", data=data)


async def test_who_has_set_it_up_is_signed_in_by_password_and_code_and_by_no_code_twice(
    web: Web,
) -> None:
    async with web.browser() as own, web.browser() as other:
        app, codes = await set_up(own, await sign_in(own, "sam@tern.example"))
        assert (await own.get("/desk", headers=AS_A_PERSON)).status_code == 200
        assert await give_password(other, "sam@tern.example") == "/sign-in/code?next=/desk"
        assert "effie_staff" not in other.cookies
        code = app.code()
        answer = await give_code(other, code=code)
        assert (answer.status_code, answer.headers["location"]) == (303, "/account")
        assert "effie_half" not in other.cookies
        page = await other.get("/account", headers=AS_A_PERSON)
        assert "10 of your recovery codes are left" in page.text
        async with web.browser() as thief:
            await give_password(thief, "sam@tern.example")
            assert (await give_code(thief, code=code)).status_code == 422
            assert (await give_code(thief, recovery=codes[0])).status_code == 303
            assert (await thief.get("/account", headers=AS_A_PERSON)).status_code == 200


async def test_between_password_and_code_no_page_opens_and_another_browser_cannot_go_on(
    web: Web,
) -> None:
    async with web.browser() as own, web.browser() as half, web.browser() as other:
        app, _ = await set_up(own, await sign_in(own, "sam@tern.example"))
        await give_password(half, "sam@tern.example")
        for path in ("/desk", "/account", "/account/two-factor", "/home", "/sign-in/set-up"):
            page = await half.get(path, headers=AS_A_PERSON)
            assert page.status_code == 302, path
        assert (await half.get("/desk/api/queue")).status_code == 401
        half.cookies.set("effie_staff", half.cookies["effie_half"])
        assert (await half.get("/desk/api/queue")).status_code == 401
        token = form_token(await other.get("/login"))
        answer = await other.post("/sign-in/code", data={"token": token, "code": app.code()})
        assert answer.status_code == 403
        assert "sign in again" in answer.text


async def test_a_code_form_of_another_site_signs_nobody_in(web: Web) -> None:
    async with web.browser() as own, web.browser() as half:
        app, _ = await set_up(own, await sign_in(own, "sam@tern.example"))
        await give_password(half, "sam@tern.example")
        answer = await half.post("/sign-in/code", data={"code": app.code(), "token": "guessed"})
        assert answer.status_code == 403
        assert "effie_staff" not in half.cookies


async def test_guessing_codes_is_stopped_even_for_the_right_one(web: Web) -> None:
    async with web.browser() as own, web.browser() as thief:
        app, codes = await set_up(own, await sign_in(own, "sam@tern.example"))
        await give_password(thief, "sam@tern.example")
        answers = [(await give_code(thief, code="no code")).status_code for _ in range(10)]
        assert answers == [422] * 10
        for typed in ({"code": app.code()}, {"recovery": codes[0]}):
            stopped = await give_code(thief, **typed)
            assert stopped.status_code == 429
            assert int(stopped.headers["retry-after"]) > 0
        await give_password(thief, "sam@tern.example")
        assert (await give_code(thief, recovery=codes[0])).status_code == 429


async def test_a_role_that_needs_it_sets_it_up_before_anything_else(web: Web) -> None:
    web.add_staff("Lea Braun", Role.SUPERVISOR)
    async with web.browser() as browser:
        goal = await give_password(browser, "lea@tern.example", "/desk/team")
        assert goal == "/sign-in/set-up?next=/desk/team"
        assert (await browser.get("/desk/team", headers=AS_A_PERSON)).status_code == 302
        page = await browser.get(goal)
        sent = {name: values[0] for name, values in form_values(page.text).items()}
        wrong = await browser.post("/sign-in/set-up", data={**sent, "code": "no code"})
        assert wrong.status_code == 422
        assert _KEY.findall(wrong.text) == _KEY.findall(page.text), "the app has it already"
        app = Authenticator(_KEY.findall(page.text)[0])
        done = await browser.post("/sign-in/set-up", data={**sent, "code": app.code()})
        assert len(_CODE.findall(done.text)) == 10
        assert 'href="/desk/team"' in done.text
        team = await browser.get("/desk/team", headers=AS_A_PERSON)
        assert team.status_code == 200
        csrf = re.findall(r'name="csrf" content="([^"]+)"', team.text)[0]
        data = {"csrf": csrf, "password": PASSWORD, "code": app.code()}
        refused = await browser.post("/account/two-factor/off", data=data)
        assert refused.status_code == 409
        assert "Your role signs in with a code" in refused.text


async def test_who_is_signed_in_without_it_when_their_role_comes_to_need_it_is_no_longer(
    web: Web,
) -> None:
    async with web.browser() as browser:
        await sign_in(browser, "sam@tern.example")
        (account,) = web.services.staff.everyone()
        web.services.staff.change_role(account.member.id, Role.SUPERVISOR, by="test")
        assert (await browser.get("/desk/api/queue")).status_code == 401


async def test_a_link_that_sets_a_password_does_not_replace_the_code(web: Web) -> None:
    async with web.browser() as own, web.browser() as other:
        await set_up(own, await sign_in(own, "sam@tern.example"))
        (account,) = web.services.staff.everyone()
        web.add_staff("Ravi Menon", Role.ADMIN)
        link = web.services.staff.reset_password(account.member.id, by="test")
        address = f"/set-password/{link.secret}"
        data = {"token": form_token(await other.get(address)), "password": "a new long password"}
        answer = await other.post(address, data=data)
        assert answer.headers["location"] == "/sign-in/code?next=/home"
        assert "effie_staff" not in other.cookies


async def test_it_is_turned_off_by_password_and_code_together(web: Web) -> None:
    async with web.browser() as browser:
        app, _ = await set_up(browser, await sign_in(browser, "sam@tern.example"))
        page = await browser.get("/account/two-factor")
        csrf = re.findall(r'name="csrf" content="([^"]+)"', page.text)[0]
        code = app.code()
        for password, typed in (("a guess at it", code), (PASSWORD, "no code")):
            data = {"csrf": csrf, "password": password, "code": typed}
            wrong = await browser.post("/account/two-factor/off", data=data)
            assert wrong.status_code == 422
        data = {"csrf": csrf, "password": PASSWORD, "code": code}
        done = await browser.post("/account/two-factor/off", data=data)
        assert done.headers["location"] == "/account?done=two-factor-off"
        (account,) = web.services.staff.everyone()
        assert web.services.second_factors.of(account.member.id) is None


async def test_an_admin_resets_a_colleagues_and_not_their_own(web: Web) -> None:
    ravi = web.add_staff("Ravi Menon", Role.ADMIN)
    async with web.browser() as sams, web.browser() as ravis:
        await set_up(sams, await sign_in(sams, "sam@tern.example"))
        accounts = web.services.staff.everyone()
        sam = next(each.member for each in accounts if each.member.role is Role.AGENT)
        await set_up(ravis, await sign_in(ravis, "ravi@tern.example"))
        page = await ravis.get(f"/staff/{sam.id}")
        csrf = {"csrf": re.findall(r'name="csrf" content="([^"]+)"', page.text)[0]}
        own = await ravis.post(f"/staff/{ravi.id}/reset-second-factor", data=csrf)
        assert own.status_code == 409
        assert "on your account page" in html.unescape(own.text)
        done = await ravis.post(f"/staff/{sam.id}/reset-second-factor", data=csrf)
        assert done.status_code == 303
        assert (await sams.get("/desk/api/queue")).status_code == 401
        assert await sign_in(sams, "sam@tern.example")


async def test_whom_the_provider_vouched_for_goes_on_after_changing_their_password(
    web: Web,
) -> None:
    una = web.add_staff("Una Quiet", Role.SUPERVISOR)
    token = web.services.staff_sessions.start(una, "", "", vouched_for=True)
    async with web.browser() as browser:
        session = {"Cookie": f"effie_staff={token}", **AS_A_PERSON}
        page = await browser.get("/account", headers=session)
        csrf = page.text.partition('name="csrf" value="')[2].partition('"')[0]
        data = {"csrf": csrf, "current": PASSWORD, "new": "a new one, long enough"}
        changed = await browser.post("/account/password", data=data, headers=session)
        assert changed.status_code == 303, changed.text
        assert (await browser.get("/account", headers=AS_A_PERSON)).status_code == 200
