"""What became of files and of matters taken up again while processes were killed."""

from __future__ import annotations

from datetime import datetime, timezone

from commands.kills import Said, Settled, settled
from core.attachments import Attached, attachments_json
from core.conversations import Author, Utterance

SAID = Said(["m1", "m2"], {"f1": "m1", "f2": "m2"}, {7})


def brought(message: str, file: str, author: Author = Author.CUSTOMER) -> Utterance:
    content = attachments_json((Attached(file, "a.png", "image/png", 9, 1, 1, ""),))
    at = datetime(2026, 11, 25, tzinfo=timezone.utc)
    return Utterance(f"{message}{file}", "c", author, "", at, message, content=content)


def test_what_was_acknowledged_and_stands_once_is_neither_lost_nor_doubled() -> None:
    recorded = [brought("m1", "f1"), brought("m2", "f2", Author.AGENT)]
    found = settled(SAID, recorded, {"f1", "f2"}, {7, 8})
    assert found == Settled(messages=2, files=2, reopened=1)
    assert found.is_clean


def test_each_loss_and_each_double_is_counted() -> None:
    twice = settled(SAID, [brought("m1", "f1"), brought("m1", "f1")], {"f1"}, set())
    assert (twice.messages_doubled, twice.files_doubled) == (1, 1)
    assert (twice.messages_lost, twice.files_lost, twice.reopenings_lost) == (1, 1, 1)
    unreadable = settled(SAID, [brought("m1", "f1"), brought("m2", "f2")], {"f1"}, {7})
    assert (unreadable.files_lost, unreadable.is_clean) == (1, False)
    elsewhere = settled(SAID, [brought("m1", "f2"), brought("m2", "f1")], {"f1", "f2"}, {7})
    assert elsewhere.files_lost == 2
