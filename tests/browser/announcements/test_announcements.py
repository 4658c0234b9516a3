"""An announcement is posted, and customers of two segments see it in two web processes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

from core.staff import Role
from tests.support.announcements import flood
from tests.support.articles import an_article, let_live
from tests.support.browser.accessibility import LOOKS, barriers
from tests.support.browser.pages import AgentPage
from tests.support.browser.site import PASSWORD, Site, running_site

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

WORDS = "Card payments fail in shops, {} of {}. Online payments work."


@pytest.fixture(scope="module")
def sites(
    redis_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Site, Site, str]]:
    """Two web processes on one record, and somebody who leads."""
    var = tmp_path_factory.mktemp("announcements")
    with (
        running_site(redis_url, var, EFFIE_DEMO="1") as one,
        running_site(redis_url, var, EFFIE_DEMO="1") as two,
    ):
        let_live(one.database, an_article("card_declined", title="A payment was declined"))
        flood(one.database, "card_declined", "my card was declined in a shop")
        yield one, two, one.add_staff("Vera Lead", Role.SUPERVISOR)


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_what_is_posted_is_seen_at_once_where_it_is_for(
    sites: tuple[Site, Site, str], new_page: Callable[..., Page], width: int, scheme: str
) -> None:
    one, two, email = sites
    words = WORDS.format(width, scheme)
    looks = {"viewport": {"width": width, "height": 900}, "color_scheme": scheme}
    visitor, nadia, reader = (new_page(**looks) for _ in range(3))
    visitor.goto(f"{one.url}/")
    nadia.goto(f"{two.url}/?as=okonkwo")
    reader.goto(f"{two.url}/help")
    for page in (visitor, nadia):
        page.get_by_role("button", name="Open the chat").wait_for()
    lead = new_page(**looks)
    AgentPage(lead).sign_in(one.url, email, PASSWORD)
    lead.goto(f"{one.url}/announcements")
    found = {"rising": barriers(lead)}
    assert lead.evaluate("document.documentElement.scrollWidth") <= width
    lead.goto(f"{one.url}/announcements/new")
    found["form"] = barriers(lead)
    assert lead.evaluate("document.documentElement.scrollWidth") <= width

    lead.get_by_label("Words").fill(words)
    lead.get_by_label("Next news by").fill("2099-01-01T15:00")
    lead.get_by_label("What it is about").select_option(label="A payment was declined")
    lead.get_by_label("Business").check()
    lead.get_by_role("button", name="Post it").click()
    banner_of(nadia).get_by_text(words).wait_for()
    assert banner_of(visitor).count() == 0
    lead.get_by_role("link", name=words).click()
    lead.get_by_label("Business").uncheck()
    lead.get_by_role("button", name="Save").click()
    for page in (visitor, reader):
        banner_of(page).get_by_text(words).wait_for()
    found |= {"list": barriers(lead), "site": barriers(visitor), "help": barriers(reader)}

    visitor.get_by_role("button", name="Open the chat").click()
    banner_of(visitor).get_by_text(words).wait_for()
    found["chat"] = barriers(visitor)
    typing = visitor.get_by_label("Your message", exact=True)
    typing.focus()
    reader.get_by_role("button", name="Dismiss").click()
    banner_of(reader).wait_for(state="hidden")
    reader.reload()
    reader.locator("[data-effie-announcements][hidden]").wait_for(state="attached")

    lead.get_by_role("link", name=words).click()
    found["one"] = barriers(lead)
    lead.get_by_role("button", name="It is solved").click()
    banner_of(visitor).get_by_text("Solved: ").wait_for()
    banner_of(reader).get_by_text("Solved: ").wait_for()  # it has changed: it stands again
    lead.get_by_role("link", name=words).first.click()
    lead.get_by_role("button", name="End it").click()
    for page in (visitor, nadia, reader):
        banner_of(page).wait_for(state="hidden")
    assert typing.evaluate("box => box.getRootNode().activeElement === box")
    assert {place: problems for place, problems in found.items() if problems} == {}


def banner_of(page: Page) -> Locator:
    return page.get_by_role("region", name="Announcements")
