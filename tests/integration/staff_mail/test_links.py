"""Links to set a password, by e-mail: once, for an hour, and nobody learns who has an account."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from sqlalchemy import select

from core.staff import FORGOTTEN_LINK_LASTS, Role
from store.clock import now
from store.database import Database
from store.schema import password_links
from store.staff import token_hash
from tests.integration.staff_mail.conftest import SITE
from tests.support.vendors.mail import MailVendor
from tests.support.waiting import until
from tests.support.web import Web, form_token, running_web, sign_in

AS_A_PERSON = {"Accept": "text/html"}
NEW = "a new one, long enough"
_LINK = re.compile(rf"{SITE}(/set-password/[A-Za-z0-9_-]+)")


async def ask(browser: httpx.AsyncClient, email: str) -> httpx.Response:
    token = form_token(await browser.get("/forgot-password"))
    return await browser.post("/forgot-password", data={"token": token, "email": email})


def link_to(provider: MailVendor, who: str) -> str:
    found = _LINK.search(provider.got_by(who)[-1].plain)
    assert found, provider.got_by(who)[-1].plain
    return found[1]


async def set_password(browser: httpx.AsyncClient, link: str, password: str) -> httpx.Response:
    token = form_token(await browser.get(link))
    return await browser.post(link, data={"token": token, "password": password})


@pytest.mark.every_database
async def test_who_forgot_theirs_gets_a_link_that_works_once_and_signs_everybody_else_out(
    web: Web, provider: MailVendor, database: Database
) -> None:
    async with web.browser() as robbed, web.browser() as sam:
        web.add_staff("Sam Whitaker")
        await sign_in(robbed, "sam@tern.example")
        assert "/forgot-password" in (await sam.get("/login")).text
        nobodys = await ask(sam, "nobody@tern.example")
        answer = await ask(sam, "SAM@tern.example")
        told = [re.sub(r'value="[^"]*"', "", each.text) for each in (nobodys, answer)]
        assert told[0] == told[1], "nobody learns whose accounts there are"
        await until(lambda: bool(provider.got_by("sam@tern.example")))
        link = link_to(provider, "sam@tern.example")
        with database.reading() as connection:
            (kept,) = connection.execute(select(password_links.c.token_hash)).scalars()
        secret = link.rpartition("/")[2]
        assert (kept, kept != secret) == (token_hash(secret), True)
        assert (await robbed.get("/desk", headers=AS_A_PERSON)).status_code == 200
        assert (await set_password(sam, link, NEW)).status_code == 303
        assert (await robbed.get("/desk/api/queue")).status_code == 401
        assert (await robbed.get(link)).status_code == 404, "it works once"
    assert provider.got_by("nobody@tern.example") == []


async def test_nobody_fills_a_mailbox_and_an_hour_later_a_link_is_over(
    web: Web, provider: MailVendor, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with web.browser() as stranger:
        asked = [await ask(stranger, "ravi@tern.example") for _ in range(5)]
        assert {each.status_code for each in asked} == {200}
        await until(lambda: len(provider.got_by("ravi@tern.example")) == 3)
        link = link_to(provider, "ravi@tern.example")
        assert (await stranger.get(link)).status_code == 200
        first = _LINK.search(provider.got_by("ravi@tern.example")[0].plain)
        assert first
        assert (await stranger.get(first[1])).status_code == 404, "only the latest one works"
        refused = [await ask(stranger, f"{n}@tern.example") for n in range(16)]
        assert refused[-1].status_code == 429
        later = now() + FORGOTTEN_LINK_LASTS + timedelta(minutes=1)
        monkeypatch.setattr("store.staff.password_links.now", lambda: later)
        assert (await stranger.get(link)).status_code == 404


async def test_who_is_added_gets_the_link_by_e_mail_unless_an_admin_passes_it_on(
    web: Web, provider: MailVendor
) -> None:
    async with web.browser() as ravi, web.browser() as lena:
        csrf = {"csrf": await sign_in(ravi, "ravi@tern.example")}
        form = {**csrf, "name": "Lena Vogt", "email": "lena@tern.example", "role": "agent"}
        page = await ravi.post("/staff", data=form, headers=AS_A_PERSON)
        assert ("by e-mail" in page.text, "/set-password/" in page.text) == (True, False)
        await until(lambda: bool(provider.got_by("lena@tern.example")))
        mailed = link_to(provider, "lena@tern.example")
        (lenas,) = [a.member for a in web.services.staff.everyone() if a.member.name[0] == "L"]
        place = f"/staff/{lenas.id}/reset-password"
        shown = await ravi.post(place, data={**csrf, "show": "yes"}, headers=AS_A_PERSON)
        found = _LINK.search(shown.text)
        assert found, shown.text
        assert (await lena.get(mailed)).status_code == 404
        assert (await set_password(lena, found[1], NEW)).status_code == 303


async def test_without_a_server_everything_says_so(
    database: Database, redis_url: str, tmp_path: Path
) -> None:
    async with running_web(database.url, redis_url, tmp_path, public_url=SITE) as web:
        web.add_staff("Ravi Menon", Role.ADMIN)
        async with web.browser() as browser:
            assert "An admin can make you a link" in (await browser.get("/login")).text
            assert (await browser.get("/forgot-password")).status_code == 404
            csrf = {"csrf": await sign_in(browser, "ravi@tern.example")}
            assert "EFFIE_MAIL_URL" in (await browser.get("/staff-mail")).text
            assert "EFFIE_MAIL_URL" in (await browser.get("/account")).text
            refused = await browser.post("/staff-mail/test", data=csrf, headers=AS_A_PERSON)
            assert (refused.status_code, "EFFIE_MAIL_URL" in refused.text) == (409, True)
            form = {**csrf, "name": "Lena Vogt", "email": "lena@tern.example", "role": "agent"}
            assert "/set-password/" in (await browser.post("/staff", data=form)).text
