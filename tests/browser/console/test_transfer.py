"""Import and export in a real browser: see first what would change, then do it."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from core.staff import Role
from store.articles import Articles
from tests.support.browser.accessibility import LOOKS, barriers
from tests.support.browser.site import PASSWORD, Site
from tests.support.exports import ZENDESK

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


MANY = [
    {**article, "id": number, "title": f"{article['title']} {number}"}
    for number, article in enumerate([*ZENDESK["articles"]] * 3)
]


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
    page.wait_for_selector("text=Choose a .zip, .csv, .json or .html file.")
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


def test_a_table_of_articles_is_told_from_one_of_questions(
    site: Site, page: Page, kim: str, tmp_path: Path
) -> None:
    open_transfer(site, page, kim)
    rows = "title;body;status\nFees abroad;They are 1 %.;published\n;Nothing;published\n"
    (tmp_path / "more.csv").write_text(rows)
    page.set_input_files("#file", tmp_path / "more.csv")
    page.check("[name=publish]")
    assert not page.is_visible("[name=overwrite]")
    page.click("text=See what would change")
    page.wait_for_selector("text=Articles from a table.")
    assert "more.csv, line 3" in page.inner_text("#result .faults")
    page.click("#apply")
    page.wait_for_selector("text=Imported.")
    (fees,) = (each for each in Articles(site.database).live()[1] if each.slug == "fees_abroad")
    assert fees.short == "They are 1 %."


def test_another_help_centres_articles_are_looked_at_and_become_drafts(
    site: Site, page: Page, kim: str, tmp_path: Path
) -> None:
    open_transfer(site, page, kim)
    path = tmp_path / "articles.json"
    path.write_text(json.dumps(ZENDESK, indent=2, ensure_ascii=False))
    page.set_input_files("#file", path)
    assert not page.is_visible("[name=withdraw]"), "no file of ours is missing from it"
    page.click("text=See what would change")
    page.wait_for_selector("text=Articles from Zendesk Guide.")
    assert "2 drafts would wait to be read: nobody is answered from a draft." in page.inner_text(
        "#result"
    )
    assert "articles.json, “Reset your PIN”, line 8" in page.inner_text("#result .faults")
    page.click("#apply")
    page.wait_for_selector("text=Imported.")
    page.click("text=Which are new?")
    page.click("#result >> text=reset_your_pin")
    title = page.get_by_label("Title", exact=True)
    title.wait_for()
    assert title.input_value() == "Reset your PIN"
    assert "reset_your_pin" not in {article.slug for article in Articles(site.database).live()[1]}


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_nothing_keeps_anybody_out(
    site: Site, new_page: Callable[..., Page], kim: str, packed: Path, width: int, scheme: str
) -> None:
    page = new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    open_transfer(site, page, kim)
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("export/articles.json", json.dumps({**ZENDESK, "articles": MANY}))
    page.set_input_files("#file", packed)
    page.click("text=See what would change")
    page.wait_for_selector("text=Articles from Zendesk Guide.")
    assert barriers(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
