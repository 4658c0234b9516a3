"""What changes once people reach us over HTTPS, as EFFIE_PUBLIC_URL says."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http.cookies import SimpleCookie
from pathlib import Path

import httpx
import pytest

from core.staff import Role
from store.database import Database
from tests.support.web import PASSWORD, Web, form_token, running_web
from web.auth.csrf import page_token

HTTPS = "https://help.tern.example"


@pytest.fixture
def served(database: Database, redis_url: str, tmp_path: Path):  # type: ignore[no-untyped-def]
    """Serve under a public address; the record stays from one to the next."""

    @asynccontextmanager
    async def serve(public_url: str) -> AsyncIterator[Web]:
        async with running_web(database.url, redis_url, tmp_path, public_url=public_url) as web:
            yield web

    return serve


async def signed_in(web: Web, email: str) -> dict[str, str]:
    """Sign in and return the cookies, which a browser would not send over plain HTTP."""
    async with web.browser() as browser:
        form = await browser.get("/login")
        data = {"token": form_token(form), "email": email, "password": PASSWORD}
        answer = await browser.post("/login", data=data, headers=_cookies(form))
    assert answer.status_code == 303, answer.text
    kept: dict[str, str] = {}
    for line in answer.headers.get_list("set-cookie"):
        kept |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
    return kept


def _cookies(answer: httpx.Response, **more: str) -> dict[str, str]:
    pairs = [line.split(";")[0] for line in answer.headers.get_list("set-cookie")]
    return {"Cookie": "; ".join([*pairs, *(f"{name}={value}" for name, value in more.items())])}


@pytest.mark.parametrize(
    ("public_url", "name", "path"),
    [
        ("http://help.tern.example", "effie_staff", "/"),
        (HTTPS, "__Host-effie_staff", "/"),
        (f"{HTTPS}/support", "__Secure-effie_staff", "/support"),
    ],
)
async def test_a_session_is_held_to_what_its_address_allows(
    served, public_url: str, name: str, path: str
) -> None:
    async with served(public_url) as web:
        member = web.add_staff("Sam Whitaker")
        async with web.browser() as browser:
            form = await browser.get("/login")
            data = {"token": form_token(form), "email": member.email, "password": PASSWORD}
            answer = await browser.post("/login", data=data, headers=_cookies(form))
            set_to = [c for c in answer.headers.get_list("set-cookie") if c.startswith(f"{name}=")]
            assert len(set_to) == 1
            attributes = {part.strip().lower() for part in set_to[0].split(";")[1:]}
            assert {f"path={path}", "httponly", "samesite=lax"} <= attributes
            assert ("secure" in attributes) == public_url.startswith("https")
            assert not any(part.startswith("domain") for part in attributes)
            shown = await browser.get("/account", headers=_cookies(answer))
            assert shown.status_code == 200


async def test_browsers_are_told_to_use_https_only_once_it_is_there(served) -> None:
    for public_url, told in ((HTTPS, True), ("", False), ("http://tern.example", False)):
        async with served(public_url) as web, web.browser() as browser:
            for path in ("/login", "/nothing", "/static/desk/icon.svg", "/api/widget"):
                has = "strict-transport-security" in (await browser.get(path)).headers
                assert has is told, (public_url, path)


async def test_a_session_from_before_https_goes_on(served) -> None:
    async with served("") as web:
        email = web.add_staff("Sam Whitaker").email
        before = await signed_in(web, email)
    async with served(HTTPS) as web, web.browser() as browser:
        cookie = f"effie_staff={before['effie_staff']}"
        assert (await browser.get("/account", headers={"Cookie": cookie})).status_code == 200


async def test_a_session_of_now_counts_under_its_own_name_only(served) -> None:
    """A neighbour on another subdomain can set the plain name, and would sign others in as them."""
    async with served(HTTPS) as web:
        kept = await signed_in(web, web.add_staff("Mallory Gray").email)
        session = kept["__Host-effie_staff"]
        async with web.browser() as browser:
            for name, status in (
                ("__Host-effie_staff", 200),
                ("effie_staff", 401),
                ("__Secure-effie_staff", 401),
            ):
                headers = {"Cookie": f"{name}={session}", "Accept": "application/json"}
                assert (await browser.get("/account", headers=headers)).status_code == status


@pytest.mark.parametrize(("public_url", "expected"), [(HTTPS, HTTPS), ("", "http://127.0.0.1:")])
async def test_only_the_public_address_or_the_plain_host_stands_in_links(
    served, public_url: str, expected: str
) -> None:
    """Proxies pass on a forwarded host that anybody may have made up."""
    made_up = {"X-Forwarded-For": "198.51.100.7", "X-Forwarded-Host": "evil.example"}
    async with served(public_url) as web, web.browser() as browser:
        web.app.config.PROXIES_COUNT = 1
        odd = made_up | {"X-Forwarded-Proto": "javascript"}
        assert f"Sitemap: {expected}" in (await browser.get("/robots.txt", headers=odd)).text
        assert "evil" not in (await browser.get("/help", headers=made_up)).text
        admin = web.add_staff("Ines Duarte", Role.ADMIN)
        session = web.services.staff_sessions.start(admin, "here", "a test")
        csrf = page_token(web.services.environment.secret, session)
        form = {"csrf": csrf, "name": "Kim", "role": "agent", "email": "kim@tern.example"}
        signed_in = made_up | {"Cookie": f"effie_staff={session}"}
        page = (await browser.post("/staff", data=form, headers=signed_in)).text
        assert f"{expected}" in page
        assert "/set-password/" in page
        assert "evil" not in page
