"""What is read of another help centre's export: who may see it, and what links to what."""

from __future__ import annotations

import json
from typing import Any

import pytest

from core.errors import BadInput
from core.exports import MAX_EXPORTED, Export, Lines, Links, read_export
from store.exports.encodings import text_of

ZENDESK = {"id": 1, "title": "A", "body": "<p>x</p>", "section_id": 7, "draft": False}
FRESHDESK = {"id": 1, "title": "A", "description": "<p>x</p>", "folder_id": 4, "status": 2}
HELP_SCOUT = {"id": "a", "name": "A", "text": "x", "collectionId": "c", "status": "published"}
COLLECTION = {"id": "c", "name": "Docs"}


def read(*objects: Any) -> Export:
    text = json.dumps(objects)
    return read_export([("export.json", json.loads(text), Lines(text))])


@pytest.mark.parametrize(
    ("objects", "words"),
    [
        ([{**ZENDESK, "user_segment_id": None}], ""),
        ([{**ZENDESK, "user_segment_id": None, "user_segment_ids": []}], ""),
        ([{**ZENDESK, "user_segment_id": None, "user_segment_ids": [3]}], "only some customers"),
        ([ZENDESK], "with all fields"),
        ([FRESHDESK], "Put the folders into the export too"),
        ([FRESHDESK, {"id": 4, "name": "F", "visibility": 1}], ""),
        ([FRESHDESK, {"id": 4, "name": "F", "visibility": 2}], "only some customers"),
        ([{**FRESHDESK, "folder_visibility": 1}], ""),
        ([HELP_SCOUT], "Put the collections into the export too"),
        ([HELP_SCOUT, {**COLLECTION, "visibility": "public"}], ""),
        ([HELP_SCOUT, {**COLLECTION, "visibility": "private"}], "only some customers"),
    ],
)
def test_only_what_everybody_is_known_to_have_read_counts_as_published(
    objects: list[Any], words: str
) -> None:
    (article,) = read(*objects).articles
    assert article.published is not bool(words)
    assert words in " ".join(article.notes)


def test_halves_of_characters_are_dropped() -> None:
    article = {**ZENDESK, "title": "A\ud83d", "body": "\ude00<p>x\ud83d\ude00</p>"}
    (read_one,) = read({**article, "label_names": ["b\ud83d"]}).articles
    assert (read_one.title, read_one.text, read_one.topics) == ("A", "<p>x\U0001f600</p>", ("b",))


def test_a_section_stands_in_the_section_of_its_parents_number_not_in_a_category() -> None:
    inner = {"id": 7, "name": "Inner", "parent_section_id": 8, "category_id": 9}
    outer = {"id": 8, "name": "Outer", "parent_section_id": None, "category_id": 9}
    categories = [{"id": 8, "name": "Other"}, {"id": 9, "name": "Banking"}]
    (article,) = read({**ZENDESK}, inner, outer, *categories).articles
    assert article.topics[0] == "Inner"
    nested = {**inner, "category_id": None}
    (article,) = read({**ZENDESK}, nested, outer, *categories).articles
    assert article.topics == ("Inner", "Outer", "Banking")


def test_more_articles_than_one_export_may_have_are_refused_while_it_is_read() -> None:
    with pytest.raises(BadInput, match="more than 20,000 articles"):
        read(*({**ZENDESK, "id": number} for number in range(MAX_EXPORTED + 2)))


@pytest.mark.parametrize(
    ("own", "address", "target"),
    [
        ("https://a.example/hc/articles/12-A", "https://A.example/hc/de/articles/12", "here"),
        ("https://a.example/hc/articles/12-A", "https://old.example/hc/articles/12", "here"),
        ("https://a.example/hc/articles/12-A", "/hc/articles/12", "here"),
        ("https://a.example/hc/articles/12-A", "https://b.example/article/12-b", None),
        ("https://a.example/hc/articles/12-A", "//b.example/article/12-b", ""),
        ("", "https://b.example/article/12-b", "here"),
    ],
)
def test_a_number_is_an_articles_only_where_the_articles_are(
    own: str, address: str, target: str | None
) -> None:
    old = "https://old.example/api/articles/12.json" if own else None
    article = {**ZENDESK, "id": 12, "html_url": own, "url": old}
    links = Links.of({"here": read(article).articles[0]})
    assert links.target(address) == (address if target is None else target or None)


@pytest.mark.parametrize(
    ("declared", "written", "text"),
    [
        ("iso-8859-1", "cp1252", "“5 €”"),
        ("us-ascii", "cp1252", "“5 €”"),
        ("iso-8859-9", "cp1254", "“ğ €”"),
        ("gb2312", "gb18030", "镕"),
        ("shift_jis", "cp932", "①"),
        ("euc-kr", "cp949", "뢰똠"),
        ("utf-16", "utf-8", "“5 €”"),
    ],
)
def test_encodings_are_read_as_browsers_read_their_names(
    declared: str, written: str, text: str
) -> None:
    page = f"<meta charset={declared}><p>{text} </p>"
    assert text_of(page.encode(written)) == (page, "")
    assert text_of(f"{page} ".encode(written)) == (f"{page} ", "")
