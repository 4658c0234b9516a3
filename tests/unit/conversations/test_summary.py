"""The summary of a conversation in the customer's own words."""

from __future__ import annotations

import pytest

from core.conversations import summary_of
from core.conversations.summary import MAX_SENTENCE_LENGTH
from tests.unit.handoffs.test_context import answer, bot, customer, transcript


def test_a_short_request_is_its_own_summary() -> None:
    told = transcript(bot("Hi, ask me anything."), customer("hello"), customer("where is my card?"))
    assert summary_of(told) == ("where is my card?",)


def test_what_adds_most_is_chosen_and_stands_in_the_order_it_was_said() -> None:
    told = transcript(
        customer("Hi there! My transfer to my landlord hasn't arrived."),
        answer("pending_transfer", 0.8),
        customer("No", "helped:no"),
        customer("I know that already."),
        customer("I sent £850 on 3 March and the app says completed. ok"),
        customer("my transfer hasn't arrived!!"),
        customer("The landlord's bank has nothing and rent was due yesterday."),
        customer("I want to talk to a person please"),
    )
    assert summary_of(told) == (
        "My transfer to my landlord hasn't arrived.",
        "I sent £850 on 3 March and the app says completed.",
        "The landlord's bank has nothing and rent was due yesterday.",
    )


def test_buttons_courtesies_and_other_peoples_words_are_left_out() -> None:
    told = transcript(
        customer("Lost card", "article:lost_card"),
        customer("ok thanks"),
        customer("👍"),
        bot("Your card number 1234 was blocked."),
    )
    assert summary_of(told) == ()


def test_a_long_story_is_four_sentences_at_most_each_cut_at_a_word() -> None:
    story = " ".join(f"word{n}" for n in range(200))
    told = transcript(*(customer(f"part{n} {story}x{n} problem{n}.") for n in range(30)))
    summary = summary_of(told)
    assert len(summary) <= 4
    assert all(len(sentence) <= MAX_SENTENCE_LENGTH for sentence in summary)
    assert summary[0].endswith("…")
    assert not summary[0].startswith(" ")


@pytest.mark.parametrize("text", ["卡在哪里。我的卡丢了！", "где моя карта", "أين بطاقتي"])
def test_any_script_is_words(text: str) -> None:
    assert summary_of(transcript(customer(text)))


def test_nothing_said_is_no_summary() -> None:
    assert summary_of([]) == ()
