"""Finding articles by words: whole, begun, misspelt; in titles, examples and the full text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from core.articles import Article, WordIndex, marked_pieces, sentence_with
from core.articles.word_search import MAX_HELD
from store.article_files import read_library

ARTICLES = Path(__file__).parents[3] / "knowledge_base" / "articles"


@pytest.fixture(scope="module")
def articles() -> Sequence[Article]:
    return read_library(ARTICLES).articles


@pytest.fixture(scope="module")
def index(articles: Sequence[Article]) -> WordIndex:
    return WordIndex(articles)


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("IBAN", "transfer_into_account"),  # stands in no title
        ("sort code", "transfer_into_account"),
        ("swift", "transfer_timing"),
        ("card not arr", "card_arrival"),
        ("passcod", "passcode_forgotten"),
        ("refudn", "request_refund"),
        ("Apple Pay", "apple_pay_or_google_pay"),
        ("spare card", "getting_spare_card"),
    ],
)
def test_what_holds_every_word_as_far_as_it_was_typed_is_among_the_first_three(
    index: WordIndex, words: str, slug: str
) -> None:
    assert slug in index.holding(words)[:3]


@pytest.mark.parametrize(
    "words", ["", "?!", "dinosaur", "card dinosaur", "how do i get a new card for my account"]
)
def test_a_word_that_no_article_holds_or_a_whole_sentence_finds_nothing_by_words(
    index: WordIndex, words: str
) -> None:
    assert index.holding(words) == ()


def test_the_sentence_that_holds_the_words_is_found_and_they_are_marked_whole(
    articles: Sequence[Article],
) -> None:
    article = next(each for each in articles if each.slug == "transfer_into_account")
    sentence = sentence_with(article, "sort cod")
    assert "sort code" in sentence
    pieces = marked_pieces(sentence, "sort cod")
    assert "".join(text for text, _ in pieces) == sentence
    assert [text for text, is_marked in pieces if is_marked] == ["sort", "code"]
    assert sentence_with(article, "dinosaur") == ""
    linking = replace(article, short="It is [here](dinosaur).")
    assert sentence_with(linking, "dinosaur") == "", "nobody reads where a link leads"
    assert marked_pieces("Nothing of it.", "iban") == (("Nothing of it.", False),)
    assert marked_pieces("", "iban") == ()


def test_of_very_many_that_hold_a_word_the_likeliest_come_and_no_more(
    articles: Sequence[Article],
) -> None:
    many = [replace(articles[0], slug=f"a{number}", title="Fees") for number in range(300)]
    index = WordIndex([*many, replace(articles[0], slug="best", title="Fees abroad")])
    assert index.holding("fees abr") == ("best",)
    assert len(index.holding("fees")) == len(index.search("fees")) == MAX_HELD
    assert index.holding("fees")[:2] == ("a0", "a1")
