"""A gap from the first customer who meets it to its article, and its pages for everybody."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from core.articles import Draft
from core.staff import Role, StaffMember
from store.articles import Articles, Comments
from store.content_gaps import (
    ContentGaps,
    GapCollector,
    Gaps,
    HelpSearches,
    QuestionLog,
    Suggestions,
)
from tests.support.browser.accessibility import LOOKS, barriers
from tests.support.browser.console_page import Console
from tests.support.browser.pages import AgentPage, CustomerPage
from tests.support.browser.site import PASSWORD, Site
from tests.support.stack import Stack
from tests.support.talk import Talk
from tests.support.waiting import PATIENCE, wait_until

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

FIRST = "can I buy gold bars through you?"
AGAIN = "do you sell gold bars to people?"
ANSWER = "Tern does not sell gold. Ask at a dealer near you."


@dataclass
class Manager:
    """A content manager at the console."""

    page: Page

    def sign_in(self, url: str, email: str, password: str, path: str) -> None:
        self.page.goto(url + path)
        self.page.get_by_label("E-mail address").fill(email)
        self.page.get_by_label("Password", exact=True).fill(password)
        self.page.get_by_role("button", name="Sign in").click()
        self.page.get_by_role("navigation", name="Staff").wait_for()

    def reload_until(self, there: Locator) -> None:
        end = time.monotonic() + PATIENCE
        while not there.count():
            assert time.monotonic() < end, self.page.locator("main").inner_text()
            self.page.wait_for_timeout(500)
            self.page.reload()


def take_in(site: Site, meaning: Callable[[str], str]) -> None:
    """Group what is new, as the chore would if the assistant were there."""
    log, intake = QuestionLog(site.database), GapCollector(site.database)
    while log.catch_up() or intake.collect():
        pass
    intake.assign({words: f"new-{meaning(said)}" for words, said in intake.waiting().items()})


@pytest.mark.usefixtures("takes_back_articles")
def test_what_nobody_could_answer_becomes_an_article_in_the_customers_words(
    stack: Stack, customer: CustomerPage, agent: AgentPage, new_page: Callable[..., Page]
) -> None:
    customer.open(stack.web_url)
    customer.say(FIRST)
    customer.see("Waiting for a person")
    second = CustomerPage(new_page())
    second.open(stack.web_url)
    second.say(AGAIN)
    second.see("Waiting for a person")

    agent.sign_in(stack.web_url, "sam@tern.example", stack.demo_password)
    agent.page.locator(".ticket", has_text="through you").click()
    agent.claim()
    answer_and_mark(agent, customer)

    kim = Manager(new_page(viewport={"width": 1440, "height": 900}))
    kim.sign_in(stack.web_url, "kim@tern.example", stack.demo_password, "/console/gaps")
    page = kim.page
    gap = page.locator(".gap-list > li", has_text="gold bars")
    kim.reload_until(gap.filter(has_text="1 marked"))
    gap.get_by_role("link").click()
    for words in (FIRST, AGAIN, ANSWER):  # each comes with a look of the chore's own
        kim.reload_until(page.get_by_text(words).first)
    page.get_by_label("Title, as a button would say it").fill("Buying gold bars")
    page.get_by_role("button", name="Make an article").click()

    page.wait_for_url("**/console/articles/buying_gold_bars")
    assert page.get_by_label("Short answer", exact=True).input_value() == ANSWER
    written = [page.get_by_role("textbox", name=f"Question {number}") for number in (1, 2)]
    assert {each.input_value() for each in written} == {FIRST, AGAIN}
    page.goto(f"{stack.web_url}/console/gaps?q=gold")
    page.get_by_text("Being written").wait_for()

    console = Console(page, stack)
    console.edit("buying_gold_bars")
    page.get_by_label("Owner").fill("accounts-team")
    console.wait_until_saved()
    console.publish("Two customers asked for it")
    third = CustomerPage(new_page())
    third.open(stack.web_url)
    third.say("can i buy a gold bar from you")
    third.see(ANSWER)
    page.goto(f"{stack.web_url}/console/gaps?q=gold&show=all")
    kim.reload_until(page.get_by_text("2 of 2 are now answered from “Buying gold bars”"))
    kim.reload_until(page.get_by_text("Closed", exact=True))


def answer_and_mark(agent: AgentPage, customer: CustomerPage) -> None:
    """Answer, end it and mark it at once, before the page has read the answer back by itself."""
    contexts = "**/desk/api/conversations/*"
    agent.page.route(contexts, lambda route: route.abort())
    agent.reply(ANSWER)
    customer.see(ANSWER)
    agent.resolve()
    agent.see("The assistant holds the conversation")
    agent.page.unroute(contexts)
    agent.page.get_by_role("button", name="Should be an article").click()
    agent.see("The content team has it.")


def test_an_agent_suggests_a_change_without_leaving_the_conversation(
    stack: Stack, customer: CustomerPage, agent: AgentPage, new_page: Callable[..., Page]
) -> None:
    customer.open(stack.web_url)
    customer.say("how do i change the pin of my violet card?")
    customer.see("Did this help?")
    customer.say("can I talk to a person please")
    customer.see("Waiting for a person")
    agent.sign_in(stack.web_url, "ada@tern.example", stack.demo_password)
    agent.page.locator(".ticket", has_text="violet card").click()
    agent.page.get_by_role("button", name="Suggest a change to").first.click()
    words = "Say that the new PIN works at once"
    agent.dialog.get_by_label("What should it say, or not say?").fill(words)
    agent.dialog.get_by_role("button", name="Tell the content team").click()
    agent.see("The content team has it.")

    kim = Manager(new_page())
    kim.sign_in(stack.web_url, "kim@tern.example", stack.demo_password, "/console/gaps?q=works")
    told = kim.page.get_by_role("link", name=words)
    kim.reload_until(told)
    told.click()
    kim.page.get_by_role("button", name="Open “").click()
    kim.page.get_by_label("Short answer", exact=True).wait_for()
    kim.page.get_by_role("tab", name="Health and comments").click()
    kim.page.get_by_role("link", name=words).wait_for()


@pytest.fixture(scope="module")
def manager(site: Site) -> str:
    """A record with gaps of every standing; the assistant, who groups them, is away."""
    database, member = site.database, StaffMember("m", "m@t.example", "Mara", Role.ADMIN)
    asked = ("can I pay with shells?", "shells as money", "do you have a branch", "any cheques?")
    for number, words in enumerate(asked):
        talk = Talk(database, f"gap-{number}")
        talk.customer(words)
        talk.bot("hand_off", reason="nothing_fits")
    ContentGaps(database).mark("gap-0", asked[0], "You can't pay with shells.", member)
    take_in(site, lambda words: "shells" if "shells" in words else words[-7:])
    gaps = Gaps(database)
    found = {words.words: gap.id for gap in gaps.listed() for words in gap.said}
    gaps.dismiss(found[asked[3]], "We take none.", member)
    gaps.close_with(found[asked[2]], "branches", member)
    Articles(database).create("fees", Draft("What it costs", "It costs 2 %."), member)
    talk = Talk(database, "gap-fees")
    talk.customer("what does it cost")
    talk.bot("answer", "fees")
    talk.customer("No", "helped:no")
    Suggestions(database).add("The fee is 3 % now", member, "fees")
    Comments(database).add("fees", "Who knows the fee?", member)
    HelpSearches(database).searched("what does a card of " + "gold " * 30, 4)
    HelpSearches(database).searched("fees", 2)
    HelpSearches(database).opened("fees", "fees")
    return site.add_staff("Mia Manager", Role.CONTENT_MANAGER)


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_the_pages_of_gaps_can_be_used_by_everybody(
    site: Site, manager: str, new_page: Callable[..., Page], width: int, scheme: str
) -> None:
    kim = Manager(new_page(viewport={"width": width, "height": 900}, color_scheme=scheme))
    kim.sign_in(site.url, manager, PASSWORD, "/console/gaps?show=all")
    page, found = kim.page, {}
    page.get_by_role("link", name="shells").first.wait_for()
    found["the list"] = barriers(page)
    addresses = [a.get_attribute("href") for a in page.locator(".gap-list h2 a").all()]
    assert len(addresses) >= 4
    for address in addresses:
        page.goto(f"{site.url}{address}")
        page.get_by_role("heading", level=1).wait_for()
        found[str(address)] = barriers(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.goto(f"{site.url}/console/searches")
    page.get_by_role("link", name="gold gold").wait_for()
    found["searches"] = barriers(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.goto(f"{site.url}/console/articles/fees")
    page.get_by_label("Short answer", exact=True).wait_for()
    if width < 800:
        page.get_by_role("button", name="Preview", exact=True).click()
    page.get_by_role("tab", name="Health and comments").click()
    page.get_by_text("Who knows the fee?", exact=True).last.wait_for()
    found["beside the editor"] = barriers(page)
    assert not any(found.values()), found


def test_a_comment_is_written_dealt_with_and_opened_again(
    site: Site, manager: str, new_page: Callable[..., Page]
) -> None:
    kim = Manager(new_page())
    kim.sign_in(site.url, manager, PASSWORD, "/console/articles/fees")
    page = kim.page
    page.get_by_label("Short answer", exact=True).wait_for()
    page.get_by_role("tab", name="Health and comments").click()
    page.get_by_role("button", name="90 days").click()
    page.get_by_role("button", name="90 days", pressed=True).wait_for()
    page.get_by_label("A comment for your colleagues").fill("Legal has <b>seen</b> it.")
    page.get_by_role("button", name="Comment", exact=True).click()
    written = page.locator(".comments > li", has_text="Legal has <b>seen</b> it.")
    written.get_by_role("button", name="Dealt with").click()
    page.get_by_text("1 dealt with", exact=True).click()
    written.get_by_role("button", name="Open again").click()
    page.get_by_text("1 dealt with", exact=True).wait_for(state="hidden")
    kept = Comments(site.database)
    wait_until(lambda: [c.resolved_at for c in kept.of("fees")] == [None, None])


def test_a_gap_is_dismissed_with_the_keyboard_alone(
    site: Site, manager: str, new_page: Callable[..., Page]
) -> None:
    talk = Talk(site.database, "gap-keys")
    talk.customer("will you sell umbrellas")
    talk.bot("ask_again")
    take_in(site, lambda words: "umbrellas")
    kim = Manager(new_page())
    kim.sign_in(site.url, manager, PASSWORD, "/console/gaps?q=umbrellas")
    page, keys = kim.page, kim.page.keyboard
    page.get_by_role("link", name="umbrellas").focus()
    keys.press("Enter")
    page.get_by_label("Why", exact=True).focus()
    keys.type("Not our trade.")
    keys.press("Enter")
    page.wait_for_url("**/console/gaps")
    page.goto(f"{site.url}/console/gaps?show=dismissed&q=umbrellas")
    page.get_by_text("Not our trade.").wait_for()


def test_customers_words_on_a_gaps_page_stay_words(
    site: Site, manager: str, new_page: Callable[..., Page]
) -> None:
    hostile = "<img src=x onerror=alert(1)> {{ 7*7 }} shells"
    talk = Talk(site.database, "gap-hostile")
    talk.customer(hostile)
    talk.bot("ask_again")
    take_in(site, lambda words: "hostile")
    kim = Manager(new_page())
    kim.sign_in(site.url, manager, PASSWORD, "/console/gaps?q=onerror")
    kim.page.get_by_role("link", name=hostile).click()
    kim.page.get_by_role("heading", name=hostile, level=1).wait_for()
    assert kim.page.locator("main img").count() == 0
