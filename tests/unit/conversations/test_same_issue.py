"""Whether two requests are about the same thing."""

from __future__ import annotations

from core.conversations import Issue, content_words, is_same


def test_the_same_article_or_mostly_the_same_words_are_the_same_issue() -> None:
    card = Issue("where is my new card?", "card_arrival")
    assert is_same(card, Issue("it still hasn't come", "card_arrival"))
    assert is_same(card, Issue("my new cards are still not here"))
    assert not is_same(card, Issue("how do i close my account"))
    assert not is_same(card, Issue("my card was declined", "declined_card_payment"))
    assert not is_same(Issue(), Issue())


def test_the_words_that_count_are_stemmed_and_without_grammar() -> None:
    assert content_words("Where are my new CARDS?") == {"new", "card"}
