"""An utterance with its card as words: nothing that a card says is lost where none can be drawn."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.channels import Delivery, Mark, Style, markdown_of, together
from core.conversations import (
    AnswerCard,
    ArticleLink,
    Author,
    Card,
    ChannelLink,
    HandoffCard,
    Utterance,
    content_json,
)
from web.channels.markup import to_styled

AT = datetime(2026, 11, 26, tzinfo=timezone.utc)
ARTICLE = ArticleLink("pin", "Change your PIN", "/help/pin")
TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=300)


def said(text: str, card: Card | None = None, author: Author = Author.BOT) -> Utterance:
    return Utterance("1", "one", author, text, AT, content=content_json(card))


def test_an_answer_has_its_title_its_steps_and_the_way_to_the_rest() -> None:
    card = AnswerCard(ARTICLE, ("Open **Cards**.", "Tap it."), more="More.", span="It is free.")
    words = markdown_of(said("At a machine.", card), "https://help.example")
    styled = to_styled(words, "https://help.example")
    assert styled.text == (
        "Change your PIN\n\nIt is free.\n\nAt a machine.\n\n"
        "1. Open Cards.\n2. Tap it.\n\nChange your PIN"
    )
    (link,) = [mark for mark in styled.marks if mark.style is Style.LINK]
    assert link.url == "https://help.example/help/pin"
    assert styled.text[link.start : link.end] == "Change your PIN"


def test_without_an_address_of_ours_the_steps_are_all_told() -> None:
    """An experienced customer gets the rest behind a link; where there is none, in full."""
    card = AnswerCard(ARTICLE, ("Open Cards.",), presentation="short")
    assert "Open Cards." in markdown_of(said("Short.", card), "")
    assert "Open Cards." not in markdown_of(said("Short.", card), "https://help.example")


def test_the_other_ways_to_get_help_are_told_once() -> None:
    phone = ChannelLink("Call 020 7946 0112", "tel:+442079460112")
    mail = ChannelLink("Write to help@tern.example", "mailto:help@tern.example")
    words = markdown_of(said("Wait.", HandoffCard(channels=(phone, mail))), "")
    assert to_styled(words).text == "Wait.\n\nCall 020 7946 0112\nWrite to help@tern.example"


def test_what_is_bold_is_marked_and_lists_keep_their_signs() -> None:
    styled = to_styled("Do **this**:\n\n- one\n- two\n  1. deep\n\n## Then\n\nend")
    assert styled.text == "Do this:\n\n• one\n• two\n  1. deep\n\nThen\n\nend"
    bold = [styled.text[m.start : m.end] for m in styled.marks if m.style is Style.BOLD]
    assert bold == ["this", "Then"]


@given(TEXTS)
def test_any_text_becomes_words_whose_marks_lie_within(text: str) -> None:
    styled = to_styled(text)
    assert all(0 <= m.start < m.end <= len(styled.text) for m in styled.marks)
    assert all(isinstance(mark, Mark) for mark in styled.marks)


@pytest.mark.parametrize(
    ("states", "whole"),
    [
        ([Delivery.READ, Delivery.SENT], Delivery.SENT),
        ([Delivery.READ, Delivery.FAILED], Delivery.FAILED),
        ([Delivery.QUEUED, Delivery.DELIVERED], Delivery.QUEUED),
    ],
)
def test_what_was_sent_in_parts_has_come_as_far_as_its_last_part(
    states: list[Delivery], whole: Delivery
) -> None:
    assert together(states) is whole
