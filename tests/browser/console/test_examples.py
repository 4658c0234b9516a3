"""Suggested examples: taught by a customer's tap, accepted at the console, and answered from."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import httpx
import pytest

from core.staff import Role
from core.suggested_examples import Check
from store.articles import Articles
from store.suggested_examples import ExampleCollector, SuggestedExamples
from tests.browser.console.test_gaps import Manager
from tests.support.articles import an_article, let_live
from tests.support.browser.accessibility import LOOKS, barriers
from tests.support.browser.console_page import Console
from tests.support.browser.pages import CustomerPage
from tests.support.browser.site import PASSWORD, Site
from tests.support.stack import Stack
from tests.support.talk import Talk
from tests.support.waiting import PATIENCE

if TYPE_CHECKING:
    from playwright.sync_api import Page

VAGUE = (
    "what happens with my top up now",
    "money is missing from my card",
    "my payment is still not there",
)


def asked_back(stack: Stack) -> tuple[str, str]:
    """Return a question that the bot asks back, and the title on its first button."""
    for words in VAGUE:
        answer = httpx.get(f"{stack.actions_url}/search", params={"q": words}, timeout=PATIENCE)
        found = answer.json()
        if found["decision"] == "clarify":
            return words, found["hits"][0]["title"]
    raise AssertionError("each of these is answered at once: find vaguer words")


@pytest.mark.usefixtures("takes_back_articles")
def test_what_one_customer_meant_is_accepted_and_understood_at_once_from_then_on(
    stack: Stack, customer: CustomerPage, new_page: Callable[..., Page]
) -> None:
    words, title = asked_back(stack)
    customer.open(stack.web_url)
    customer.say(words)
    customer.press(title)
    customer.see("Did this help?")
    customer.press("Yes")
    kim = Manager(new_page(viewport={"width": 1440, "height": 900}))
    kim.sign_in(stack.web_url, "kim@tern.example", stack.demo_password, "/console/examples")
    page = kim.page
    row = page.locator(".example-group li", has_text=words)
    kim.reload_until(row.get_by_text("1 × button pressed, and it helped"))
    row.get_by_role("checkbox").check()
    page.get_by_role("button", name="Accept", exact=True).click()
    page.get_by_role("link", name=f"See what it changes for “{title}”").click()
    page.get_by_text(words).first.wait_for()
    Console(page, stack).publish_here("A customer taught it")
    other = CustomerPage(new_page())
    other.open(stack.web_url)
    other.say(words)
    other.see("Did this help?")
    assert title not in other.page.get_by_role("button").all_inner_texts()


@pytest.fixture(scope="module")
def manager(site: Site) -> str:
    """A record with suggested examples of every standing; the assistant is away."""
    database = site.database
    titles = {"fees": "What it costs", "shells": "Paying with shells"}
    let_live(database, *(an_article(slug, title) for slug, title in titles.items()))
    taught = {
        "can I pay with shells": "shells",
        "is it dear to send money": "fees",
        "does my card 4111 1111 1111 1111 cost anything": "fees",
        "are shells money or what does it cost": "shells",
        "a question for both, shells or fees": "fees",
    }
    for number, (words, slug) in enumerate(taught.items()):
        talk = Talk(database, f"taught-{number}")
        talk.customer(words)
        talk.bot("answer", slug)
        talk.customer("Yes", "helped:yes")
    both = Talk(database, "taught-both")
    both.customer("a question for both, shells or fees")
    both.bot("answer", "shells")
    both.customer("Yes", "helped:yes")
    collector, suggested = ExampleCollector(database), SuggestedExamples(database)
    while collector.collect():
        pass
    for each in collector.waiting():
        known = {words: meaning for meaning, words in collector.meanings().items()}
        collector.assign({each.id: known.get(each.words, "new")})
    sure = {each.id: 0.1 if "are shells" in each.words else 0.6 for each in suggested.unchecked(1)}
    checks = {number: Check(belief, "fees", 0.2) for number, belief in sure.items()}
    suggested.note_checks(checks, 1_000_000)
    return site.add_staff("Mia Manager", Role.CONTENT_MANAGER)


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_the_list_of_examples_can_be_used_by_everybody(
    site: Site, manager: str, new_page: Callable[..., Page], width: int, scheme: str
) -> None:
    mia = Manager(new_page(viewport={"width": width, "height": 900}, color_scheme=scheme))
    mia.sign_in(site.url, manager, PASSWORD, "/console/examples")
    page, found = mia.page, {}
    page.get_by_text("can I pay with shells").first.wait_for()
    for view in ("Ready", "Needs a look", "Accepted", "Declined"):
        page.get_by_role("navigation", name="Which examples").get_by_text(view).click()
        page.locator(".gap-views [aria-current]", has_text=view).wait_for()
        for summary in page.locator("details summary").all():
            summary.click()
        found[view] = barriers(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert not any(found.values()), found


def test_examples_are_ticked_all_at_once_edited_moved_and_declined(
    site: Site, manager: str, new_page: Callable[..., Page]
) -> None:
    mia = Manager(new_page())
    mia.sign_in(site.url, manager, PASSWORD, "/console/examples?show=look")
    page = mia.page
    masked = page.locator(".example-group li", has_text="[card number]")
    masked.get_by_text("Edit or move").click()
    masked.get_by_label("In other words").fill("does my card cost anything")
    masked.get_by_role("checkbox").check()
    page.get_by_text("1 ticked").wait_for()
    page.get_by_role("button", name="Accept", exact=True).click()
    page.get_by_role("region", name="Accepted, and not published yet").wait_for()
    questions = Articles(site.database).get("fees").draft.draft.questions
    assert questions[-1] == "does my card cost anything"
    page.get_by_label("Tick all").check()
    page.get_by_role("button", name="Decline").click()
    page.get_by_text("None here.").wait_for()
    page.goto(f"{site.url}/console/articles/shells")
    page.get_by_role("tab", name="Health and comments").click()
    page.get_by_role("link", name="1 from customers, ready to accept").click()
    page.get_by_role("heading", name="Suggested examples for “Paying with shells”").wait_for()
