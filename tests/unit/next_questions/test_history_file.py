"""A history of conversations is read strictly: every mistake has its line and a remedy."""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from commands.next_questions import Known, read_history
from core.errors import Fault

KNOWN = Known({"refund", "card_lost"}, ("novice", "expert"))
AT = "2026-03-01T09:15:00+01:00"
GOOD: dict[str, Any] = {
    "conversation": "t-1",
    "customer": "c-7",
    "segment": "novice",
    "messages": [{"at": AT, "article": "refund"}, {"at": AT, "text": "where is my card?"}],
}


def written(path: Path, *lines: object) -> Path:
    file = path / "history.jsonl"
    text = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    file.write_text(text, encoding="utf-8")
    return file


def message(**values: object) -> dict[str, object]:
    return {**GOOD, "messages": [{"at": AT, "article": "refund", **values}]}


def test_what_is_well_formed_is_read_with_its_times_in_utc(tmp_path: Path) -> None:
    file = written(tmp_path, "\ufeff" + json.dumps(GOOD), "", {**GOOD, "conversation": "t-2"})
    first, second = read_history(file, KNOWN)
    assert (first.name, first.customer, first.segment, first.line) == ("t-1", "c-7", "novice", 1)
    assert first.messages[0].at == datetime(2026, 3, 1, 8, 15, tzinfo=timezone.utc)
    assert [each.article for each in first.messages] == ["refund", ""]
    assert first.messages[1].text == "where is my card?"
    assert (second.name, second.line) == ("t-2", 3)


def test_customer_and_segment_may_be_missing(tmp_path: Path) -> None:
    file = written(tmp_path, {"conversation": "t-1", "messages": GOOD["messages"]})
    (only,) = read_history(file, KNOWN)
    assert (only.customer, only.segment) == ("", "")


EARLIER = "2026-03-01T01:00:00Z"
FAR = (datetime.now(timezone.utc) + timedelta(days=2)).isoformat()
MISTAKES = {
    "no JSON": ("{'a': 1}", "this is no JSON"),
    "a list": ([1], "a conversation must be a JSON object"),
    "nested": ("[" * 100_000, "nested too deeply"),
    "an unknown key": ({**GOOD, "custmer": "c"}, "Did you mean 'customer'?"),
    "no name": ({**GOOD, "conversation": " "}, "'conversation' must be a text of 1 to 200"),
    "a number for a name": ({**GOOD, "conversation": 7}, "in quotes"),
    "half a character": ({**GOOD, "customer": "\ud83d"}, "half a character"),
    "half a word": (message(article=None, text="why \udc00"), "half a character"),
    "an unknown segment": ({**GOOD, "segment": "vip"}, "Known: novice, expert"),
    "no messages": ({**GOOD, "messages": []}, "at least one message"),
    "a message that is none": ({**GOOD, "messages": ["hi"]}, "a message must be a JSON object"),
    "an unknown article": (message(article="refunds"), "Did you mean 'refund'?"),
    "another article": (message(article="zzz"), "or give the customer's words as 'text'"),
    "article and text": (message(text="hello"), "either 'article' or 'text'"),
    "neither": (message(article=None), "either 'article' or 'text'"),
    "no words": (message(article=None, text="?!"), "with words"),
    "too long": (message(article=None, text="word " * 1_000), "1 to 4,000 characters"),
    "no time": (message(at=None), "write a time as 2026-03-01T09:15:00+01:00"),
    "a number for a time": (message(at=1_700_000_000), "write a time as"),
    "no such day": (message(at="2026-02-30T09:00:00Z"), "write a time as"),
    "no offset": (message(at="2026-03-01T09:15:00"), "with its offset"),
    "ahead": (message(at=FAR), "lies ahead of now"),
    "far ahead": (message(at="9999-12-31T23:59:59-14:00"), "lies ahead of now"),
    "an unset clock": (message(at="1970-01-01T00:00:00Z"), "lies before the year 2000"),
    "the first time there is": (message(at="0001-01-01T00:00:00+14:00"), "before the year 2000"),
    "out of order": (
        {
            **GOOD,
            "messages": [
                {"at": AT, "article": "refund"},
                {"at": AT[:11] + "01:00:00Z", "article": "refund"},
            ],
        },
        "in the order of their times",
    ),
    "a very long line": ('"' + "a" * 1_000_000 + '"', "longer than 1,000,000 bytes"),
}


@pytest.mark.parametrize(("mistaken", "remedy"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_told_with_file_line_and_remedy(
    tmp_path: Path, mistaken: object, remedy: str
) -> None:
    file = written(tmp_path, GOOD, mistaken)
    with pytest.raises(Fault, match=r"history\.jsonl, line 2: ") as told:
        list(read_history(file, KNOWN))
    assert remedy in str(told.value)


@pytest.mark.parametrize(
    ("raw", "line"),
    [
        (json.dumps(GOOD).encode("utf-16"), 1),
        (json.dumps(GOOD).encode("utf-16-le"), 1),
        (json.dumps(GOOD).encode() + b"\n\xff\xfe", 2),
    ],
)
def test_another_encoding_is_told_with_its_line(tmp_path: Path, raw: bytes, line: int) -> None:
    file = tmp_path / "history.jsonl"
    file.write_bytes(raw)
    with pytest.raises(Fault, match=f"line {line}: this is not UTF-8 text. Save the file as UTF-8"):
        list(read_history(file, KNOWN))


def test_an_empty_or_missing_file_is_no_history(tmp_path: Path) -> None:
    with pytest.raises(Fault, match="there is no conversation in this file"):
        list(read_history(written(tmp_path, "", " "), KNOWN))
    with pytest.raises(Fault, match="can't be read"):
        list(read_history(tmp_path / "none.jsonl", KNOWN))
