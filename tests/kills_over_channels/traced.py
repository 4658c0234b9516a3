"""What happened around a message that somebody got twice: our calls, our rows, and the kills."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from store.database import Database
from store.schema import outgoing
from tests.kills_over_channels.talking import Talk

_AROUND = 60.0  # seconds


@dataclass(frozen=True)
class Kill:
    """at: seconds since the epoch"""

    victim: str
    at: float


def traced(record: Database, talk: Talk, kills: Sequence[Kill]) -> str:
    """Return, in the order of time, what concerns the messages that were tried more than once."""
    told = sorted(_told(record, talk, kills))
    return "\n".join(f"    {at:.3f} {words}" for at, words in told)


def _told(record: Database, talk: Talk, kills: Sequence[Kill]) -> Iterator[tuple[float, str]]:
    theirs = (outgoing.c.connection == talk.vendor.name, outgoing.c.recipient == str(talk.who))
    with record.reading() as db:
        rows = db.execute(select(outgoing).where(*theirs, outgoing.c.attempts > 1)).all()
    if not rows:
        return
    since = min(row.created_at.timestamp() for row in rows) - _AROUND
    until = max(row.changed_at.timestamp() for row in rows) + _AROUND
    for row in rows:
        words = f"row {row.id} {row.state.value} after {row.attempts}: {row.reason!r}"
        yield row.created_at.timestamp(), f"row {row.id} made: {row.content['text'][:40]!r}"
        yield row.changed_at.timestamp(), words
    for call in talk.vendor.calls:
        if since <= call.at <= until and str(talk.who).encode() in call.body.replace(b"%2B", b"+"):
            yield call.at, f"call {call.path.rpartition('/')[2]} {call.body[:200]!r}"
    for kill in kills:
        if since <= kill.at <= until:
            yield kill.at, f"{kill.victim} killed"
