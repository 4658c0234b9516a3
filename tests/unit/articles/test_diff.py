"""What changed between two versions of an article."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from core.articles import is_changed, list_difference, text_difference
from core.articles.diff import Change, Piece

GONE, NEW, SAME = Change.GONE, Change.NEW, Change.SAME


def test_the_words_that_changed_are_told_from_those_that_stayed() -> None:
    assert text_difference("It takes 5 days.", "It takes 7 working days.") == (
        Piece(SAME, "It takes "),
        Piece(GONE, "5"),
        Piece(NEW, "7 working"),
        Piece(SAME, " days."),
    )


def test_words_that_came_together_are_shown_together() -> None:
    assert text_difference("Open in the morning.", "Open from nine to five.") == (
        Piece(SAME, "Open "),
        Piece(GONE, "in the morning"),
        Piece(NEW, "from nine to five"),
        Piece(SAME, "."),
    )


def test_an_item_that_was_reworded_is_one_item_and_another_one_is_two() -> None:
    old = ["Open the app.", "Tap Cards.", "Wait."]
    new = ["Open the app.", "Tap Cards and Track.", "Wait.", "Call us if it is late."]
    reworded, added = list_difference(old, new)[1], list_difference(old, new)[3]
    assert [piece.change for piece in reworded] == [SAME, NEW, SAME]
    assert added == (Piece(NEW, "Call us if it is late."),)
    assert list_difference(["red"], ["a blue sky"]) == (
        (Piece(GONE, "red"),),
        (Piece(NEW, "a blue sky"),),
    )


@given(st.text(max_size=60), st.text(max_size=60))
def test_each_of_two_texts_can_be_read_off_their_difference(old: str, new: str) -> None:
    pieces = text_difference(old, new)
    assert "".join(p.text for p in pieces if p.change is not NEW) == old
    assert "".join(p.text for p in pieces if p.change is not GONE) == new
    assert is_changed(pieces) == (old != new)
