"""Telling an upset customer from a curt one."""

from __future__ import annotations

import pytest

from core.mood import is_frustrated, nod

PHRASES = ("this is ridiculous", "fed up", "i'm furious", "fuck")


@pytest.mark.parametrize(
    "text",
    [
        "THIS IS ridiculous, where is my card",
        "honestly  fed\nup",
        "I’m furious",
        "fuck!",
        "WHERE IS MY MONEY!!",
    ],
)
def test_evident_frustration_is_noticed(text: str) -> None:
    assert is_frustrated(text, PHRASES)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "where is my card",
        "MY PIN",
        "WHERE IS MY CARD",
        "where is my money!!",
        "HELP ME NOW!!",
        "what is a fucking-a number",
        "I fed uppercase letters into the form",
        "12 34 56 78!!",
    ],
)
def test_curt_loud_or_odd_is_not_upset(text: str) -> None:
    assert not is_frustrated(text, PHRASES)


@pytest.mark.parametrize(
    ("signs", "meaning"),
    [("👍", True), ("👍🏿 ✅", True), ("👎", False), ("👍👎", None), ("🙂", None), ("", None)],
)
def test_a_thumb_is_a_yes_or_a_no_and_other_signs_are_neither(
    signs: str, meaning: bool | None
) -> None:
    assert nod(signs) is meaning
