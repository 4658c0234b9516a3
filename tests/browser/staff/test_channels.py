"""The page of connections in a real browser: for admins, with and without connections."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from core.channels import Delivery, Outgoing, Styled, Tally
from core.staff import Role
from launch.paths import HOME
from store.channels import Identities, Outbox, Post, Tallies
from tests.support.browser.accessibility import LOOKS, barriers
from tests.support.browser.site import PASSWORD, Site, running_site
from tests.support.stack import CONNECTION_SECRETS
from tests.support.vendors.telegram import TelegramVendor

if TYPE_CHECKING:
    from playwright.sync_api import Page

NONE = "connections: {}\n"
CONNECTIONS = """connections:
  telegram: {{kind: telegram, label: Telegram, api: "{api}", account: tern_help_bot}}
  whatsapp: {{kind: whatsapp, label: WhatsApp for business customers, account: "106540352242922"}}
"""


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(HOME / "settings", tmp_path_factory.mktemp("of") / "settings"))


@pytest.fixture(scope="module")
def site(
    redis_url: str, settings: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """The web process alone, whose Telegram has its secrets."""
    given = {n: value for n, value in CONNECTION_SECRETS.items() if "TELEGRAM" in n}
    folder = tmp_path_factory.mktemp("site")
    with running_site(redis_url, folder, EFFIE_SETTINGS=str(settings), **given) as site:
        site.add_staff("Ravi Menon", Role.ADMIN)
        yield site


@pytest.fixture(scope="module")
def vendor(site: Site) -> Iterator[TelegramVendor]:
    """Telegram, where two customers have written and one has blocked us."""
    with TelegramVendor(site.url) as vendor:
        people, outbox = Identities(site.database), Outbox(site.database)
        for who, name in ((str(vendor.customer), "Ana Lima"), ("7", "Ben Okafor")):
            people.meet("telegram", who, name, "en")
            vendor.started.add(who)
        for number in range(3):
            message = Outgoing(number, 0, Styled("Hello"))
            outbox.add([Post("telegram", "7", "", f"old:{number}", message)])
            (posted,) = [each for each in outbox.of("") if each.message.upto == number]
            outbox.note_failed(posted, "They have blocked us on Telegram, or left.")
        Tallies(site.database).add("telegram", Tally.UNKNOWN, 4)
        yield vendor


def open_page(page: Page, site: Site, place: str = "/channels") -> None:
    page.goto(f"{site.url}{place}")
    page.get_by_label("E-mail address").fill("ravi@tern.example")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("navigation", name="Staff").wait_for()


def wait_for_connections(page: Page, wanted: str) -> None:
    """Open the page anew until the settings have been read."""
    while not page.get_by_role("heading", name=wanted).count():
        page.reload()


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_everybody_can_use_it_with_and_without_connections(
    site: Site,
    vendor: TelegramVendor,
    settings: Path,
    new_page: Callable[..., Page],
    width: int,
    scheme: str,
) -> None:
    page = new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    (settings / "connections.yml").write_text(NONE)
    open_page(page, site)
    wait_for_connections(page, "Nothing is connected yet")
    found = {"empty": barriers(page)}
    (settings / "connections.yml").write_text(CONNECTIONS.format(api=vendor.url))
    wait_for_connections(page, "Telegram")
    for summary in page.locator("summary").all():
        summary.click()
    found["connected"] = barriers(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_role("link", name="How to set it up, step by step").first.click()
    page.get_by_role("heading", name="A Telegram bot").wait_for()
    found["guide"] = barriers(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert {state: problems for state, problems in found.items() if problems} == {}


def test_an_admin_sends_a_test_message_and_is_told_what_came_of_it(
    site: Site, vendor: TelegramVendor, settings: Path, page: Page
) -> None:
    (settings / "connections.yml").write_text(CONNECTIONS.format(api=vendor.url))
    open_page(page, site)
    wait_for_connections(page, "Telegram")
    telegram = page.get_by_role("region", name="Telegram")
    telegram.get_by_text("The last 3 messages have failed.").wait_for()
    telegram.get_by_label("To whom").select_option(str(vendor.customer))
    telegram.get_by_role("button", name="Send a test message").click()
    told = telegram.get_by_role("status")
    told.wait_for()
    while "waits to be sent" in told.inner_text():  # a slow machine: the page says so itself
        page.reload()
    assert "The test message to Ana Lima" in told.inner_text()
    assert "was sent" in told.inner_text()
    assert "This is a test" in vendor.shown()[0]["text"]
    assert Outbox(site.database).of("")[-1].state is Delivery.SENT
