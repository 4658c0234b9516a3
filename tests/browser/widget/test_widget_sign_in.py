"""Signing in and out on a page that the chat is on."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

import jwt
import pytest

from tests.support.browser.site import Site
from tests.support.waiting import wait_until

if TYPE_CHECKING:
    from playwright.sync_api import Page

SECRET = "another secret for tests, long enough too"
KEPT = "Object.keys({...localStorage, ...sessionStorage}).filter((key) => key.startsWith('effie:'))"


@pytest.fixture
def visitor(site: Site, page: Page) -> Page:
    visit(page, site)
    return page


def visit(page: Page, site: Site) -> None:
    page.goto(f"{site.url}/help/contact")
    page.get_by_role("button", name="Open the chat").wait_for()


def say(page: Page, text: str) -> None:
    if page.get_by_role("button", name="Open the chat").is_visible():
        page.get_by_role("button", name="Open the chat").click()
    page.get_by_label("Your message", exact=True).fill(text)
    page.keyboard.press("Enter")
    page.locator(".mine[data-delivery=sent]", has_text=text).wait_for()


def call(page: Page, method: str, *arguments: str) -> None:
    page.evaluate(
        "([method, ...given]) => document.querySelector('effie-widget')[method](...given)",
        [method, *arguments],
    )


def vouch(customer: str) -> str:
    return jwt.encode({"sub": customer, "name": customer, "exp": time.time() + 600}, SECRET)


def conversation(page: Page, customer: str) -> str:
    """The conversation that this browser keeps for a customer."""
    kept = "localStorage[`effie:${location.host}:${customer}:session`]"
    wait_until(lambda: page.evaluate(f"(customer) => Boolean({kept})", customer))
    return str(page.evaluate(f"(customer) => JSON.parse({kept}).conversation", customer))


def test_a_visitor_who_signs_in_goes_on_with_the_same_conversation(
    site: Site, visitor: Page
) -> None:
    say(visitor, "my card is gone")
    begun = conversation(visitor, "visitor")
    visitor.get_by_label("Your message", exact=True).fill("and also")
    call(visitor, "identify", vouch("maya"))
    assert conversation(visitor, "maya") == begun
    visitor.locator(".mine", has_text="my card is gone").wait_for()
    assert visitor.get_by_label("Your message", exact=True).input_value() == "and also"
    left = "/visitor:(session|outbox|seen|draft)$/.test(key)"
    wait_until(lambda: visitor.evaluate(f"{KEPT}.filter((key) => {left})") == [])
    say(visitor, "it was stolen")


def test_what_somebody_else_said_here_before_stays_theirs(site: Site, visitor: Page) -> None:
    say(visitor, "something private")
    begun = conversation(visitor, "visitor")
    visitor.evaluate("sessionStorage.clear()")  # the next one comes in a tab of their own
    visit(visitor, site)
    call(visitor, "identify", vouch("maya"))
    say(visitor, "hello, Maya here")
    assert conversation(visitor, "maya") != begun
    assert visitor.get_by_text("something private").count() == 0


def test_after_signing_out_no_tab_shows_what_was_said(site: Site, visitor: Page) -> None:
    call(visitor, "identify", vouch("noor"))
    say(visitor, "something private")
    other = visitor.context.new_page()
    visit(other, site)
    call(other, "identify", vouch("noor"))
    other.get_by_role("button", name="Open the chat").click()
    other.get_by_text("something private").wait_for()

    call(visitor, "forget")
    for page in (visitor, other):
        page.get_by_role("button", name="Open the chat").wait_for()
        page.get_by_text("something private").wait_for(state="detached")
    kept = KEPT + ".filter((key) => /session|outbox|seen/.test(key))"
    wait_until(lambda: visitor.evaluate(kept) == [])
    say(visitor, "somebody new")
    assert visitor.get_by_text("something private").count() == 0
    say(other, "somebody new, too")


def test_another_customer_on_the_same_page_begins_with_an_empty_chat(
    site: Site, visitor: Page, new_page: Callable[..., Page]
) -> None:
    call(visitor, "identify", vouch("omar"))
    say(visitor, "omar's secret")
    call(visitor, "identify", vouch("zoe"))
    visitor.get_by_text("omar's secret").wait_for(state="detached")
    say(visitor, "zoe's question")
    call(visitor, "identify", vouch("omar"))
    visitor.locator(".mine", has_text="omar's secret").wait_for()
    assert visitor.get_by_text("zoe's question").count() == 0
