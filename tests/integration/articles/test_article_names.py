"""What an article is called: made of its title, whatever its script, and always free."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest

from core.articles import Draft
from core.errors import BadInput
from store.articles import Articles, DraftConflict, SlugTaken
from store.articles.record import NoSuchArticle
from store.database import Database
from tests.support.articles import KIM, an_article, let_live

pytestmark = pytest.mark.every_database

DRAFT = Draft(title="Change your PIN")
PIN = "change_your_pin"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Change your PIN", "change_your_pin"),
        ("Überweisung zurückholen", "uberweisung_zuruckholen"),
        ("Straße", "strasse"),
        ("Łódź", "lodz"),
        ("Smørrebrød, œuvre", "smorrebrod_oeuvre"),
        ("更改密码", "genggaimima"),
        ("Как сменить PIN?", "kak_smenit_pin"),
        ("🩷", "pink_heart"),
        ("Contact", "contact_2"),  # a page of the help centre
        ("???", "article"),
    ],
)
def test_a_title_of_any_script_makes_a_name_one_can_read(
    articles: Articles, title: str, name: str
) -> None:
    assert articles.begin(Draft(title=title), KIM) == name


def test_after_a_hundred_articles_of_one_title_there_is_another_name(
    database: Database, articles: Articles
) -> None:
    taken = ["genggaimima", *(f"genggaimima_{number}" for number in range(2, 120))]
    let_live(database, *(an_article(slug, "更改密码") for slug in taken))
    assert articles.begin(Draft(title="更改密码"), KIM) == "genggaimima_120"


def test_of_many_who_begin_the_same_at_once_each_gets_a_name(articles: Articles) -> None:
    together = Barrier(6)

    def begin(_number: int) -> str:
        together.wait()
        return articles.begin(DRAFT, KIM)

    with ThreadPoolExecutor(6) as pool:
        names = list(pool.map(begin, range(6)))
    assert sorted(names) == [PIN, *(f"{PIN}_{number}" for number in range(2, 7))]


def test_a_name_is_free_again_when_its_only_draft_was_thrown_away(articles: Articles) -> None:
    first = articles.create(PIN, DRAFT, KIM)
    articles.discard_draft(PIN, first.revision, KIM)
    assert articles.listed() == []
    with pytest.raises(NoSuchArticle):
        articles.get(PIN)
    with pytest.raises(DraftConflict, match="thrown this draft away"):
        articles.save_draft(PIN, DRAFT, first.revision, KIM)
    again = articles.create(PIN.upper(), DRAFT, KIM)
    assert again.revision > first.revision
    assert [each.slug for each in articles.listed()] == [PIN.upper()]
    articles.discard_draft(PIN.upper(), again.revision, KIM)
    assert articles.begin(DRAFT, KIM) == PIN


def test_a_name_is_taken_once_in_whatever_capitals_and_must_be_one(articles: Articles) -> None:
    articles.create(PIN, DRAFT, KIM)
    for taken in (PIN, PIN.upper()):
        with pytest.raises(SlugTaken):
            articles.create(taken, DRAFT, KIM)
    for bad in ("", "../etc/passwd", "a b", "search", "x" * 81):
        with pytest.raises(BadInput):
            articles.create(bad, DRAFT, KIM)
    with pytest.raises(NoSuchArticle):
        articles.get("nothing_here")


def test_an_article_without_a_title_is_not_begun(articles: Articles) -> None:
    with pytest.raises(BadInput, match="title"):
        articles.begin(replace(DRAFT, title=" "), KIM)
