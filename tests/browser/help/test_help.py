"""The help centre in a real browser: searching while typing, and help offered with an article."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

import httpx
import pytest
from ruamel.yaml import YAML

from store.conversations import Pages
from store.database import Database
from tests.support.browser.accessibility import barriers
from tests.support.browser.pages import CustomerPage
from tests.support.stack import Stack
from tests.support.waiting import PATIENCE, wait_until

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

ARTICLE = "/help/card_arrival"
UNKNOWN = "do you give mortgages for houseboats?"
LINGERED = 3  # seconds until help is offered


def page_text(stack: Stack) -> str:
    headers = {"accept": "text/html"}
    return httpx.get(stack.web_url + ARTICLE, headers=headers, timeout=PATIENCE).text


@pytest.fixture(scope="module", autouse=True)
def short_patience(stack: Stack) -> Iterator[None]:
    """Offer help after seconds instead of minutes."""
    file, yaml = stack.settings / "help.yml", YAML()
    before = file.read_text()
    settings = yaml.load(before)
    settings["offer_after_seconds"] = LINGERED
    yaml.dump(settings, file)
    offered = f'data-effie-offer-after="{LINGERED}"'
    wait_until(lambda: offered in page_text(stack))
    yield
    file.write_text(before)


def test_searching_while_typing_leads_to_the_article_by_keyboard_alone(
    stack: Stack, page: Page
) -> None:
    page.goto(f"{stack.web_url}/help")
    search = page.get_by_role("combobox", name="Search the help centre")
    search.press_sequentially("how do i change the pin of my card")
    page.locator("[role=listbox]:not([aria-busy])").wait_for()
    option = page.get_by_role("option").first
    assert "Change your card's PIN" in (option.text_content() or "")
    assert search.get_attribute("aria-expanded") == "true"
    search.press("ArrowDown")
    assert option.get_attribute("aria-selected") == "true"
    assert search.get_attribute("aria-activedescendant") == option.get_attribute("id")
    assert barriers(page) == []
    search.press("Enter")
    page.get_by_role("heading", name="Change your card's PIN", level=1).wait_for()
    assert barriers(page) == []


def test_what_was_chosen_among_suggestions_stays_chosen_when_fresher_ones_come(
    stack: Stack, page: Page
) -> None:
    page.goto(f"{stack.web_url}/help")
    search = page.get_by_role("combobox", name="Search the help centre")
    search.press_sequentially("change pin")
    fresh = page.locator("[role=listbox]:not([aria-busy])")
    fresh.wait_for()
    chosen = page.locator("[role=option][aria-selected=true]")

    def choose_first(route: Route) -> None:
        if route.request.url.endswith("card"):
            search.press("ArrowDown")
        route.continue_()

    page.route("**/help/suggest?*", choose_first)
    search.press_sequentially(" card")
    fresh.wait_for()
    assert "Change your card's PIN" in (chosen.text_content() or "")


def test_a_question_without_an_article_is_carried_into_the_chat(
    stack: Stack, customer: CustomerPage
) -> None:
    customer.page.goto(f"{stack.web_url}/help")
    customer.page.get_by_role("combobox").fill(UNKNOWN)
    customer.page.get_by_role("option", name="Ask in the chat").click()
    customer.page.locator(".mine .bubble", has_text=UNKNOWN).wait_for()
    customer.see("Waiting for a person")
    assert customer.page.url.endswith("/help"), "the page stays"


def test_help_is_offered_once_about_the_article_and_never_again_after_a_no(
    stack: Stack, page: Page
) -> None:
    page.goto(stack.web_url + ARTICLE)
    offer = page.get_by_role("region", name="Is something about “Track a card")
    offer.wait_for()
    assert barriers(page) == []
    offer.get_by_role("button", name="No, thanks").click()
    page.clock.install()
    page.goto(f"{stack.web_url}/help/change_pin")
    page.locator("effie-widget .launcher").wait_for()
    page.clock.run_for((LINGERED + 2) * 1000)
    assert page.locator(".offer").is_hidden()
    page.get_by_role("link", name="Contact us").first.click()
    page.wait_for_url("**/help/contact")


def test_who_reaches_for_contact_us_gets_help_with_the_article_and_a_person_knows_it(
    stack: Stack, customer: CustomerPage
) -> None:
    page = customer.page
    page.goto(stack.web_url + ARTICLE)
    page.locator("effie-widget .launcher").wait_for()
    page.get_by_role("link", name="Contact us").first.click()
    customer.press("Yes, in the chat")
    customer.see("You have read “Track a card that is on its way to you”")
    customer.page.get_by_role("group").get_by_role("button", name="Talk to a person").click()
    customer.see("Waiting for a person")
    (visit,) = visits(stack, page)
    assert visit == f"{stack.web_url}{ARTICLE}"


def visits(stack: Stack, page: Page) -> list[str]:
    """The pages that the context shows of the conversation in this browser."""
    kept = page.evaluate("Object.entries(localStorage).find(([k]) => k.endsWith(':session'))[1]")
    database = Database(stack.database_url)
    try:
        found = Pages(database).of(json.loads(kept)["conversation"])
        return [visit.page.url for visit in found]
    finally:
        database.close()
