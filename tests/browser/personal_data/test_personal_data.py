"""Finding a customer, handing their data out and erasing it, in a real browser."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from core.conversations import Author, Profile
from core.staff import Role
from store.handoffs import Handoffs
from tests.support.browser.accessibility import barriers
from tests.support.browser.site import PASSWORD, Site, running_site

if TYPE_CHECKING:
    from playwright.sync_api import Page

ANA = Profile("c-1812", "Ana Lima", "", (("plan", "Gold"), ("email", "ana.lima@mail.example")))


@pytest.fixture(scope="module")
def site(redis_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with running_site(redis_url, tmp_path_factory.mktemp("site")) as site:
        site.add_staff("Ravi Menon", Role.ADMIN)
        yield site


@pytest.mark.parametrize("width", [1440, 390])
def test_an_admin_finds_a_customer_hands_out_their_data_and_erases_it(
    site: Site, new_page: Callable[..., Page], width: int
) -> None:
    said = [(Author.CUSTOMER, "Where is the blue kayak I ordered?")]
    waiting = site.hand_off(said, ANA)
    page = new_page(viewport={"width": width, "height": 900})
    found: dict[str, list[str]] = {}

    def look(name: str) -> None:
        found[name] = barriers(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        if shots := os.environ.get("EFFIE_SHOTS"):
            page.screenshot(path=Path(shots) / f"data-{name}-{width}.png", full_page=True)

    page.goto(f"{site.url}/personal-data")
    page.get_by_label("E-mail address").fill("ravi@tern.example")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_label("Name, e-mail address").fill("ana.lima@mail")
    page.get_by_role("button", name="Find").click()
    page.get_by_text("Where is the blue kayak").wait_for()
    look("found")
    page.get_by_role("link", name="Ana Lima").click()
    page.get_by_text("that is not resolved").wait_for()
    look("held")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download everything").click()
    assert download.value.suggested_filename.endswith(".zip")

    handoffs = Handoffs(site.database)
    waits = handoffs.open_in(waiting)
    assert waits is not None
    handoffs.abandon(waits.id)
    page.reload()
    look("person")
    page.get_by_label("Type ERASE to confirm").fill("ERASE")
    page.get_by_role("button", name="Erase for good").click()
    page.get_by_role("heading", name="Erasure").wait_for()
    look("under-way")
    page.get_by_text("The receipt stands in the audit").wait_for()
    look("done")
    page.goto(f"{site.url}/personal-data?q=ana.lima@mail")
    page.get_by_text("Nobody is found by this").wait_for()
    look("list")
    page.goto(f"{site.url}/audit?what=person")
    page.get_by_role("cell", name="person: erased").first.wait_for()
    look("audit")
    assert {name: problems for name, problems in found.items() if problems} == {}
