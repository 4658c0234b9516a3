"""The desk's forms of its own: a macro, and a view that is kept."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from core.conversations import Author, Profile
from core.staff import Role
from tests.support.browser.accessibility import barriers
from tests.support.browser.pages import AgentPage
from tests.support.browser.site import PASSWORD, Site

if TYPE_CHECKING:
    from playwright.sync_api import Page as Tab


def test_a_macro_is_written_in_the_form_and_does_what_its_preview_says(
    site: Site, page: Tab
) -> None:
    site.hand_off([(Author.CUSTOMER, "the app crashes")], Profile("mia", "Mia Macro"))
    agent = AgentPage(page)
    agent.sign_in(site.url, site.add_staff("Max Macro", Role.SUPERVISOR), PASSWORD)
    agent.take("Mia Macro")
    page.locator("button.insert").click()
    page.get_by_role("button", name="Manage saved replies").click()
    agent.dialog.get_by_role("button", name="New reply").click()
    form = agent.dialog
    form.get_by_label("Title").fill("A known bug")
    form.get_by_label("Text").fill("Hello {customer}, we know it and mend it.")
    form.get_by_label("Shortcut").fill("bug")
    form.get_by_text("What it does besides").click()
    form.get_by_label("After it").select_option("solved")
    form.get_by_label("They came for").select_option("problem")
    form.get_by_label("Something is broken").check()
    assert barriers(page) == []
    form.get_by_role("button", name="Save").click()
    page.get_by_text("macro", exact=True).wait_for()
    page.get_by_role("button", name="Close", exact=True).click()

    page.locator("button.insert").click()
    page.keyboard.type("bug")
    page.get_by_role("option", name=re.compile("A known bug")).click()
    preview = agent.dialog
    preview.get_by_label("The customer reads").wait_for()
    steps = preview.get_by_role("list", name="And then").inner_text()
    assert "Something is broken" in steps
    assert "Something went wrong" in steps
    assert "It is resolved: solved" in steps
    assert preview.get_by_label("The customer reads").input_value().startswith("Hello Mia,")
    assert barriers(page) == []
    preview.get_by_role("button", name="Do it").click()
    agent.see("Done: A known bug")
    page.goto(f"{site.url}/desk/conversations?tag=bug&about=problem&state=closed")
    page.locator(".conversation-line", has_text="Mia Macro").wait_for()


def test_a_view_is_kept_by_its_form_opened_and_deleted(site: Site, page: Tab) -> None:
    site.hand_off([(Author.CUSTOMER, "where is it")], Profile("vera", "Vera View"))
    agent = AgentPage(page)
    email = site.add_staff("Vito View", Role.SUPERVISOR)
    agent.sign_in(site.url, email, PASSWORD)
    page.goto(f"{site.url}/desk/conversations")
    page.get_by_label("State").select_option("open")
    page.get_by_role("button", name="Show", exact=True).click()
    page.wait_for_url(re.compile("state=open"))
    page.get_by_label("Keep this view as").fill("Open ones")
    page.get_by_label("For the whole team").check()
    assert barriers(page) == []
    page.get_by_role("button", name="Keep", exact=True).click()
    kept = page.get_by_role("navigation", name="Saved views")
    kept.get_by_role("link", name="Open ones").wait_for()
    page.goto(f"{site.url}/desk/conversations")
    kept.get_by_role("link", name="Open ones").click()
    page.wait_for_url(re.compile("state=open"))
    page.locator(".conversation-line", has_text="Vera View").wait_for()
    assert page.get_by_label("State").input_value() == "open"
    kept.get_by_role("button", name="Delete the view Open ones").click()
    kept.wait_for(state="detached")
