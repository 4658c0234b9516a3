"""Served under a path by a proxy that takes it off: every address on every page leads somewhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import AsyncIterator, Iterable
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from core.conversations import Author
from core.handoffs import FollowUpKind
from core.staff import Role
from launch.running.ports import free_port
from store.clock import now
from store.database import Database
from store.handoffs import Owed
from tests.support.addresses import absolute, named_in
from tests.support.articles import an_article, let_live
from tests.support.browser.site import Site
from tests.support.proxy import Proxy, proxy_under
from tests.support.web import PASSWORD, Web, form_token, running_web

PATH = "/a/support"
PAGES = {
    None: ("/", "/?as=nadia", "/help", "/help/search?q=card", "/login", "/nothing", "/sitemap.xml"),
    Role.ADMIN: ("/home", "/staff", "/account", "/desk", "/console", "/help"),
    Role.AGENT: ("/home", "/desk", "/desk/follow-ups", "/staff"),
    Role.CONTENT_MANAGER: ("/home", "/console/new", "/console/articles/pin", "/console/gaps"),
}
MAX_ADDRESSES = 600  # of one caller; far more than there are
MAX_OF_ONE_PAGE = 10  # queries of a page that are followed: figures lead to lists


@pytest.fixture
async def served(
    database: Database, redis_url: str, tmp_path: Path
) -> AsyncIterator[tuple[Web, Proxy]]:
    port = free_port()
    public_url = f"http://127.0.0.1:{port}{PATH}"
    async with running_web(
        database.url, redis_url, tmp_path, demo=True, public_url=public_url
    ) as web:
        with proxy_under(PATH, port, web.services.environment.web_port) as proxy:
            furnish(web, database, redis_url)
            yield web, proxy


def furnish(web: Web, database: Database, redis_url: str) -> None:
    """Let there be something on every page."""
    more = "See [the PIN](pin), [prices](/help/contact) and https://tern.example/a."
    let_live(
        database,
        an_article("card_arrival", "Track your card", next=("pin",), more=more),
        an_article("pin", "Change the PIN"),
        an_article("what?", "What is this", tags=("odd",)),
    )
    for role in PAGES:
        if role:
            web.add_staff(f"{role.value.title()} Smith", role)
    kim = web.services.staff.everyone()[0].member
    site = Site(web.url, database, redis_url)
    waiting = site.hand_off([(Author.CUSTOMER, "where is my card")])
    web.services.follow_ups.open(Owed(waiting, FollowUpKind.UNSOLVED, now(), words="where is it"))
    web.services.comments.add("pin", "This is out of date.", kim)
    while web.services.insight_roll_up.catch_up(web.services.settings.segments.default):
        pass


async def sign_in(browser: httpx.AsyncClient, proxy: Proxy, role: Role) -> None:
    page = await browser.get(f"{proxy.url}/login?next=/account")
    email = f"{role.value.title()}@tern.example".lower()
    data = {"token": form_token(page), "email": email, "password": PASSWORD, "next": "/account"}
    answer = await browser.post(f"{proxy.url}/login", data=data)
    assert answer.headers["location"] == f"{PATH}/account"
    for line in answer.headers.get_list("set-cookie"):
        assert f"path={PATH}" in line.lower(), line


async def walk(
    browser: httpx.AsyncClient, proxy: Proxy, starts: Iterable[str], with_files: bool
) -> set[str]:
    """Follow everything that is named on these pages and on; return what leads nowhere.

    with_files: scripts and styles too, and what they import
    """
    wrong, left, seen = set(), [proxy.url + start for start in starts], set()
    looked_at: Counter[str] = Counter()
    while left:
        address = left.pop()
        if address in seen or not address.startswith(proxy.url.removesuffix(PATH)):
            continue
        if "/static/" in address and not with_files:
            continue
        page = address.partition("?")[0]
        looked_at[page] += 1
        if looked_at[page] > MAX_OF_ONE_PAGE:
            continue
        seen.add(address)
        assert len(seen) < MAX_ADDRESSES, "the walk does not end"
        accept = {"Accept": "text/html,*/*"}
        answer = await browser.get(address, headers=accept, follow_redirects=True)
        expected = 404 if address.endswith("/nothing") else 200
        if answer.status_code not in (expected, 403):
            wrong.add(f"{answer.status_code} {address}")
        kind = answer.headers.get("content-type", "")
        found, posted = named_in(answer.text, kind)
        for written in found | posted:
            if absolute(written, address) and not below(written, address, proxy):
                wrong.add(f"{written} on {address}")
        left += filter(None, (absolute(each, address) for each in found))
    return wrong


def below(written: str, page: str, proxy: Proxy) -> bool:
    """Whether an address leads below the path, or away from this host altogether."""
    whole = absolute(written, page)
    if urlsplit(whole).netloc != urlsplit(proxy.url).netloc:
        return True
    return urlsplit(whole).path.startswith(f"{PATH}/")


@pytest.mark.parametrize("role", PAGES)
async def test_every_address_that_somebody_is_shown_leads_below_the_path(
    served: tuple[Web, Proxy], role: Role | None
) -> None:
    web, proxy = served
    async with web.browser() as browser:
        if role:
            await sign_in(browser, proxy, role)
        with_files = role in {None, Role.ADMIN}  # who are shown all of them
        assert await walk(browser, proxy, PAGES[role], with_files) == set()
    assert proxy.strays == []


async def test_what_search_engines_and_other_sites_are_told_bears_the_path(
    served: tuple[Web, Proxy],
) -> None:
    web, proxy = served
    async with web.browser() as browser:
        sitemap = (await browser.get(f"{proxy.url}/sitemap.xml")).text
        listed = re.findall("<loc>(.*?)</loc>", sitemap)
        assert f"{proxy.url}/help/card_arrival" in listed
        assert all(each.startswith(f"{proxy.url}/help") for each in listed)
        assert (
            f"Sitemap: {proxy.url}/sitemap.xml"
            in (await browser.get(proxy.url + "/robots.txt")).text
        )
        article = (await browser.get(f"{proxy.url}/help/card_arrival")).text
        assert f'rel="canonical" href="{proxy.url}/help/card_arrival"' in article
        assert f'href="{PATH}/help/pin"' in article
        assert re.search(f'href="{PATH}/help/contact"[^>]*>prices', article)
        asked = await browser.get(
            f"{proxy.url}/desk?conversation=x", headers={"Accept": "text/html"}
        )
        assert asked.headers["location"] == f"{PATH}/login?next=/desk%3Fconversation%3Dx"
