"""Whose data it is: keys of Redis, words that prove something, and statements of a size."""

from __future__ import annotations

import pytest

from core.errors import BadInput
from core.personal_data import Whose, read_terms

ANNA = Whose(
    "erased-0",
    {"Zx81conversation": "erased-1"},
    customers=("acme:42", "seen"),
    terms=("Anna Smith", "anna@mail.example", "+44 20 7946 0000"),
)


def test_a_name_that_others_gave_ends_limits_alone() -> None:
    assert ANNA.has_key("window:own:acme:42")
    assert ANNA.has_key("tracker:Zx81conversation")
    assert not ANNA.has_key("inbox:seen:another:m-1")
    assert not ANNA.has_key("editors:seen")


def test_a_namesakes_entries_are_handed_out_to_nobody() -> None:
    assert ANNA.without_namesakes().terms == ("anna@mail.example", "+44 20 7946 0000")


def test_many_conversations_are_named_in_several_statements() -> None:
    ids = {f"c-{number:03}": f"erased-{number:03}" for number in range(230)}
    parts = list(Whose("erased-0", ids, identities=(1,), addresses=("shop a",)).parts())
    assert [len(each.conversations) for each in parts] == [100, 100, 30]
    assert [each.identities for each in parts] == [(1,), (), ()]


@pytest.mark.parametrize("typed", ["Bo", "----", "? ? ? ?", "  ...... ", "a@b.c", "😀😀😀😀"])
def test_words_that_could_stand_in_anybodys_are_refused(typed: str) -> None:
    """Dashes were taken: whatever has dashes in it, and is nobody's, would have gone as well."""
    with pytest.raises(BadInput, match="too short"):
        read_terms(f"Ana Bell\n{typed}")


@pytest.mark.parametrize("typed", ["Bo Li", "田中太郎", "राम सिंह", "j@x.ie", "0123"])
def test_short_names_in_any_script_are_taken(typed: str) -> None:
    assert read_terms(f" {typed} \n\n{typed}") == (typed,)
