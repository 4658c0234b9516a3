"""Texts are measured as vendors measure them, and cut where nothing is lost."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.channels import Unit, in_plain_signs, length, segments, shorten, split
from tests.support.vendors.twilio import parts

FAMILY = "👨\u200d👩\u200d👧"
# No lone surrogates: they are kept out at every door.
TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=300)
# What is shown as one, and what parts words, so that cuts fall on them.
DENSE = st.text(st.sampled_from("a b\n.&<€{é\u0301🏽👍\u200d👩🇬🇧\ufe0f"), max_size=200)


@given(TEXTS | DENSE, st.integers(5, 60), st.sampled_from(Unit))
def test_no_part_is_longer_than_its_unit_allows_and_no_character_is_lost(
    text: str, longest: int, unit: Unit
) -> None:
    parts = split(text, longest, unit)
    assert "".join(parts) == text
    assert all(length(part, unit) <= longest for part in parts)
    assert all(parts) or parts == [""]


@given(TEXTS | DENSE, st.integers(5, 60), st.sampled_from(Unit))
@example("\x80\u0800", 5, Unit.BYTES)
def test_a_shortened_text_fits(text: str, longest: int, unit: Unit) -> None:
    assert length(shorten(text, longest, unit), unit) <= longest


def test_emoji_count_as_telegram_counts_them_and_none_is_cut_in_two() -> None:
    """Field bug: 4,096 counted in code points, and emoji split inside a surrogate pair."""
    text = "😀" * 3000
    assert length(text, Unit.UTF16) == 6000
    parts = split(text, 4096, Unit.UTF16)
    assert [length(part, Unit.UTF16) for part in parts] == [4096, 1904]
    assert "".join(parts) == text
    for part in parts:
        part.encode("utf-16")  # fails for half a character


@pytest.mark.parametrize("whole", [FAMILY, "👍🏽", "🇬🇧", "e\u0301", "☎\ufe0f"])
def test_what_is_shown_as_one_character_stays_whole(whole: str) -> None:
    for before in range(1, 20):
        parts = split("x" * before + whole + "y" * 20, 20, Unit.CHARACTERS)
        assert any(whole in part for part in parts)


def test_a_text_is_cut_between_paragraphs_rather_than_within_a_sentence() -> None:
    text = "One two three four.\n\nFive six. Seven eight nine ten."
    assert split(text, 35, Unit.CHARACTERS) == [
        "One two three four.\n\n",
        "Five six. Seven eight nine ten.",
    ]


def test_an_instagram_text_is_measured_in_bytes() -> None:
    assert length("ü€😀", Unit.BYTES) == 2 + 3 + 4


@given(TEXTS | DENSE)
def test_an_sms_of_ten_segments_by_our_measure_has_no_more_on_a_telephone(text: str) -> None:
    for part in split(text * 20, 1320, Unit.SMS):
        assert parts(part) <= 10
        assert segments(part) <= parts(part)


@pytest.mark.parametrize(
    ("text", "many"),
    [
        *[("a" * 160, 1), ("a" * 161, 2), ("a" * 306, 2), ("a" * 307, 3), ("€" * 80, 1)],
        *[("€" * 81, 2), ("я" * 70, 1), ("я" * 71, 2), ("😀" * 35, 1)],
        *[("a" * 69 + "я", 1), ("a" * 70 + "я", 2)],
    ],
)
def test_an_sms_is_counted_as_it_is_paid_for(text: str, many: int) -> None:
    """Field bug: one emoji among letters, and everything takes twice the room."""
    assert segments(text) == many == parts(text)


def test_typographic_signs_become_those_of_a_telephone() -> None:
    assert in_plain_signs("“It’s” – done…\u00a0• é €") == '"It\'s" - done... - é €'


def test_a_slack_text_is_measured_as_it_is_escaped() -> None:
    assert length("a<b> & é", Unit.ESCAPED) == len("a&lt;b&gt; &amp; é")
