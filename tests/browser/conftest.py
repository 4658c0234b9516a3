"""What the browser tests share."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import httpx
import pytest

from core.staff import Role, StaffMember
from store.articles import Articles
from store.database import Database
from tests.browser.host_page import serve_host_page
from tests.browser.pages import AgentPage, CustomerPage
from tests.browser.site import Site, running_site
from tests.stack import Stack

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SERVED_WITHIN = 30.0  # seconds


@pytest.fixture
def new_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open pages, each in a browser of its own; options as for a browser context."""
    contexts = []

    def open_page(**options: object) -> Page:
        contexts.append(browser.new_context(**options))
        return contexts[-1].new_page()

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def customer(page: Page) -> CustomerPage:
    return CustomerPage(page)


@pytest.fixture
def agent(new_page: Callable[..., Page]) -> AgentPage:
    return AgentPage(new_page())


@pytest.fixture(scope="module")
def site(redis_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The web process alone, on an empty record."""
    with running_site(redis_url, tmp_path_factory.mktemp("site")) as site:
        yield site


@pytest.fixture
def host_page(page: Page) -> None:
    """The page is one that embeds the widget, away from any service."""
    serve_host_page(page)


@pytest.fixture
def takes_back_articles(stack: Stack) -> Iterator[None]:
    """Withdraw what a test has published: the next one asks the articles as they are shipped."""
    database = Database(stack.database_url)
    articles = Articles(database)
    before = {article.slug for article in articles.live()[1]}
    yield
    somebody = StaffMember("tests", "tests@t.example", "Tests", Role.ADMIN)
    for article in articles.live()[1]:
        if article.slug not in before:
            articles.withdraw(article.slug, "the test is over", somebody)
    until = time.monotonic() + SERVED_WITHIN
    while httpx.get(f"{stack.actions_url}/knowledge").json()["revision"] < articles.revision():
        assert time.monotonic() < until, "the actions process does not follow the record"
        time.sleep(0.1)
    database.close()
