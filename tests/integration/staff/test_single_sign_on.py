"""Signing in through a real OpenID provider: who gets in, who does not, and what they are told."""

from __future__ import annotations

import html
import json
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from core.staff import Role, SingleSignOn
from launch.running.ports import free_port
from store.database import Database
from tests.support.oidc import CLIENT_SECRET, OidcProvider, sign_in_there
from tests.support.web import PASSWORD, Web, form_token, running_web
from web.single_sign_on import Provider, ProviderAway
from web.single_sign_on import provider as single_sign_on

AS_A_PERSON = {"Accept": "text/html"}


@pytest.fixture
async def web(
    database: Database, redis_url: str, tmp_path: Path, openid_provider: OidcProvider
) -> AsyncIterator[Web]:
    settings = openid_provider.settings(tmp_path / "settings")
    async with site(database, redis_url, tmp_path, settings) as web:
        web.add_staff("Sam Whitaker")
        yield web


@asynccontextmanager
async def site(database: Database, redis_url: str, var: Path, settings: Path) -> AsyncIterator[Web]:
    secrets = {"EFFIE_SIGN_ON_SECRET": CLIENT_SECRET}
    async with running_web(
        database.url, redis_url, var, settings=settings, connection_secrets=secrets
    ) as web:
        yield web


async def begin(browser: httpx.AsyncClient, goal: str = "/desk") -> str:
    """Press the button; return where at the provider that leads to."""
    answer = await browser.get(f"/sign-in/start?next={goal}")
    assert answer.status_code == 302, answer.text
    return answer.headers["location"]


async def come_through(browser: httpx.AsyncClient, login: str) -> httpx.Response:
    return await browser.get(await sign_in_there(browser, await begin(browser), login))


async def test_the_provider_signs_a_member_of_staff_in_and_we_sign_them_out(web: Web) -> None:
    async with web.browser() as browser:
        assert "Sign in with Tern account" in (await browser.get("/login?next=/desk")).text
        asked = parse_qs(urlsplit(await begin(browser)).query)
        assert asked["code_challenge_method"] == ["S256"]
        assert {"state", "nonce", "code_challenge"} <= asked.keys()
        answer = await come_through(browser, "sam")
        assert (answer.status_code, answer.headers["location"]) == (303, "/desk")
        page = await browser.get("/desk", headers=AS_A_PERSON)
        assert "Sam Whitaker" in page.text
        csrf = page.text.partition('name="csrf" content="')[2].partition('"')[0]
        await browser.post("/logout", data={"csrf": csrf})
        assert (await browser.get("/desk/api/queue")).status_code == 401


@pytest.mark.parametrize(
    ("login", "words"),
    [
        ("impostor", "no confirmed e-mail address"),
        ("guest", "no confirmed e-mail address"),
        ("lea", "You have no account here yet"),
    ],
)
async def test_whom_we_do_not_know_is_told_so_on_the_sign_in_page(
    web: Web, login: str, words: str
) -> None:
    async with web.browser() as browser:
        answer = await come_through(browser, login)
        assert answer.status_code == 403
        assert words in answer.text
        assert "effie_staff" not in browser.cookies
    assert [account.member.first_name for account in web.services.staff.everyone()] == ["Sam"]


async def test_an_account_is_made_with_the_role_the_provider_names(
    database: Database, redis_url: str, tmp_path: Path, openid_provider: OidcProvider
) -> None:
    more = ("new_accounts: on", "role_claim: groups", "roles: {leads: supervisor}")
    scopes = "scopes: [openid, email, profile, groups]"
    settings = openid_provider.settings(tmp_path / "settings", *more, scopes)
    async with site(database, redis_url, tmp_path, settings) as web, web.browser() as browser:
        assert (await come_through(browser, "lea")).status_code == 303
        (account,) = web.services.staff.everyone()
        assert (account.member.name, account.member.role) == ("Lea Braun", Role.SUPERVISOR)
    async with site(database, redis_url, tmp_path, settings) as web, web.browser() as browser:
        answer = await come_through(browser, "sam")
        assert answer.status_code == 403
        assert "none of the groups that work here" in answer.text


async def test_a_second_person_with_the_same_address_gets_no_account_of_the_first(
    web: Web,
) -> None:
    async with web.browser() as first, web.browser() as second:
        assert (await come_through(first, "sam")).status_code == 303
        answer = await come_through(second, "second-sam")
        assert answer.status_code == 409
        assert "belongs to another account over there" in answer.text


async def test_a_sign_in_ends_in_the_browser_that_began_it_and_once(web: Web) -> None:
    async with web.browser() as own, web.browser() as other:
        back = await sign_in_there(own, await begin(own), "sam")
        stolen = await other.get(back)
        assert stolen.status_code == 403
        assert "not begun in this browser" in stolen.text
        await begin(other)  # has a sign-in of its own under way, with another state
        assert (await other.get(back)).status_code == 403
        assert "effie_staff" not in other.cookies
        begun = own.cookies["effie_sign_on"]
        assert (await own.get(back)).status_code == 303
        assert (await own.get(back)).status_code == 403, "the browser has forgotten it"
        own.cookies.set("effie_sign_on", begun)
        again = await own.get(back)
        assert again.status_code == 403, "the provider takes a code once"
        assert "did not accept this sign-in" in again.text


