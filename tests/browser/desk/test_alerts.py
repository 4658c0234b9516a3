"""What tells an agent who looks elsewhere: the title, a sound, and a notification."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from core.conversations import Author, Profile
from tests.support.browser.pages import AgentPage
from tests.support.browser.site import PASSWORD, Site
from tests.support.waiting import wait_until

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page as Tab

# What the browser itself was asked for: a window without a screen shows and plays nothing.
WATCHED = """
    window.told = []; window.tones = 0; window.isElsewhere = false;
    document.hasFocus = () => !window.isElsewhere;
    const Real = window.Notification;
    window.Notification = class extends Real {
      static get permission() { return "granted"; }
      constructor(title, options) {
        super(title, options);
        window.told.push([title, options.body]);
      }
    };
    const start = OscillatorNode.prototype.start;
    OscillatorNode.prototype.start = function (...at) { window.tones += 1; start.apply(this, at); };
"""


def at_the_desk(site: Site, new_page: Callable[..., Tab], name: str) -> Tab:
    page = new_page()
    page.add_init_script(WATCHED)
    AgentPage(page).sign_in(site.url, site.add_staff(name), PASSWORD)
    page.keyboard.press("Shift")  # browsers let a page be heard once somebody did something on it
    return page


def test_new_work_stands_in_the_title_and_is_heard(
    site: Site, new_page: Callable[..., Tab]
) -> None:
    page = at_the_desk(site, new_page, "Tina Title")
    before = page.title()
    first = site.hand_off([(Author.CUSTOMER, "the shop is closed")], Profile("ina", "Ina New"))
    site.say(first, "is anybody there?")
    page.locator(".ticket", has_text="Ina New").wait_for()
    wait_until(lambda: re.match(r"\(\d+\) ", page.title()) is not None)
    assert page.title().endswith(before.split(") ")[-1])
    wait_until(lambda: page.evaluate("window.tones") == 2)
    page.get_by_role("button", name="Alerts").click()
    page.get_by_label("Sound").uncheck()
    second = site.hand_off([(Author.CUSTOMER, "a second one")], Profile("ivo", "Ivo New"))
    site.say(second, "hello?")
    page.locator(".ticket", has_text="Ivo New").wait_for()
    assert page.evaluate("window.tones") == 2, "the sound is off"


def test_a_notification_tells_who_waits_only_to_who_looks_elsewhere(
    site: Site, new_page: Callable[..., Tab]
) -> None:
    page = at_the_desk(site, new_page, "Nils Notice")
    page.get_by_role("button", name="Alerts").click()
    page.get_by_label("Desktop notifications").check()
    seen = site.hand_off([(Author.CUSTOMER, "while they look")], Profile("s", "Sia Seen"))
    site.say(seen, "hello?")
    page.locator(".ticket", has_text="Sia Seen").wait_for()
    assert page.evaluate("window.told") == []
    page.evaluate("window.isElsewhere = true")
    away = site.hand_off([(Author.CUSTOMER, "my parcel is gone")], Profile("a", "Abe Away"))
    site.say(away, "please help")
    wait_until(lambda: page.evaluate("window.told.length") == 1)
    ((title, body),) = page.evaluate("window.told")
    assert title == "Waiting: Abe Away"
    assert body in {"my parcel is gone", "please help"}
