"""A customer whom the site vouches for finds their conversations on whatever device they are."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from core.conversations import Author, Profile
from tests.browser.widget.test_widget_sign_in import call, conversation, say, visit, vouch
from tests.support.browser.accessibility import barriers
from tests.support.browser.site import Site

if TYPE_CHECKING:
    from playwright.sync_api import Page

FIRST, SECOND = "where is my card?", "how do i top up by cheque?"


def come(site: Site, page: Page, customer: str) -> Page:
    visit(page, site)
    call(page, "identify", vouch(customer))
    page.get_by_role("button", name="Open the chat").click()
    return page


def own(page: Page) -> None:
    page.get_by_role("button", name="Your conversations").click()


def test_on_another_device_the_conversation_goes_on_live_and_earlier_ones_are_found(
    site: Site, new_page: Callable[..., Page]
) -> None:
    first = site.hand_off([(Author.CUSTOMER, FIRST)], Profile("lena", "Lena"))
    laptop = come(site, new_page(viewport={"width": 1280, "height": 800}), "lena")
    phone = come(site, new_page(viewport={"width": 390, "height": 760}), "lena")
    for page in (laptop, phone):
        page.locator(".mine", has_text=FIRST).wait_for()
    site.say(first, "I am looking into it.", Author.AGENT)
    for page in (laptop, phone):
        page.get_by_text("I am looking into it.").wait_for()

    own(laptop)
    laptop.get_by_role("button", name=FIRST).and_(laptop.locator("[aria-current]")).wait_for()
    found = barriers(laptop)
    laptop.get_by_role("button", name="New question").click()
    laptop.get_by_text("I am looking into it.").wait_for(state="detached")
    say(laptop, SECOND)
    second = conversation(laptop, "lena")
    assert second != first
    site.say(second, SECOND)

    own(phone)
    phone.get_by_role("button", name=SECOND).wait_for()
    found += barriers(phone)
    phone.keyboard.press("Escape")
    phone.locator(".mine", has_text=FIRST).wait_for()
    own(phone)
    phone.get_by_role("button", name=SECOND).click()
    phone.locator(".mine", has_text=SECOND).wait_for()
    assert phone.get_by_text("I am looking into it.").count() == 0
    assert conversation(phone, "lena") == second
    assert not found


def test_a_customer_who_never_wrote_is_told_what_will_stand_there(site: Site, page: Page) -> None:
    come(site, page, "mara")
    own(page)
    page.get_by_text("What you ask is kept here, on all your devices.").wait_for()


def test_a_visitor_is_offered_no_conversations(site: Site, page: Page) -> None:
    visit(page, site)
    page.get_by_role("button", name="Open the chat").click()
    page.get_by_role("button", name="Close the chat").first.wait_for()
    assert page.get_by_role("button", name="Your conversations").count() == 0
