"""Settings in a real browser: a supervisor changes what two segments feel, and undoes it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from core.setting_versions import layout_of
from core.staff import Role
from tests.support.browser.accessibility import LOOKS, barriers
from tests.support.browser.site import PASSWORD, Site

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.fixture(scope="module")
def noor(site: Site) -> str:
    return site.add_staff("Noor Haddad", Role.SUPERVISOR)


def open_settings(page: Page, site: Site, email: str, name: str) -> None:
    page.goto(f"{site.url}/settings")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("link", name=layout_of(name).title, exact=True).first.click()


def let_it_hold(page: Page, why: str) -> None:
    page.get_by_role("button", name="See what it changes").click()
    page.get_by_role("heading", name="Before it applies").wait_for()
    page.get_by_label("Why").fill(why)
    page.get_by_role("button", name="Apply").click()
    page.get_by_text("It applies now").wait_for()


def test_a_supervisor_changes_hours_past_midnight_and_a_threshold_and_undoes_them(
    site: Site, noor: str, page: Page
) -> None:
    open_settings(page, site, noor, "hours")
    friday = page.get_by_label("Friday").first
    friday.fill("08:00-20:00, 22:00-02:00")
    let_it_hold(page, "Late on Fridays")
    assert page.get_by_label("Friday").first.input_value() == "08:00-20:00, 22:00-02:00"
    page.get_by_role("button", name="Undo this change").click()
    page.get_by_text("The change is undone").wait_for()
    assert page.get_by_label("Friday").first.input_value() == "08:00-20:00"

    page.goto(f"{site.url}/settings/confidence")
    page.get_by_label("Offers buttons from").first.fill("0.9")
    page.get_by_role("button", name="See what it changes").click()
    page.get_by_role("alert").get_by_text("must not be above").wait_for()
    assert page.get_by_label("Offers buttons from").first.input_value() == "0.9"
    page.get_by_label("Offers buttons from").first.fill("0.2")
    let_it_hold(page, "Fewer buttons")


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_the_settings_can_be_used_by_everybody(
    site: Site, noor: str, new_page: Callable[..., Page], width: int, scheme: str
) -> None:
    page = new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    open_settings(page, site, noor, "segments")
    found = {"the form": barriers(page)}
    page.get_by_label("Called").first.fill(f"New to Tern, {width} {scheme}")
    page.get_by_role("button", name="See what it changes").click()
    page.get_by_role("heading", name="Before it applies").wait_for()
    found["before it holds"] = barriers(page)
    page.get_by_role("button", name="Apply").click()
    page.get_by_text("It applies now").wait_for()
    found["changed"] = barriers(page)
    for name in ("", "hours", "effort_words", "manners", "survey", "lookups"):
        page.goto(f"{site.url}/settings/{name}")
        found[name] = barriers(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
    assert {state: problems for state, problems in found.items() if problems} == {}
