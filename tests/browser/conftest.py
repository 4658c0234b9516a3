"""What the browser tests share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

from tests.browser.host_page import serve_host_page
from tests.browser.pages import AgentPage, CustomerPage
from tests.browser.site import Site, running_site

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


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
