"""What a team's settings do at the desk: given out, aimed at, asked for; and colleagues called."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from ruamel.yaml import YAML
from sqlalchemy import update

from core.conversations import Author, Profile
from launch.paths import HOME
from store.clock import now
from store.policies import Policies
from store.schema import handoffs, utterances
from tests.browser.widget.test_widget_own import come
from tests.support.browser.accessibility import barriers
from tests.support.browser.pages import AgentPage
from tests.support.browser.site import PASSWORD, Site, running_site
from tests.support.stack import ALWAYS

if TYPE_CHECKING:
    from playwright.sync_api import Page as Tab


@pytest.fixture
def strict_site(redis_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A team that is always there, gives its work out, aims at a reply and asks what it was for."""
    settings = tmp_path_factory.mktemp("strict") / "settings"
    shutil.copytree(HOME / "settings", settings)
    yaml = YAML()

    def change(file: str, **more: object) -> None:
        known = yaml.load(settings / file)
        yaml.dump({**known, **more}, settings / file)

    hours = yaml.load(settings / "hours.yml")["teams"]
    change("hours.yml", teams={team: dict.fromkeys(days, ALWAYS) for team, days in hours.items()})
    queues = yaml.load(settings / "segments.yml")["queues"]
    queues["support"] |= {"assign": "fewest_chats", "reply_minutes": 10}
    change("segments.yml", queues=queues)
    change("desk.yml", contact_reason="required")
    folder = tmp_path_factory.mktemp("strict-var")
    with running_site(redis_url, folder, EFFIE_SETTINGS=str(settings)) as site:
        yield site


def test_work_is_given_out_with_a_time_to_reply_and_not_ended_without_a_reason(
    strict_site: Site, new_page: Callable[..., Tab]
) -> None:
    site = strict_site
    site.hand_off([(Author.CUSTOMER, "where is it?")], Profile("ina", "Ina Inturn"))
    with site.database.writing() as connection:
        for when in (handoffs.c.opened_at, utterances.c.at):
            connection.execute(update(when.table).values({when: now() - timedelta(minutes=9)}))
    come(site, new_page(viewport={"width": 390, "height": 800}), "ina")  # nobody gets who has left
    gil, ned = (AgentPage(new_page(viewport={"width": 1280, "height": 800})) for _ in range(2))
    gil.sign_in(site.url, site.add_staff("Gil Given"), PASSWORD)
    own = gil.page.locator("ul[aria-label=Yours] .ticket", has_text="Ina Inturn")
    own.get_by_text(re.compile("Reply (was )?due")).wait_for()
    own.click()
    gil.reply_box.wait_for()

    ned.sign_in(site.url, site.add_staff("Ned Named"), PASSWORD)
    gil.page.get_by_role("button", name="Note", exact=True).click()
    gil.page.get_by_label("Note for your team").fill("@Ned, do you know the depot?")
    gil.page.keyboard.press("Enter")
    called = ned.page.get_by_role("list", name="For you")
    called.get_by_text("Gil Given names you in a note").click()
    ned.see("do you know the depot?")
    called.wait_for(state="detached")
    with ned.page.expect_response("**/watch"):
        ned.page.get_by_label("Tell me when the customer writes").check()
    ned.page.reload()
    ned.page.get_by_label("Tell me when the customer writes").and_(
        ned.page.locator(":checked")
    ).wait_for()
    gil.page.reload()
    gil.page.get_by_text("Also: Ned Named").wait_for()
    assert barriers(ned.page) == []

    gil.page.get_by_role("button", name="Resolve", exact=True).click()
    asked = gil.dialog.get_by_label("What they came for")
    gil.dialog.get_by_role("button", name="Resolve").click()
    assert asked.evaluate("field => field.validity.valueMissing")
    because = gil.dialog.get_by_label("Because of")
    asked.select_option("Something else")
    assert not because.is_visible(), "what they came for is no refusal"
    asked.select_option("Something went wrong")
    gil.dialog.get_by_label("Another reason").check()
    gil.dialog.get_by_role("button", name="Resolve").click()
    gil.dialog.get_by_text("Write why the customer was refused it.").wait_for()
    because.fill("No refund without a receipt")
    assert barriers(gil.page) == []
    gil.dialog.get_by_role("button", name="Resolve").click()
    gil.see("Solved by you")
    (policy,) = Policies(site.database).everything()
    assert policy.words == "No refund without a receipt"
