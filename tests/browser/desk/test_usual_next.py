"""An agent tells what usually comes next, before the customer has to ask."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from ruamel.yaml import YAML
from sqlalchemy import select

from core.conversations import ANONYMOUS
from core.handoffs import FollowUpKind
from launch.paths import HOME
from store.clock import now
from store.conversations import Conversations
from store.handoffs import FollowUps, Handoffs, Owed
from store.schema import agent_offers
from tests.integration.next_questions.test_desk import wait_for_a_person
from tests.support.browser.accessibility import barriers
from tests.support.browser.pages import AgentPage
from tests.support.browser.site import PASSWORD, Site, running_site
from tests.support.clientele import ask, populate
from tests.support.stack import CONNECTION_SECRETS
from tests.support.talk import Talk
from tests.support.vendors.mail import MailVendor
from tests.support.waiting import wait_until

if TYPE_CHECKING:
    from playwright.sync_api import Page

NEXT = "Activate your card"
SHOTS = os.environ.get("SHOTS")


@pytest.fixture(scope="module")
def site(redis_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The web process alone, with a mailbox, and customers who went on to a next question."""
    var = tmp_path_factory.mktemp("site")
    settings = Path(shutil.copytree(HOME / "settings", var / "settings"))
    with MailVendor() as provider:
        mailbox = {"kind": "email", **provider.settings}
        YAML().dump({"connections": {"mail": mailbox}}, settings / "connections.yml")
        variables = {**CONNECTION_SECRETS, "EFFIE_SETTINGS": str(settings)}
        with running_site(redis_url, var, **variables) as site:
            populate(site.database)
            yield site


def offered(site: Site) -> list[tuple[str, str, int]]:
    """Return what agents have told: after which article what, and in which follow-up."""
    query = select(agent_offers.c.article, agent_offers.c.offered, agent_offers.c.follow_up)
    with site.database.reading() as connection:
        return [(row.article, row.offered, row.follow_up) for row in connection.execute(query)]


def shoot(page: Page, name: str) -> None:
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/{name}.png")


@pytest.mark.parametrize("width", [1440, 390])
def test_what_usually_comes_next_is_one_tap_away_in_the_reply(
    site: Site, new_page: Callable[..., Page], width: int
) -> None:
    handoff = wait_for_a_person(site.database, "expert", "card_arrival")
    agent = AgentPage(new_page(viewport={"width": 1440, "height": 900}))
    agent.sign_in(site.url, site.add_staff(f"Sam{width} Whitaker"), PASSWORD, "/desk")
    page = agent.page
    conversation = Handoffs(site.database).get(handoff).conversation
    page.goto(f"{site.url}/desk?conversation={conversation}")
    agent.claim()
    page.set_viewport_size({"width": width, "height": 900})
    tell = page.get_by_role("button", name=f"Tell them now: {NEXT}")
    if width < 800:  # seen before it is resolved, without looking for it
        page.get_by_role("button", name="Resolve").click()
        agent.dialog.get_by_text("Usually comes next").wait_for()
        tell = agent.dialog.get_by_role("button", name=f"Tell them now: {NEXT}")
    tell.scroll_into_view_if_needed()
    shoot(page, f"desk-{width}")
    found = barriers(page)
    tell.click()
    agent.reply_box.wait_for()
    wait_until(lambda: page.locator("#reply").input_value().startswith(f"{NEXT}: "))
    shoot(page, f"desk-reply-{width}")
    before = len(offered(site))
    page.get_by_role("button", name="Send", exact=True).click()
    wait_until(lambda: len(offered(site)) == before + 1)
    assert offered(site)[-1] == ("card_arrival", "activate_my_card", 0)
    if width > 800:
        page.locator(".usual-next").get_by_text("told", exact=True).wait_for()
    assert not found


@pytest.mark.parametrize("width", [1440, 390])
def test_the_answer_to_a_follow_up_carries_what_usually_comes_next(
    site: Site, new_page: Callable[..., Page], width: int
) -> None:
    name = Conversations(site.database).start(ANONYMOUS, "web", "").id
    ask(Talk(site.database, name), "card_arrival")
    words, due = f"where is my card, {width}?", now() + timedelta(hours=4)
    owed = Owed(name, FollowUpKind.PROMISED, due, words=words, contact="ana@customer.example")
    follow_up = FollowUps(site.database).open(owed).id
    agent = AgentPage(new_page(viewport={"width": width, "height": 900}))
    who = site.add_staff(f"Mo{width} Weber")
    agent.sign_in(site.url, who, PASSWORD, "/desk/follow-ups")
    row = agent.page.locator(".follow-up", has_text=words)
    row.get_by_text("Answer by e-mail…").click()
    row.get_by_label("Your answer to").fill("It is on its way.")
    row.get_by_role("button", name=f"Tell them now: {NEXT}").click()
    shoot(agent.page, f"follow-up-{width}")
    found = barriers(agent.page)
    written = row.get_by_label("Your answer to")
    wait_until(lambda: written.input_value().startswith(f"It is on its way.\n\n{NEXT}: "))
    row.get_by_role("button", name="Send the answer").click()
    wait_until(lambda: ("card_arrival", "activate_my_card", follow_up) in offered(site))
    assert not found
