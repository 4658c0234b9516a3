"""The widget's way to a messenger and back, and the desk that looks on."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest
from ruamel.yaml import YAML

from core.conversations import Author
from core.staff import Role
from launch.paths import HOME
from store.conversations import Conversations
from tests.browser.widget.test_widget_sign_in import say, visit
from tests.support.browser.accessibility import barriers
from tests.support.browser.pages import AgentPage
from tests.support.browser.site import PASSWORD, Site, running_site
from tests.support.stack import CONNECTION_SECRETS
from tests.support.vendors.telegram import TelegramVendor
from tests.support.waiting import wait_until

if TYPE_CHECKING:
    from playwright.sync_api import Page

GO_ON = "Go on somewhere else"
WIDE, NARROW = {"width": 1440, "height": 900}, {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def linked(
    redis_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Site, TelegramVendor]]:
    """A site with a Telegram bot."""
    var = tmp_path_factory.mktemp("linked")
    settings = shutil.copytree(HOME / "settings", var / "settings")
    with TelegramVendor("") as vendor:
        connection = {"telegram": {"kind": "telegram", **vendor.settings}}
        YAML().dump({"connections": connection}, settings / "connections.yml")
        more = {"EFFIE_SETTINGS": str(settings), **CONNECTION_SECRETS}
        with running_site(redis_url, var, **more) as site:
            vendor.address = f"{site.url}/channels/telegram"
            yield site, vendor


def saw(vendor: TelegramVendor, part: str) -> None:
    wait_until(lambda: any(part in each["text"] for each in vendor.shown()))


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["1440", "390"])
def test_the_conversation_goes_to_telegram_only_if_both_ends_say_yes(
    linked: tuple[Site, TelegramVendor], new_page: Callable[..., Page], size: dict[str, int]
) -> None:
    site, vendor = linked
    page = new_page(viewport=size)
    visit(page, site)
    page.get_by_role("button", name="Open the chat").click()
    say(page, "my card was swallowed")
    page.get_by_role("button", name=GO_ON).click()
    page.get_by_role("button", name="Continue on Telegram").wait_for()
    found = barriers(page)
    page.get_by_role("button", name="Continue on Telegram").click()
    code = page.locator(".code").inner_text()
    link = page.get_by_role("link", name="Open Telegram").get_attribute("href")
    assert link == f"https://t.me/tern_help_bot?start={code}"
    assert page.locator(".qr path").get_attribute("d")
    found += barriers(page)
    vendor.say(f"/start {code}", 1_000 + size["width"])
    page.get_by_text("“Ana” on Telegram wants to go on").wait_for()
    saw(vendor, f"number {page.locator('.continuing-number').inner_text()}")
    found += barriers(page)
    page.get_by_role("button", name="Yes, that is me").click()
    page.get_by_text("Now say yes on Telegram as well.").wait_for()
    vendor.tap("Yes", 1_000 + size["width"])
    page.get_by_text("It goes on on Telegram.").wait_for()
    page.get_by_role("button", name="Back to the conversation").click()
    page.get_by_label("Your message", exact=True).wait_for()
    assert not found


def test_the_desk_shows_who_they_are_on_each_channel_and_sends_again_what_failed(
    linked: tuple[Site, TelegramVendor], new_page: Callable[..., Page]
) -> None:
    site, vendor = linked
    who = 5_000
    vendor.say("hello", who)
    conversation = ""

    def begun() -> bool:
        nonlocal conversation
        with site.database.reading() as db:
            rows = db.exec_driver_sql(
                f"SELECT conversation FROM identities WHERE external = '{who}'"
            ).all()
        conversation = rows[0][0] if rows else ""
        return bool(conversation)

    wait_until(begun)
    vendor.blocked.add(str(who))
    site.say(conversation, "I look into it.", Author.AGENT)
    assert Conversations(site.database).get(conversation).channel == "telegram"
    agent = AgentPage(new_page(viewport=WIDE))
    agent.sign_in(site.url, site.add_staff("Sue Super", Role.SUPERVISOR), PASSWORD)
    agent.page.goto(f"{site.url}/desk?conversation={conversation}")
    agent.see("On which channels")
    agent.see("Hint, not proven: calls themselves Ana, app in en")
    agent.see("Not delivered on Telegram.")
    vendor.blocked.clear()
    agent.page.get_by_role("button", name="Send again").click()
    saw(vendor, "I look into it.")
    agent.page.get_by_text("Not delivered on Telegram.").wait_for(state="detached")
    assert not barriers(agent.page), json.dumps(vendor.refused)
