"""What somebody does on a page before its scripts are there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from core.staff import Role
from tests.support.browser.site import PASSWORD, Site

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route


@pytest.fixture(scope="module")
def email(site: Site) -> str:
    return site.add_staff("Kim Early", Role.ADMIN)


@pytest.fixture
def console(site: Site, page: Page, email: str) -> Page:
    page.goto(f"{site.url}/login?next=/account")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("heading", name="Your account").wait_for()
    return page


@contextmanager
def without_scripts(page: Page, address: str, scripts: str) -> Iterator[None]:
    """Open a page whose scripts arrive only once the block is through."""
    held: list[Route] = []
    page.route(scripts, lambda route: held.append(route))
    page.goto(address, wait_until="commit")
    yield
    page.unroute(scripts)  # lets go of what is held


def test_a_form_sent_before_its_script_is_there_is_taken(site: Site, console: Page) -> None:
    with without_scripts(console, f"{site.url}/console/new", "**/console/**/*.js"):
        console.get_by_label("Title").fill("Bring a cat")
        console.get_by_label("A question it answers").fill("may my cat come in")
        console.get_by_role("button", name="Write it").click()
    console.wait_for_url("**/console/articles/bring_a_cat")
    assert console.get_by_label("Question 1", exact=True).input_value() == "may my cat come in"


def test_enter_and_a_second_press_before_the_script_is_there_make_one_article(
    site: Site, console: Page
) -> None:
    with without_scripts(console, f"{site.url}/console/new", "**/console/**/*.js"):
        console.get_by_label("Title").fill("Bring a dog")
        console.keyboard.press("Enter")
        console.get_by_role("button", name="Write it").click()
    console.wait_for_url("**/console/articles/bring_a_dog")
    console.goto(f"{site.url}/console?q=Bring+a+dog")
    console.get_by_role("link", name="Bring a dog").wait_for()
    assert console.get_by_role("link", name="Bring a dog").count() == 1


def test_words_typed_before_the_script_is_there_are_searched_for(site: Site, console: Page) -> None:
    with without_scripts(console, f"{site.url}/console", "**/console/**/*.js"):
        console.get_by_label("Search the articles").fill("no such words")
    console.wait_for_url("**q=no+such+words*")
    assert console.get_by_label("Search the articles").input_value() == "no such words"


def test_a_shortcut_and_what_is_typed_after_it_reach_the_field(site: Site, console: Page) -> None:
    with without_scripts(console, f"{site.url}/console", "**/console/**/*.js"):
        console.get_by_label("Search the articles").wait_for()
        console.keyboard.type("/cat")
    console.wait_for_url("**q=cat*")
    assert console.get_by_label("Search the articles").input_value() == "cat"


def test_a_button_pressed_before_the_script_is_there_acts(site: Site, console: Page) -> None:
    with without_scripts(console, f"{site.url}/desk", "**/desk/main.js"):
        console.get_by_role("button", name="Keyboard shortcuts").click()
    console.get_by_role("heading", name="Keyboard").wait_for()


def test_signing_out_needs_no_script(site: Site, console: Page) -> None:
    with without_scripts(console, f"{site.url}/desk", "**/desk/main.js"):
        console.get_by_role("button", name="Sign out").click()
        console.get_by_role("heading", name="Sign in to").wait_for()


def test_the_chat_asked_for_before_it_is_there_opens(site: Site, page: Page) -> None:
    with without_scripts(page, f"{site.url}/help/contact", "**/widget/main.js"):
        page.locator("button[data-effie-open]").first.click()
    page.get_by_label("Your message", exact=True).wait_for()


def test_a_question_taken_to_the_chat_before_it_is_there_is_asked_in_it(
    site: Site, page: Page
) -> None:
    words = "may a dinosaur have a card?"
    with without_scripts(page, f"{site.url}/help/search?q={words}", "**/widget/main.js"):
        asks = page.get_by_role("link", name="Ask this in the chat")
        asks.click()
        asks.click()
    page.locator(".mine .bubble", has_text=words).wait_for()
    assert page.locator(".mine .bubble").count() == 1
    assert "/help/search" in page.url, "the page stays"


def test_without_the_chat_a_question_leads_to_the_other_ways(site: Site, page: Page) -> None:
    page.clock.install()
    with without_scripts(page, f"{site.url}/help/search?q=dinosaur", "**/widget/main.js"):
        page.get_by_role("link", name="Ask this in the chat").click()
        page.clock.run_for(6_000)
        page.wait_for_url("**/help/contact", wait_until="commit")
