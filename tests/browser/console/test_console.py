"""The content console in a real browser, on the whole product, up to a customer's answer."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from core.errors import EffieError
from core.staff import Role
from store.database import Database
from store.staff import Staff
from tests.support.browser.accessibility import barriers
from tests.support.browser.console_page import Console
from tests.support.browser.pages import CustomerPage
from tests.support.stack import Stack
from tests.support.waiting import wait_until

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

PASSWORD = "correct horse battery"
ANSWER = "Small pets in a closed carrier are welcome in every branch."
QUESTION = "am I allowed to bring my hamster to the branch"
QUESTIONS = (
    "can i take my hamster with me to the bank",
    "are hamsters allowed in the branch",
    "1. hamster at the counter ok?",
    "- may i bring a rodent",
    "pets in your branches?",
)
PHONE = {"viewport": {"width": 390, "height": 844}}

pytestmark = pytest.mark.usefixtures("takes_back_articles")


@pytest.fixture
def kim(stack: Stack, page: Page) -> Console:
    console = Console(page, stack)
    console.sign_in("kim@tern.example", stack.demo_password)
    return console


@pytest.fixture
def mara(stack: Stack, new_page: Callable[..., Page]) -> Console:
    """A second content manager, with a browser of her own."""
    database = Database(stack.database_url)
    try:
        role = Role.CONTENT_MANAGER
        Staff(database).add("mara@tern.example", "Mara Lind", role, PASSWORD, by="test")
    except EffieError:
        pass  # an earlier test added her
    finally:
        database.close()
    console = Console(new_page(), stack)
    console.sign_in("mara@tern.example", PASSWORD)
    return console


def ask(stack: Stack, new_page: Callable[..., Page], question: str = QUESTION) -> CustomerPage:
    """Ask as a new customer, and wait for whatever comes."""
    customer = CustomerPage(new_page())
    customer.open(stack.web_url)
    customer.say(question)
    customer.page.locator(".mine ~ .theirs").first.wait_for()
    return customer


def test_a_manager_writes_an_article_and_the_next_customer_is_answered_from_it(
    stack: Stack, kim: Console, new_page: Callable[..., Page]
) -> None:
    page = kim.page
    page.get_by_role("link", name="New article").click()
    page.get_by_label("Title").fill("Bring a small pet to a branch")
    page.get_by_label("Owner").fill("accounts-team")
    page.get_by_role("button", name="Write it").click()
    write_it(kim)
    look_at_it_as_customers_will(kim)

    kim.publish("customers asked")
    ask(stack, new_page).see(ANSWER)

    kim.edit("bring_a_small_pet_to_a_branch")
    kim.short.fill("Small pets are welcome from Monday to Friday.")
    kim.wait_until_saved()
    kim.publish("new hours")
    ask(stack, new_page).see("Small pets are welcome from Monday to Friday.")

    page.get_by_role("link", name="Versions").click()
    page.locator(".difference").get_by_text("from Monday to Friday").wait_for()
    page.locator("li", has_text="Version 1").get_by_role("button", name="Restore").click()
    kim.dialog.get_by_role("button", name="Restore it").click()
    page.locator("li", has_text="restored from 1").wait_for()
    wait_for_answer(stack, new_page, ANSWER)

    kim.edit("bring_a_small_pet_to_a_branch")
    page.get_by_role("button", name="More…").click()
    page.get_by_role("button", name="Withdraw…").click()
    kim.dialog.get_by_role("button", name="Withdraw it").click()
    page.get_by_text("This article is withdrawn").wait_for()
    wait_until(lambda: ANSWER not in replies(ask(stack, new_page)))
    page.get_by_role("button", name="Bring it back").click()
    page.get_by_text("This article is withdrawn").wait_for(state="hidden")
    wait_for_answer(stack, new_page, ANSWER)


def write_it(kim: Console) -> None:
    page = kim.page
    kim.short.fill(f"{ANSWER} Unfortunately ")
    page.get_by_text("sounds like a refusal").wait_for()
    kim.short.fill(ANSWER)
    page.get_by_role("button", name="Add a step").click()
    page.keyboard.type("Come in.")
    page.keyboard.press("Enter")
    page.keyboard.type("Put your **pet** into its carrier.")
    page.get_by_role("button", name=re.compile("Move step 2")).focus()
    page.keyboard.press("ArrowUp")
    page.get_by_role("button", name="Add a question").click()
    kim.paste("\n".join(QUESTIONS))
    assert page.get_by_label("Question 3", exact=True).input_value() == "hamster at the counter ok?"
    page.get_by_role("combobox", name="Find an article to add").fill("verify my identity")
    page.get_by_role("option").first.click()
    page.get_by_label("Add a tag").fill("account")
    page.keyboard.press("Enter")
    page.get_by_text("Nothing to mend").wait_for()
    kim.wait_until_saved()


def look_at_it_as_customers_will(kim: Console) -> None:
    page = kim.page
    kim.chat.get_by_text(ANSWER).wait_for()
    page.get_by_role("button", name="Step by step").click()
    steps = kim.chat.locator(".steps li")
    wanted = ["Put your pet into its carrier.", "Come in."]
    wait_until(lambda: [step.strip() for step in steps.all_inner_texts()] == wanted)
    page.get_by_role("tab", name="In the help centre").click()
    frame = page.frame_locator(".help-frame")
    frame.get_by_role("heading", name="Bring a small pet to a branch").wait_for()
    page.get_by_role("tab", name="Try it").click()
    page.get_by_label("A customer’s question").fill(QUESTION)
    page.keyboard.press("Enter")
    page.get_by_text("With this draft").wait_for()
    answer = page.locator(".try-outcome", has_text="With this draft")
    answer.get_by_text("Answers with “Bring a small pet to a branch”").first.wait_for()


def replies(customer: CustomerPage) -> str:
    """Everything that came after the question."""
    return " ".join(customer.page.locator(".mine ~ .theirs").all_inner_texts())


def wait_for_answer(stack: Stack, new_page: Callable[..., Page], answer: str) -> None:
    """Ask anew until the answer is this one: no page says when a restored version is live."""
    wait_until(lambda: answer in replies(ask(stack, new_page)))


def test_two_managers_at_one_article_lose_nothing(kim: Console, mara: Console) -> None:
    kim.edit("change_pin")
    mara.edit("change_pin")
    kim.page.get_by_text("Mara Lind has this open too").wait_for()
    mara.short.fill("Mara changed the short answer.")
    mara.field("title").locator("input").fill("Change the PIN of your card")
    mara.wait_until_saved()

    kim.short.fill("Kim changed the short answer.")
    kim.field("owner").locator("input").fill("kims-team")
    dialog = kim.dialog
    dialog.get_by_role("heading", name=re.compile("Mara Lind changed this article")).wait_for()
    dialog.get_by_text("Mara changed the short answer.").wait_for()
    assert barriers(kim.page) == []
    dialog.get_by_role("radio", name=re.compile("Mara Lind’s")).check()
    dialog.get_by_role("button", name="Keep what I chose").click()
    kim.wait_until_saved()
    wait_until(lambda: kim.short.input_value() == "Mara changed the short answer.")
    assert kim.field("title").locator("input").input_value() == "Change the PIN of your card"
    assert kim.field("owner").locator("input").input_value() == "kims-team"

    kim.page.get_by_role("button", name="More…").click()
    kim.page.get_by_role("button", name="Discard the draft…").click()
    kim.dialog.get_by_role("button", name="Discard it").click()
    kim.page.get_by_text("this is what customers get").wait_for()


def test_what_is_typed_without_a_connection_is_kept_and_saved_later(kim: Console) -> None:
    kim.edit("card_swallowed")
    kim.page.context.set_offline(True)
    kim.short.fill("Typed on a train.")
    kim.page.get_by_text("Kept on this device").wait_for()
    kim.page.context.set_offline(False)
    kim.wait_until_saved()

    kim.page.route("**/draft", lambda route: route.abort())
    kim.short.fill("Typed before the browser crashed.")
    kim.page.get_by_text("Kept on this device").wait_for()
    kim.page.unroute("**/draft")
    kim.edit("card_swallowed")
    wait_until(lambda: kim.short.input_value() == "Typed before the browser crashed.")
    kim.wait_until_saved()


def test_an_article_that_is_only_looked_at_gets_no_draft(kim: Console) -> None:
    kim.edit("pin_blocked")
    kim.page.get_by_role("tab", name="In the help centre").click()
    kim.page.frame_locator(".help-frame").get_by_role("heading", level=1).wait_for()
    kim.open("")
    kim.edit("pin_blocked")
    kim.page.get_by_text("No draft: this is what customers get").wait_for()


def test_articles_are_found_by_words_by_meaning_and_by_keyboard(kim: Console) -> None:
    page = kim.page
    page.get_by_role("row").nth(1).wait_for()
    page.keyboard.press("/")
    page.keyboard.type("the machine ate it and i want it back")
    page.get_by_text("by meaning").first.wait_for()
    page.get_by_label("Search the articles").fill("Track a card that")
    row = page.get_by_role("link", name="Track a card that is on its way to you")
    row.wait_for()
    page.wait_for_url("**q=Track*")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/console/articles/card_arrival")
    page.go_back()
    page.get_by_label("Search the articles").fill("no such words anywhere, xyzzy")
    page.get_by_role("button", name=re.compile("^Withdrawn")).click()
    page.get_by_text("Nothing fits.").wait_for()


def test_nothing_keeps_anybody_out_and_a_phone_is_wide_enough(
    stack: Stack, kim: Console, new_page: Callable[..., Page]
) -> None:
    kim.edit("lost_or_stolen_card")
    kim.short.fill("Freeze your card in the app: it works at once.")
    kim.wait_until_saved()
    phone = Console(new_page(**PHONE), stack)
    phone.sign_in("kim@tern.example", stack.demo_password)
    for console in (kim, phone):
        for path in ("", "/new", "/try?q=x", "/activity", "/articles/lost_or_stolen_card"):
            console.open(path)
            look_closely(console, path)
        console.open("/articles/lost_or_stolen_card/versions")
        look_closely(console, "versions")
        console.open("/articles/lost_or_stolen_card/publish")
        unfold(console.page.locator(".competitors"))
        look_closely(console, "gate")


def unfold(part: Locator) -> None:
    """Open all that is folded up in a part of the page, once it is there."""
    part.wait_for()
    part.evaluate("part => part.querySelectorAll('details').forEach((each) => (each.open = true))")


def look_closely(console: Console, where: str) -> None:
    assert barriers(console.page) == [], where
    width = console.page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert width <= 0, f"{where} is {width} px too wide"
