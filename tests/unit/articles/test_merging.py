"""Two people wrote in the same article: nothing of either is lost."""

from __future__ import annotations

from dataclasses import replace

from core.articles import Draft, merge_drafts

BASE = Draft(title="Change your PIN", short="Open Cards.", steps=("Open Cards.",), owner="cards")


def test_what_only_one_changed_goes_on_without_a_question() -> None:
    mine = replace(BASE, owner="kims-team")
    theirs = replace(BASE, title="Change the PIN of your card", steps=("Open it.",))
    merged = merge_drafts(BASE, mine, theirs)
    assert merged.draft == replace(theirs, owner="kims-team")
    assert (merged.both, merged.others) == ({}, 3)


def test_what_both_changed_otherwise_is_theirs_until_somebody_chooses() -> None:
    mine = replace(BASE, short="Open Cards now.", tags=("pin",), title="PIN")
    theirs = replace(BASE, short="Tap Cards.", tags=("pin",), title="A PIN", review="2027-01-01")
    merged = merge_drafts(BASE, mine, theirs)
    assert merged.draft == theirs
    assert list(merged.both) == ["title", "short"], "tags are alike by now"
    assert merged.others == 1
    pieces = [(piece.change.value, piece.text) for piece in merged.both["short"]]
    assert pieces[:3] == [("gone", "Tap"), ("new", "Open"), ("same", " Cards")]


def test_the_rows_of_a_list_are_compared_line_by_line() -> None:
    merged = merge_drafts(BASE, replace(BASE, steps=("a", "b")), replace(BASE, steps=("a", "c")))
    words = "".join(piece.text for piece in merged.both["steps"] if piece.change.value != "gone")
    assert words == "a\nb"
