"""What the desk's panes say: words for people, drawn as the customer sees them."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from core.conversations import Author, Page, Profile
from core.handoffs import FollowUpKind
from core.staff import Role
from store.clock import now
from store.content_gaps import ContentGaps
from store.conversations import Notes, Pages
from store.handoffs import FollowUps, Owed
from store.staff import Staff
from tests.support.browser.pages import AgentPage
from tests.support.browser.site import PASSWORD, Site
from tests.support.waiting import wait_until

if TYPE_CHECKING:
    from playwright.sync_api import Page as Tab

SLIP = re.compile(r"\[object|\bundefined\b|\bNaN\b|\bnull\b")
ARABIC = "أين بطاقتي؟"
SHOP = "https://tern.example/shop"
PIXEL = 1.0  # where one scrolls to is rounded to whole ones
VIKA = Profile("vika", "Vika Vast", "", (("plan", "plus"), ("city", "Riga")))


@pytest.fixture(scope="module")
def lena(site: Site) -> str:
    return site.add_staff("Lena Lead", Role.ADMIN)


@pytest.fixture
def agent(site: Site, page: Tab, lena: str) -> AgentPage:
    page.set_viewport_size({"width": 1440, "height": 900})
    agent = AgentPage(page)
    agent.sign_in(site.url, lena, PASSWORD)
    return agent


def hand_off_much(site: Site) -> str:
    """A conversation of which there is something to show in every section of every pane."""
    site.hand_off([(Author.CUSTOMER, "an earlier question")], VIKA)
    conversation = site.hand_off([(Author.CUSTOMER, "this is ridiculous, where is it?!")], VIKA)
    pages = Pages(site.database)
    for url, title in ((SHOP, "Shop"), (f"{SHOP}/cards", "")):
        pages.visited(conversation, Page(url, title))
    due = now() + timedelta(hours=3)
    owed = Owed(
        conversation, FollowUpKind.PROMISED, due, words="where is it", contact="v@t.example"
    )
    FollowUps(site.database).open(owed)
    member = Staff(site.database).add(
        "n@tern.example", "Nora Note", Role.AGENT, PASSWORD, by="test"
    )
    Notes(site.database).add(conversation, "a-note-made-here", member, "she is a regular")
    return conversation


def test_no_pane_of_the_desk_prints_what_only_a_program_can_read(
    site: Site, agent: AgentPage
) -> None:
    conversation = hand_off_much(site)
    page = agent.page
    page.goto(f"{site.url}/desk?conversation={conversation}")
    context = page.locator("#context")
    context.get_by_text("Pages visited").wait_for()
    assert context.get_by_role("link", name="Shop", exact=True).get_attribute("href") == SHOP
    assert context.locator(".pages li").count() == 2
    context.locator(".earlier summary").click()
    context.get_by_text("Open this conversation").wait_for()
    for pane in ("#queue", "#conversation", "#context"):
        assert not SLIP.search(page.locator(pane).inner_text()), pane
    for path in ("/desk/follow-ups", "/desk/team"):
        page.goto(site.url + path)
        page.get_by_text(re.compile("Vika Vast|Nora Note")).first.wait_for()
        assert not SLIP.search(page.locator("body").inner_text()), path


def test_an_agents_words_are_drawn_as_the_customer_gets_them(site: Site, agent: AgentPage) -> None:
    conversation = site.hand_off([(Author.CUSTOMER, "**my** card?")], Profile("bo", "Bo Bold"))
    site.say(conversation, "Open **Cards**, then:\n\n- freeze\n- call us", Author.AGENT)
    agent.open("Bo Bold")
    log = agent.page.locator(".log")
    log.locator(".message.agent strong", has_text="Cards").wait_for()
    assert log.locator(".message.agent li").all_inner_texts() == ["freeze", "call us"]
    assert log.locator(".message.customer").get_by_text("**my** card?").count() == 1

    agent.claim()
    agent.page.route("**/api/handoffs/*/messages", lambda route: route.abort())
    agent.reply("It is **yours** again")
    log.locator(".pending strong", has_text="yours").wait_for()


def test_every_message_at_the_desk_has_its_own_direction(site: Site, agent: AgentPage) -> None:
    conversation = site.hand_off([(Author.CUSTOMER, ARABIC)], Profile("ab", "Abeer"))
    site.say(conversation, "On its way.", Author.AGENT)
    agent.open("Abeer")
    page = agent.page
    page.locator(".message.agent").wait_for()
    direction = "each => getComputedStyle(each).direction"
    assert page.locator(".message.customer .typed").evaluate(direction) == "rtl"
    assert page.locator(".message.agent .markdown").evaluate(direction) == "ltr"
    agent.claim()
    agent.reply_box.fill(ARABIC)
    assert agent.reply_box.evaluate(direction) == "rtl"


def test_ones_own_chat_is_in_sight_once_claimed_however_long_the_list(
    site: Site, agent: AgentPage
) -> None:
    for number in range(20):
        site.hand_off([(Author.CUSTOMER, "where is it?")], Profile(f"q{number}", f"Quinn {number}"))
    last = site.hand_off([(Author.CUSTOMER, "**my** card?")], Profile("zoe", "Zoe Last"))
    page = agent.page
    page.locator(".ticket", has_text="Zoe Last").scroll_into_view_if_needed()
    agent.open("Zoe Last")
    agent.claim()
    ticket = page.locator('.ticket[aria-current="true"]')
    page.locator("h2", has_text="Yours").wait_for()

    def is_in_sight() -> bool:
        box, pane = ticket.bounding_box(), page.locator("#queue").bounding_box()
        assert box
        assert pane
        top, bottom = pane["y"] - PIXEL, pane["y"] + pane["height"] + PIXEL
        return top <= box["y"] <= bottom - box["height"]

    wait_until(is_in_sight)

    site.say(last, "Open **Cards**", Author.AGENT)
    page.locator(".message.agent strong", has_text="Cards").wait_for()
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    agent.dialog.get_by_role("heading", name="Should be an article").wait_for()
    page.keyboard.press("Escape")
    assert page.get_by_role("button", name="Will be an article").count() == 0
    assert not ContentGaps(site.database).of(last)
    agent.resolve()


def test_a_closed_conversation_is_opened_again_and_written_in(site: Site, agent: AgentPage) -> None:
    site.hand_off([(Author.CUSTOMER, "is it settled?")], Profile("rea", "Rea Open"))
    agent.take("Rea Open")
    agent.resolve()
    agent.see("Solved by you")
    agent.page.get_by_role("button", name="Reopen").click()
    agent.reply_box.wait_for()
    agent.reply("Not quite: the refund follows")
    agent.page.locator(".message.agent", has_text="the refund follows").first.wait_for()
