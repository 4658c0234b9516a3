"""What the browser tests share."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from typing import TYPE_CHECKING

import httpx
import pytest

from core.staff import Role, StaffMember
from launch.preparing.system_packages import CHROMIUM
from store.articles import Articles
from store.database import Database
from tests.support.browser.host_page import serve_host_page
from tests.support.browser.pages import AgentPage, CustomerPage
from tests.support.browser.site import Site, running_site
from tests.support.stack import Stack
from tests.support.waiting import PATIENCE, wait_until

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

SHOWN_OF_A_PAGE = 4_000  # characters
CONTEXTS = pytest.StashKey["list[BrowserContext]"]()
BROWSER_OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Chromium, driven synchronously.

    Ends with this folder: while it runs, an event loop of its own keeps async tests from starting.
    """
    playwright = pytest.importorskip("playwright.sync_api", reason="run 'make test' to install it")
    chromium = CHROMIUM.find()
    if chromium is None:
        pytest.skip("There is no Chromium; install it (apt install chromium) to run browser tests.")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=BROWSER_OPTIONS)
        yield browser
        browser.close()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Show what stood on the pages when a test failed."""
    report = yield
    if report.failed:
        for context in item.stash.get(CONTEXTS, []):
            report.sections += [(f"page {page.url}", _words_of(page)) for page in context.pages]
    return report


def _words_of(page: Page) -> str:
    try:
        return str(page.evaluate("document.body.innerText"))[:SHOWN_OF_A_PAGE]
    except Exception as error:  # whatever it is, it must not hide why the test failed
        return f"(not to be read: {error})"


@pytest.fixture
def new_page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Callable[..., Page]]:
    """Open pages, each in a browser of its own; options as for a browser context."""
    contexts: list[BrowserContext] = []
    request.node.stash[CONTEXTS] = contexts

    def open_page(**options: object) -> Page:
        contexts.append(browser.new_context(**options))
        contexts[-1].set_default_timeout(PATIENCE * 1000)
        return contexts[-1].new_page()

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    """An empty tab with cookies of its own."""
    return new_page()


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


def served_revision(stack: Stack) -> int:
    """Return up to which change of the articles the assistant answers."""
    told = httpx.get(f"{stack.actions_url}/knowledge", timeout=PATIENCE).json()
    return int(told["revision"])


@pytest.fixture
def takes_back_articles(stack: Stack) -> Iterator[None]:
    """Withdraw what a test has published: the next one asks the articles as they are shipped."""
    database = Database(stack.database_url)
    articles = Articles(database)
    before = {article.slug: article for article in articles.live()[1]}
    versions = {each.slug: each.version for each in articles.listed()}
    yield
    somebody = StaffMember("tests", "tests@t.example", "Tests", Role.ADMIN)
    for article in articles.live()[1]:
        if article.slug not in before:
            articles.withdraw(article.slug, "the test is over", somebody)
        elif article != before[article.slug]:
            articles.restore(article.slug, versions[article.slug], "the test is over", somebody)
    wait_until(lambda: served_revision(stack) >= articles.revision())
    database.close()
