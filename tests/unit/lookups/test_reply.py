"""What the host site answers: read strictly, as text, within bounds."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.conversations import AccountRow, Privacy
from core.lookups import (
    MAX_REPLY_BYTES,
    MAX_REPLY_ROWS,
    MAX_REPLY_TEXT_LENGTH,
    UnusableReply,
    read_reply,
)

mask = Privacy().mask
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=6,
)


def answer(*rows: Any) -> bytes:
    return json.dumps({"rows": rows}).encode()


def test_rows_are_read_and_none_is_an_answer_too() -> None:
    row = {"title": "Maya Lind", "value": "−£200.00", "note": "arrives tomorrow"}
    read = read_reply(answer(row, {"title": "Pounds"}), mask)
    assert read == (
        AccountRow("Maya Lind", "−£200.00", "arrives tomorrow"),
        AccountRow("Pounds", "", ""),
    )
    assert read_reply(b'{"rows": []}', mask) == ()


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"", "not JSON"),
        (b"<html>Sign in</html>", "not JSON"),
        (b"\xff\xfe{}", "not JSON"),
        (b"[" * 5_000, "not JSON"),
        (b"[]", "not a JSON object"),
        (b"{}", "no list 'rows'"),
        (b'{"rows": {"title": "x"}}', "no list 'rows'"),
        (b'{"rows": ["x"]}', "row of the answer is not"),
        (b'{"rows": [{"value": "x"}]}', "has no title"),
        (b'{"rows": [{"title": 5}]}', "'title' is not text"),
        (b'{"rows": [{"title": "x", "value": null}]}', "'value' is not text"),
        (b'{"rows": [{"title": "x", "note": ["y"]}]}', "'note' is not text"),
        (b'{"rows": []}' + b" " * MAX_REPLY_BYTES, "longer than"),
    ],
)
def test_what_is_not_as_described_is_refused_with_what_is_wrong(body: bytes, says: str) -> None:
    with pytest.raises(UnusableReply, match=says):
        read_reply(body, mask)


def test_more_or_longer_than_can_be_shown_is_cut() -> None:
    read = read_reply(answer(*({"title": f"row {n}"} for n in range(50))), mask)
    assert [row.title for row in read] == [f"row {n}" for n in range(MAX_REPLY_ROWS)]
    (row,) = read_reply(answer({"title": "word " * 100}), mask)
    assert len(row.title) <= MAX_REPLY_TEXT_LENGTH
    assert row.title.endswith("…")


def test_markup_stays_text_and_what_is_not_seen_is_left_out() -> None:
    (row,) = read_reply(
        answer({"title": "<b>[x](javascript:a)</b>", "value": "a\u202eb\u0000c\nd\u2066"}), mask
    )
    assert row.title == "<b>[x](javascript:a)</b>"
    assert row.value == "abc d"


def test_a_card_number_is_masked_before_anything_is_kept() -> None:
    (row,) = read_reply(answer({"title": "Card", "value": "4111 1111 1111 1111"}), mask)
    assert row.value == "[card number ending 1111]"


@given(anything)
def test_whatever_is_answered_is_read_or_refused(value: object) -> None:
    for body in (json.dumps(value), json.dumps({"rows": value}), json.dumps({"rows": [value]})):
        try:
            rows = read_reply(body.encode(), mask)
        except UnusableReply:
            continue
        assert all(isinstance(row, AccountRow) and row.title for row in rows)
