"""The desk's page on a full record: nothing moves, the keyboard is enough, and drafts are kept."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from core.conversations import Author, Profile
from core.conversations import Page as SitePage
from store.conversations import Pages
from tests.support.browser.pages import AgentPage
from tests.support.browser.site import PASSWORD, Site
from tests.support.waiting import wait_until

if TYPE_CHECKING:
    from playwright.sync_api import APIResponse, Page, Route

WAITING = 200
MESSAGES = 2000
GIVEN = 100  # of them at once
COUNT_SHIFTS = """() => {
    window.shifts = [];
    new PerformanceObserver((list) => shifts.push(...list.getEntries().map((e) => e.value)))
        .observe({type: "layout-shift"});
}"""
SCROLL_BACK = """() => new Promise((settled) => {
    const log = document.querySelector(".log");
    const drawn = () => requestAnimationFrame(() => requestAnimationFrame(settled));
    log.addEventListener("scrollend", drawn, {once: true});
    log.scrollTop -= 3000;
})"""
DRAWN = """() => new Promise((settled) =>
    requestAnimationFrame(() => requestAnimationFrame(settled)))"""
LAID_OUT = """() => [...document.querySelectorAll(".log .message")]
    .filter((m) => m.checkVisibility({contentVisibilityAuto: true})).length"""


@pytest.fixture
def sign_in(site: Site, new_page: Callable[..., Page]) -> Callable[..., AgentPage]:
    def as_agent(email: str, path: str = "/desk") -> AgentPage:
        agent = AgentPage(new_page(viewport={"width": 1440, "height": 900}))
        agent.sign_in(site.url, email, PASSWORD, path)
        return agent

    return as_agent


def test_with_two_hundred_waiting_and_two_thousand_messages_nothing_moves_under_the_reader(
    site: Site, sign_in: Callable[..., AgentPage]
) -> None:
    authors = (Author.CUSTOMER, Author.BOT)
    said = [(authors[number % 2], f"message number {number}") for number in range(MESSAGES)]
    talkative = site.hand_off(said, Profile("long", "Lucy Long"))
    for number in range(WAITING - 1):
        site.hand_off([(Author.CUSTOMER, f"where is transfer {number}?")])
    agent = sign_in(site.add_staff("Sam Whitaker"))
    page = agent.page
    page.locator(".ticket").nth(WAITING - 1).wait_for(state="attached")
    page.evaluate(COUNT_SHIFTS)

    agent.open("Lucy Long")
    page.get_by_text(f"message number {MESSAGES - 1}").wait_for()
    texts = [text for _, text in said]
    assert agent.transcript() == texts[-GIVEN:]
    assert page.evaluate(LAID_OUT) < 200
    wait_until(lambda: is_at_end(page))

    page.evaluate(SCROLL_BACK)
    page.evaluate("shifts.length = 0")
    before = first_in_sight(page)
    site.say(talkative, "are you still there?")
    page.get_by_role("button", name="New messages").wait_for()
    assert first_in_sight(page) == before
    page.get_by_role("button", name="New messages").click()
    page.get_by_text("are you still there?").last.wait_for()
    site.say(talkative, "one more thing")
    page.locator(".log .typed", has_text="one more thing").wait_for()
    wait_until(lambda: is_at_end(page))
    assert sum(page.evaluate("shifts")) < 0.01  # of the page; a tenth is what browsers call poor


def test_earlier_messages_come_when_they_are_asked_for_and_the_reader_stays_where_they_are(
    site: Site, sign_in: Callable[..., AgentPage]
) -> None:
    texts = [f"message number {number}" for number in range(GIVEN * 2 + 1)]
    site.hand_off([(Author.CUSTOMER, text) for text in texts], Profile("longer", "Lara Longer"))
    agent = sign_in(site.add_staff("Mara Lund"))
    agent.open("Lara Longer")
    page = agent.page
    more = page.get_by_role("button", name="Show earlier messages")
    more.focus()  # brings it into sight
    first = page.locator(".log [data-seq]", has_text=texts[-GIVEN])
    page.evaluate(DRAWN)
    place = first.bounding_box()
    assert place
    more.press("Enter")
    page.get_by_text(texts[1], exact=True).wait_for(state="attached")
    assert agent.transcript() == texts[1:]
    wait_until(lambda: abs((first.bounding_box() or {"y": math.inf})["y"] - place["y"]) < 2)
    more.press("Enter")
    more.wait_for(state="hidden")
    page.locator(".log").get_by_text(texts[0], exact=True).wait_for(state="attached")
    assert agent.transcript() == texts
    # Not wait_for_function: it asks again within the page, whose policy lets no text become code.
    wait_until(lambda: page.evaluate("document.activeElement.matches('.log')"))


def test_all_day_work_needs_only_the_keyboard(
    site: Site, sign_in: Callable[..., AgentPage]
) -> None:
    site.hand_off([(Author.CUSTOMER, "my card was swallowed")], Profile("kay", "Kay Keys"))
    agent = sign_in(site.add_staff("Ada Lindqvist"))
    page, keys = agent.page, agent.page.keyboard
    agent.ticket("Kay Keys").wait_for(state="attached")
    for _ in range(WAITING + 5):
        keys.press("j")
        if "Kay Keys" in page.evaluate("document.activeElement.innerText"):
            break
    keys.press("Enter")
    page.get_by_role("heading", name="Kay Keys", level=1).wait_for()

    keys.press("n")
    keys.type("ask which cash machine")
    keys.press("Enter")
    page.locator(".note", has_text="ask which cash machine").wait_for()
    page.get_by_label("Note for your team").wait_for(state="hidden")

    keys.press("c")
    agent.reply_box.wait_for()
    keys.type("Hi Kay, unfortunately ")
    agent.see("begin with what happens next")
    assert agent.reply_box.input_value() == "Hi Kay, unfortunately "
    keys.press("Escape")

    keys.press("s")
    agent.see("You are away.")
    keys.press("t")
    agent.dialog.get_by_role("heading", name="Transfer").wait_for()
    keys.press("Escape")
    keys.press("e")
    agent.dialog.get_by_text("Not solved").wait_for()
    keys.press("ArrowDown")
    keys.press("ArrowDown")
    keys.press("Enter")
    agent.see("Not solved by you")
    page.get_by_role("link", name="Follow-ups").click()
    page.locator(".follow-up", has_text="Kay Keys").get_by_text("Owner: you").wait_for()


def test_who_claims_by_key_types_on_at_once_even_if_the_claims_answer_is_late(
    site: Site, sign_in: Callable[..., AgentPage]
) -> None:
    site.hand_off([(Author.CUSTOMER, "my card was swallowed")], Profile("lee", "Lee Late"))
    agent = sign_in(site.add_staff("Cleo Kaye"))
    page = agent.page
    held: list[tuple[Route, APIResponse]] = []
    page.route("**/claim", lambda route: held.append((route, route.fetch())))
    agent.open("Lee Late")
    page.keyboard.press("c")
    agent.reply_box.wait_for()
    page.keyboard.type("etsa, hello")
    assert agent.reply_box.input_value() == "etsa, hello"
    wait_until(lambda: bool(page.title() and held))  # the stream may be faster than the answer
    ((route, response),) = held
    route.fulfill(response=response)
    page.keyboard.type(" Lee")
    assert agent.reply_box.input_value() == "etsa, hello Lee"


def test_words_that_cost_effort_are_marked_even_if_their_list_could_not_be_read_at_first(
    site: Site, sign_in: Callable[..., AgentPage]
) -> None:
    site.hand_off([(Author.CUSTOMER, "my card was swallowed")], Profile("mia", "Mia Marked"))
    agent = sign_in(site.add_staff("Mo Marks"))
    agent.page.route("**/effort-words", lambda route: route.abort(), times=1)
    agent.page.reload()
    agent.take("Mia Marked")
    agent.reply_box.fill("Unfortunately it is gone")
    agent.see("begin with what happens next")


def test_what_the_customer_writes_while_the_agent_resolves_is_shown_first(
    site: Site, sign_in: Callable[..., AgentPage]
) -> None:
    conversation = site.hand_off([(Author.CUSTOMER, "hi")], Profile("max", "Max More"))
    agent = sign_in(site.add_staff("Rita Resolves"))
    agent.take("Max More")
    agent.page.get_by_role("button", name="Resolve", exact=True).click()
    agent.dialog.wait_for()
    site.say(conversation, "and one more thing")
    agent.page.locator(".log .typed", has_text="one more thing").wait_for()
    end = agent.dialog.get_by_role("button", name="Resolve")
    end.click()
    agent.see("The customer has just written more.")
    end.click()
    agent.see("The assistant holds the conversation")


def test_a_note_reaches_colleagues_at_once_and_keeps_its_place(
    site: Site, sign_in: Callable[..., AgentPage]
) -> None:
    site.hand_off([(Author.CUSTOMER, "hello?")], Profile("nell", "Nell Note"))
    writer = sign_in(site.add_staff("Wim Writer"))
    reader = sign_in(site.add_staff("Rea Reader"))
    for agent in (writer, reader):
        agent.open("Nell Note")
    writer.claim()
    reader.see("Wim Writer holds this conversation")
    writer.page.get_by_role("button", name="Note", exact=True).click()
    writer.page.get_by_label("Note for your team").fill("knows the shop's owner")
    writer.page.keyboard.press("Enter")
    reader.page.locator(".note", has_text="knows the shop's owner").wait_for()
    reader.page.reload()
    reader.page.locator(".log .typed").nth(1).wait_for()
    assert reader.transcript() == ["hello?", "knows the shop's owner"]
    assert writer.transcript() == reader.transcript(), "one's own note comes back and stays one"


def test_what_is_being_written_survives_other_conversations_and_a_reload(
    site: Site, sign_in: Callable[..., AgentPage]
) -> None:
    for name in ("Dora Draft", "Otto Other"):
        site.hand_off([(Author.CUSTOMER, "hello?")], Profile(name, name))
    agent = sign_in(site.add_staff("Dan Drafter"))
    agent.take("Dora Draft")
    agent.reply_box.fill("Hi Dora, I am looking at")
    agent.take("Otto Other")
    wait_until(lambda: agent.reply_box.input_value() == "")
    agent.open("Dora Draft")
    wait_until(lambda: agent.reply_box.input_value() == "Hi Dora, I am looking at")
    agent.page.reload()
    agent.reply_box.wait_for()
    wait_until(lambda: agent.reply_box.input_value() == "Hi Dora, I am looking at")


def test_a_saved_reply_is_found_by_typing_and_filled_with_names(
    site: Site, sign_in: Callable[..., AgentPage]
) -> None:
    site.hand_off([(Author.CUSTOMER, "hello?")], Profile("sid", "Sid Saved"))
    agent = sign_in(site.add_staff("Una Unger"))
    agent.take("Sid Saved")
    page = agent.page
    page.get_by_role("button", name="Insert").click()
    page.get_by_role("button", name="Manage saved replies").click()
    agent.dialog.get_by_role("button", name="New reply").click()
    agent.dialog.get_by_label("Title").fill("Swallowed card")
    agent.dialog.get_by_label("Text").fill("Hi {customer}, {agent} here. A new card is coming.")
    agent.dialog.get_by_role("button", name="Save").click()
    agent.dialog.get_by_role("button", name="Close").click()

    agent.reply_box.focus()
    page.keyboard.type("/swal")
    page.get_by_role("option", name="Swallowed card").wait_for()
    page.keyboard.press("Enter")
    filled = "Hi Sid, Una here. A new card is coming."
    wait_until(lambda: agent.reply_box.input_value() == filled)

    agent.reply_box.fill("")
    page.keyboard.type("/swal")
    page.get_by_role("option", name="Swallowed card").click()
    wait_until(lambda: agent.reply_box.input_value() == filled)


def test_the_context_names_the_pages_a_customer_visited_the_latest_first(
    site: Site, sign_in: Callable[..., AgentPage]
) -> None:
    conversation = site.hand_off([(Author.CUSTOMER, "hello?")], Profile("vi", "Vi Visits"))
    for url, title in (("https://tern.example/cards", "Cards"), ("https://tern.example/fees", "")):
        Pages(site.database).visited(conversation, SitePage(url, title))
    agent = sign_in(site.add_staff("Cora Context"))
    agent.open("Vi Visits")
    visited = agent.page.get_by_label("About this customer").locator(".page-name")
    wait_until(lambda: visited.all_inner_texts() == ["tern.example/fees", "Cards"])


def is_at_end(page: Page) -> bool:
    log = "document.querySelector('.log')"
    return bool(page.evaluate(f"{log}.scrollHeight - {log}.scrollTop - {log}.clientHeight < 2"))


def first_in_sight(page: Page) -> list[object]:
    """The first message one sees, and where it stands."""
    found: list[object] = page.evaluate(
        """() => {
            const top = document.querySelector(".log").getBoundingClientRect().top;
            const seen = [...document.querySelectorAll(".log .message")];
            const first = seen.find((m) => m.getBoundingClientRect().top >= top);
            return [first.dataset.seq, Math.round(first.getBoundingClientRect().top)];
        }"""
    )
    return found
