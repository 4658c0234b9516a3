"""Nothing serious keeps anybody out of the desk's pages: light and dark, wide and narrow."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from core.conversations import Author, Profile
from core.handoffs import FollowUpKind
from core.staff import Role
from store.clock import now
from store.handoffs import FollowUps, Owed
from tests.support.browser.accessibility import LOOKS, barriers
from tests.support.browser.pages import AgentPage
from tests.support.browser.site import PASSWORD, Site

if TYPE_CHECKING:
    from playwright.sync_api import Page

SAID = [
    (Author.CUSTOMER, "This is ridiculous, my card is gone for the third time!"),
    (Author.BOT, "I'm getting a person who can look at it."),
]


@pytest.fixture(scope="module")
def staff(site: Site) -> str:
    for name in ("Nora Nix", "Olaf Oster", "Pia Penn", "Quin Quist", "Rolf Roth"):
        conversation = site.hand_off(SAID, Profile(name, name, facts=(("plan", "Plus"),)))
        for kind in FollowUpKind:
            score = 5 if kind is FollowUpKind.EFFORT else None
            FollowUps(site.database).open(Owed(conversation, kind, now(), score, "where is it?"))
    return site.add_staff("Noor Haddad", Role.SUPERVISOR)


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_every_state_of_the_desk_can_be_used_by_everybody(
    site: Site, staff: str, new_page: Callable[..., Page], width: int, scheme: str
) -> None:
    agent = AgentPage(new_page(viewport={"width": width, "height": 900}, color_scheme=scheme))
    agent.sign_in(site.url, staff, PASSWORD)
    page = agent.page
    page.locator(".ticket").first.wait_for()
    found = {"the queue": barriers(page)}

    page.locator(".ticket").last.click()
    page.get_by_role("button", name="Claim").wait_for()
    found["reading"] = barriers(page)
    agent.claim()
    page.keyboard.type("Unfortunately we can't")
    found["writing"] = barriers(page)
    agent.reply_box.fill("")
    page.keyboard.type("/")
    page.get_by_role("combobox").wait_for()
    found["inserting"] = barriers(page)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Note", exact=True).click()
    found["noting"] = barriers(page)
    for name in ("Transfer", "Resolve"):
        page.get_by_role("button", name=name, exact=True).click()
        agent.dialog.wait_for()
        found[name] = barriers(page)
        page.keyboard.press("Escape")
    page.locator("#presence").click()
    found["presence"] = barriers(page)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Release", exact=True).click()
    page.get_by_role("button", name="Claim").wait_for()

    assert {state: problems for state, problems in found.items() if problems} == {}


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_the_follow_ups_and_the_team_can_be_used_by_everybody(
    site: Site, staff: str, new_page: Callable[..., Page], width: int, scheme: str
) -> None:
    agent = AgentPage(new_page(viewport={"width": width, "height": 900}, color_scheme=scheme))
    agent.sign_in(site.url, staff, PASSWORD, "/desk/team")
    page = agent.page
    page.locator(".agent").first.wait_for()
    found = {"the team": barriers(page)}
    page.goto(f"{site.url}/desk/follow-ups")
    page.locator(".follow-up").first.wait_for()
    found["follow-ups"] = barriers(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert {state: problems for state, problems in found.items() if problems} == {}