async def test_a_code_of_another_sign_in_is_refused_though_the_state_is_right(web: Web) -> None:
    async with web.browser() as thief, web.browser() as own:
        stolen = parse_qs(urlsplit(await sign_in_there(own, await begin(own), "sam")).query)
        state = parse_qs(urlsplit(await begin(thief)).query)["state"][0]
        answer = await thief.get(
            "/sign-in/back", params={"state": state, "code": stolen["code"][0]}
        )
        assert answer.status_code == 403
        assert "did not accept this sign-in" in answer.text


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"error": "access_denied"}, "You did not sign in over there"),
        ({"error": "server_error"}, "Please try again"),
        ({"code": "any", "iss": "https://another.example"}, "not begun in this browser"),
        ({}, "You did not sign in over there"),
    ],
)
async def test_what_goes_wrong_there_is_said_in_words(
    web: Web, told: dict[str, str], words: str
) -> None:
    async with web.browser() as browser:
        state = parse_qs(urlsplit(await begin(browser)).query)["state"][0]
        answer = await browser.get("/sign-in/back", params={"state": state, **told})
        assert answer.status_code == 403
        assert words in html.unescape(answer.text)
        assert form_token(answer), "the form to sign in another way is there"


async def test_where_passwords_are_off_the_button_is_the_only_way_in(
    database: Database, redis_url: str, tmp_path: Path, openid_provider: OidcProvider
) -> None:
    settings = openid_provider.settings(tmp_path / "settings")
    with (settings / "sign_in.yml").open("a") as file:
        file.write("passwords: off\n")
    async with site(database, redis_url, tmp_path, settings) as web, web.browser() as browser:
        sam = web.add_staff("Sam Whitaker")
        web.add_staff("Ravi Menon", Role.ADMIN)
        page = await browser.get("/login")
        assert 'type="password"' not in page.text
        assert (await browser.get("/forgot-password")).status_code == 403
        link = web.services.staff.reset_password(sam.id, by="test")
        address = f"/set-password/{link.secret}"
        token = form_token(await browser.get(address))
        data = {"token": token, "email": "ravi@tern.example", "password": PASSWORD}
        for path in ("/login", address):
            refused = await browser.post(path, data=data)
            assert refused.status_code == 403
            assert "Passwords sign nobody in here" in refused.text
        assert (await come_through(browser, "sam")).status_code == 303


async def test_without_a_provider_nothing_leads_to_one(
    database: Database, redis_url: str, tmp_path: Path
) -> None:
    async with running_web(database.url, redis_url, tmp_path) as web, web.browser() as browser:
        assert "/sign-in/start" not in (await browser.get("/login")).text
        for path in ("/sign-in/start", "/sign-in/back?code=any&state=any"):
            assert (await browser.get(path)).status_code == 404


class Odd(BaseHTTPRequestHandler):
    """A provider that answers, and never as it should."""

    def do_GET(self) -> None:
        kind, _, rest = self.path.lstrip("/").partition("/")
        issuer = f"http://127.0.0.1:{self.server.server_address[1]}/{kind}"
        told = {
            "issuer": "https://another.example" if kind == "another" else issuer,
            "authorization_endpoint": "javascript:alert(1)" if kind == "script" else issuer,
            "token_endpoint": issuer,
            "jwks_uri": issuer,
        }
        body = b"{" * 2_000_000 if kind == "endless" else json.dumps(told).encode()
        self.send_response(302 if kind == "elsewhere" else 200)
        self.send_header("Location", f"/another/{rest}")
        self.end_headers()
        with suppress(OSError):  # nobody may read on
            self.wfile.write(b"[1]" if kind == "list" else body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def odd_provider() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Odd) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


async def test_a_provider_that_is_away_leaves_the_other_way_in(
    database: Database, redis_url: str, tmp_path: Path
) -> None:
    away = OidcProvider(f"http://127.0.0.1:{free_port()}")
    settings = away.settings(tmp_path / "settings")
    async with site(database, redis_url, tmp_path, settings) as web, web.browser() as browser:
        answer = await browser.get("/sign-in/start")
        assert answer.status_code == 503
        assert "The account service does not answer" in answer.text
        assert form_token(answer)


@pytest.mark.parametrize("kind", ["another", "script", "endless", "elsewhere", "list"])
async def test_a_provider_that_answers_oddly_counts_as_away(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(single_sign_on, "PROVIDER_PATIENCE", 60.0)
    async with httpx.AsyncClient(trust_env=False) as http:
        with odd_provider() as odd:
            rules = SingleSignOn("Odd", f"{odd}/{kind}", "effie", frozenset({"tern.example"}))
            with pytest.raises(ProviderAway):
                await Provider(http, "").address(rules, "http://127.0.0.1", "s", "n", "v")
