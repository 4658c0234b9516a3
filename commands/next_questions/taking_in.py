"""A history taken into the record: read to its end first, then kept, then learned from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import file_digest, sha256
from itertools import islice
from pathlib import Path
from typing import Any

from commands.next_questions.history_file import Known, PastConversation, read_history
from commands.next_questions.spool import Spool, spool
from core.errors import Fault
from core.next_questions import Step
from store.database import Database
from store.next_questions import Histories, person_digest

_AT_ONCE = 1_000
Find = Callable[[Sequence[str]], Sequence[str]]
Tell = Callable[[str, int], None]  # what is done, and how much of it by now


@dataclass
class TakenIn:
    """What came of it. again: conversations that were there before, in this file or another."""

    imported_before: str = ""  # when; nothing was done then
    conversations: int = 0
    again: int = 0
    messages: int = 0
    questions: int = 0


def take_in(
    database: Database,
    path: Path,
    known: Known,
    default_segment: str,
    make_finder: Callable[[], Find],
    tell: Tell,
) -> TakenIn:
    """Take in a file; raises Fault naming file, line and what to do, and then nothing is kept.

    make_finder: called if some messages have words instead of an article
    """
    histories, digest = Histories(database), _digest(path)
    if at := histories.imported_at(digest):
        return TakenIn(imported_before=f"{at:%Y-%m-%d %H:%M} UTC")
    with spool() as history:
        done = TakenIn()
        history.fill(path, _new(read_history(path, known), histories, done, tell))
        if history.has_texts:
            tell("looking up words of", history.messages)
            history.locate(make_finder())
        history.order()
        done.conversations, done.messages = history.conversations, history.messages
        done.again += history.again
        done.questions = history.asked
        if done.questions:
            _keep(histories, digest, path, history, default_segment, tell)
    return done


def _new(
    conversations: Iterable[PastConversation], histories: Histories, done: TakenIn, tell: Tell
) -> Iterator[PastConversation]:
    """Yield those that no other history had."""
    rest, read = iter(conversations), 0
    while some := list(islice(rest, _AT_ONCE)):
        there = histories.known([_name(each.name) for each in some])
        for each in some:
            if _name(each.name) in there:
                done.again += 1
            else:
                yield each
        read += len(some)
        tell("read", read)


def _keep(
    histories: Histories,
    digest: str,
    path: Path,
    history: Spool,
    default_segment: str,
    tell: Tell,
) -> None:
    source, kept = histories.begin(digest, path.name), 0
    rows = _rows(history, default_segment)
    while some := list(islice(rows, _AT_ONCE)):
        histories.add(source, some)
        kept += len(some)
        tell("kept", kept)
    histories.finish(source, lambda count: tell("learned from", count))


def _rows(history: Spool, default_segment: str) -> Iterator[dict[str, Any]]:
    for seq, (name, person, now, before) in enumerate(history.asked_by(), start=1):
        is_customer, who = person[:1] == "c", person[2:]
        yield {
            "seq": seq,
            "conversation": _name(name),
            "person": person_digest(who if is_customer else "", _name(name)),
            "segment": now.segment or default_segment,
            "article": now.article,
            "at": now.at,
            "how": Step.UNASKED,
            "after": before.article if before else "",
            "after_segment": (before.segment or default_segment) if before else "",
        }


def _name(name: str) -> str:
    """Return what a conversation of a history is known by here; its own name may tell who it is."""
    return sha256(f"history {name}".encode()).hexdigest()


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except OSError as error:
        problem = f"the file can't be read ({error.strerror}). Say FROM=file.jsonl."
        raise Fault(str(path), 1, problem) from None
