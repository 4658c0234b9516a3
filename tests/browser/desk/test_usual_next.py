"""An agent tells what usually comes next, before the customer has to ask."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from store.handoffs import Handoffs
from tests.integration.next_questions.test_desk import wait_for_a_person
from tests.support.browser.accessibility import barriers
from tests.support.browser.pages import AgentPage
from tests.support.browser.site import PASSWORD, Site
from tests.support.clientele import populate

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.mark.parametrize("width", [1440, 390])
def test_what_usually_comes_next_is_one_tap_away_in_the_reply(
    site: Site, new_page: Callable[..., Page], width: int
) -> None:
    if width == 1440:
        populate(site.database)
    handoff = wait_for_a_person(site.database, "expert", "card_arrival")
    agent = AgentPage(new_page(viewport={"width": 1440, "height": 900}))
    agent.sign_in(site.url, site.add_staff(f"Sam{width} Whitaker"), PASSWORD, "/desk")
    page = agent.page
    conversation = Handoffs(site.database).get(handoff).conversation
    page.goto(f"{site.url}/desk?conversation={conversation}")
    agent.claim()
    page.set_viewport_size({"width": width, "height": 900})
    tell = page.get_by_role("button", name="Tell them now: Activate your card")
    if width < 800:
        page.get_by_role("button", name="About this customer").click()
    tell.scroll_into_view_if_needed()
    found = barriers(page)
    tell.click()
    agent.reply_box.wait_for()
    assert page.locator("#reply").input_value().startswith("Activate your card: ")
    assert not found
