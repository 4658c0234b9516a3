"""Words by which customers want to hear that something is solved, or no longer."""

from __future__ import annotations

import pytest

from core.announcements import Wish, wish_in


@pytest.mark.parametrize(
    "words",
    [
        "Tell me when it's solved",
        "please let me know once this is fixed",
        "can you message me when it works again?",
        "notify me as soon as it's back up",
        "keep me posted",
        "Could you e-mail me when that is sorted",
        "text me if there is news",
        "KEEP ME UPDATED please",
        "I don't get into my account, tell me when it works again",
        "I do not have time for this. Let me know once it's fixed",
        "never mind, just keep me posted",
    ],
)
def test_who_wants_to_be_told_is_understood(words: str) -> None:
    assert wish_in(words) is Wish.TELL


@pytest.mark.parametrize(
    "words",
    [
        "don't tell me when it's solved",
        "No need to let me know when it is fixed.",
        "Unsubscribe",
        "Don't tell me",
        "stop messaging me",
        "don’t keep me posted",
        "you don't have to tell me when it's solved",
        "please don't ever e-mail me when it is back",
    ],
)
def test_and_who_wants_it_no_more(words: str) -> None:
    assert wish_in(words) is Wish.LEAVE


@pytest.mark.parametrize(
    "words",
    [
        "",
        "when will it be solved?",
        "tell me why my card was declined",
        "how do I unsubscribe from the newsletter",
        "let me know your phone number",
        "don't tell me my card was declined again",
        "it is fixed now, thanks",
        "tell me when it is fixed " + "and what happened to my money " * 5,
    ],
)
def test_other_words_wish_neither(words: str) -> None:
    assert wish_in(words) is None
