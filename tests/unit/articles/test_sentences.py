"""An article taken apart into sentences."""

from __future__ import annotations

from dataclasses import replace

from core.articles import ArticleSentence, sentences_of
from tests.support.source_in_memory import shipped

(LOST,) = shipped("lost_or_stolen_card")


def test_an_article_is_its_short_answer_its_steps_and_the_rest() -> None:
    article = replace(
        LOST,
        short="Freeze your card. See the app for more.",
        steps=("Tap **Cards**. Choose one.", "Confirm."),
        more="Found again? See [here](card_linking).\n\n- A list item.",
    )
    assert sentences_of(article) == (
        ArticleSentence("Freeze your card.", is_short=True),
        ArticleSentence("See the app for more.", is_short=True),
        ArticleSentence("Tap **Cards**.", 1),
        ArticleSentence("Choose one.", 1),
        ArticleSentence("Confirm.", 2),
        ArticleSentence("Found again? See [here](card_linking)."),
        ArticleSentence("- A list item."),
    )


def test_a_sentence_that_points_back_comes_with_the_one_before() -> None:
    article = replace(LOST, short="Freeze it now. It works at once.", steps=(), more="")
    texts = [each.text for each in sentences_of(article)]
    assert texts == ["Freeze it now.", "Freeze it now. It works at once."]


def test_a_question_within_an_article_comes_with_what_answers_it() -> None:
    article = replace(LOST, short="Yes.", steps=("Want both? Order a spare one.",), more="")
    texts = [each.text for each in sentences_of(article)]
    assert texts == ["Yes.", "Want both? Order a spare one."]


def test_every_sentence_stands_in_its_article_word_by_word() -> None:
    blocks = (LOST.short, *LOST.steps, LOST.more)
    assert all(any(each.text in block for block in blocks) for each in sentences_of(LOST))


def test_numbers_and_abbreviations_end_no_sentence() -> None:
    article = replace(LOST, short="It costs 0.5 %, e.g. on a Sunday.", steps=(), more="")
    assert len(sentences_of(article)) == 1
