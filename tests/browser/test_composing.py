"""Enter that ends an input method's composition chooses characters, and does nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from core.conversations import Author, Profile
from core.staff import Role
from tests.support.browser.pages import AgentPage
from tests.support.browser.site import PASSWORD, Site
from tests.support.waiting import wait_until

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

WORDS = "こんにちは"
# Safari's Enter after a composition is told by its code alone; Chromium's is still composing.
COMPOSING = """box => [{keyCode: 229}, {isComposing: true}].forEach((sign) => {
    const key = {key: "Enter", bubbles: true, cancelable: true, ...sign};
    box.dispatchEvent(new KeyboardEvent("keydown", key));
})"""


def compose(box: Locator) -> None:
    """Type words whose last key is the Enter that ends their composition."""
    box.fill(WORDS)
    box.evaluate(COMPOSING)
    assert box.input_value() == WORDS


@pytest.fixture(scope="module")
def email(site: Site) -> str:
    return site.add_staff("Kana Composer", Role.ADMIN)


@pytest.fixture
def staff(site: Site, page: Page, email: str) -> AgentPage:
    agent = AgentPage(page)
    agent.sign_in(site.url, email, PASSWORD)
    return agent


def test_at_the_desk_neither_a_note_nor_a_reply_nor_an_insertion_goes_off(
    site: Site, staff: AgentPage
) -> None:
    site.hand_off([(Author.CUSTOMER, "my card was swallowed")], Profile("kei", "Kei Kana"))
    page = staff.page
    staff.open("Kei Kana")
    page.get_by_role("button", name="Note", exact=True).click()
    compose(page.get_by_label("Note for your team"))
    assert page.locator("article.note").count() == 0
    page.keyboard.press("Enter")
    page.locator("article.note", has_text=WORDS).wait_for()

    staff.claim()
    compose(staff.reply_box)
    assert page.locator(".message.agent").count() == 0
    staff.reply_box.fill("")
    page.get_by_role("button", name="Insert").click()
    compose(page.get_by_role("combobox", name="Find a saved reply"))
    assert page.get_by_role("combobox", name="Find a saved reply").is_visible()


def test_in_the_editor_no_row_and_no_tag_is_added(site: Site, staff: AgentPage) -> None:
    page = staff.page
    page.goto(f"{site.url}/console/articles/card_arrival")
    questions = page.locator("[data-field=questions] textarea")
    questions.first.wait_for()
    before = questions.count()
    compose(questions.first)
    assert questions.count() == before
    page.keyboard.press("Enter")
    wait_until(lambda: questions.count() == before + 1)
    tag = page.get_by_label("Add a tag")
    compose(tag)
    tag.press("Enter")
    page.locator(".tag", has_text=WORDS).wait_for()


def test_a_search_takes_nothing_that_is_offered(site: Site, page: Page) -> None:
    page.goto(f"{site.url}/help")
    box = page.get_by_role("combobox", name="Search the help centre")
    box.press_sequentially("change my pin")
    page.get_by_role("option").first.wait_for()
    box.press("ArrowDown")
    box.evaluate(COMPOSING)
    page.wait_for_timeout(200)  # in which the page would be left
    assert page.url.endswith("/help")
    box.press("Enter")
    page.wait_for_url("**/help/*")
