"""Import and export in a real browser: see first what would change, then do it."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from core.staff import Role
from store.articles import Articles
from tests.support.browser.accessibility import LOOKS, barriers
from tests.support.browser.site import PASSWORD, Site

if TYPE_CHECKING:
    from playwright.sync_api import Page

TEXT = """---
title: {slug}
questions: [how about my {slug}]
next: []
audience: everyone
tags: [cards]
review: 2027-05-15
owner: cards-team
---
Short answer.
"""


@pytest.fixture(scope="module")
def kim(site: Site) -> str:
    return site.add_staff("Kim Novak", Role.CONTENT_MANAGER)


@pytest.fixture
def packed(tmp_path: Path) -> Path:
    """Three articles, of which one is faulty."""
    path = tmp_path / "articles.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for slug in ("a_new_one", "another_one"):
            archive.writestr(f"kb/{slug}.md", TEXT.format(slug=slug))
        archive.writestr("kb/broken.md", "no front matter")
    return path


def open_transfer(site: Site, page: Page, email: str) -> None:
    page.goto(f"{site.url}/login?next=/console/transfer")
    page.fill("[name=email]", email)
    page.fill("[name=password]", PASSWORD)
    page.click("button[type=submit]")
    page.goto(f"{site.url}/console/transfer")


def test_an_archive_is_looked_at_first_and_then_imported(
    site: Site, page: Page, kim: str, packed: Path
) -> None:
    articles = Articles(site.database)
    open_transfer(site, page, kim)
    page.set_input_files("#file", packed)
    page.click("text=See what would change")
    page.wait_for_selector("text=2 articles would change.")
    assert "1 is faulty and is not taken" in page.inner_text("#result")
    assert "broken.md, line 1" in page.inner_text("#result .faults")
    assert "a_new_one" not in {article.slug for article in articles.live()[1]}
    page.click("#apply")
    page.wait_for_selector("text=Imported.")
    assert {"a_new_one", "another_one"} <= {article.slug for article in articles.live()[1]}
    assert articles.version("a_new_one", 1).by == "Kim Novak"


def test_a_file_of_another_kind_is_refused_before_it_is_sent(
    site: Site, page: Page, kim: str, tmp_path: Path
) -> None:
    open_transfer(site, page, kim)
    (tmp_path / "notes.pdf").write_text("hello")
    page.set_input_files("#file", tmp_path / "notes.pdf")
    page.wait_for_selector("text=Choose a .zip or a .csv file.")
    assert page.is_disabled("#look")
    (tmp_path / "broken.zip").write_bytes(b"PK, or so it says")
    page.set_input_files("#file", tmp_path / "broken.zip")
    page.click("text=See what would change")
    page.wait_for_selector("text=This is no .zip file that can be read.")


def test_questions_come_from_a_table(site: Site, page: Page, kim: str, tmp_path: Path) -> None:
    open_transfer(site, page, kim)
    (tmp_path / "more.csv").write_text("article,question\nno_such_topic,what\n")
    page.set_input_files("#file", tmp_path / "more.csv")
    assert not page.is_visible("#options")
    page.click("text=See what would change")
    page.wait_for_selector("text=Nothing would change.")
    assert "there is no live article 'no_such_topic'" in page.inner_text("#result")
    assert not page.is_visible("#apply")


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_nothing_keeps_anybody_out(
    site: Site, new_page: Callable[..., Page], kim: str, packed: Path, width: int, scheme: str
) -> None:
    page = new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    open_transfer(site, page, kim)
    page.set_input_files("#file", packed)
    page.click("text=See what would change")
    page.wait_for_selector("#result h3")
    assert barriers(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
