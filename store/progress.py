"""How far a background job has read the record: it goes on from there, whoever does it next."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, delete, select, update

from store.database import Database
from store.inserts import insert_once
from store.schema import job_progress, utterances

_AT_A_TIME = 500  # utterances; a job shares its process with the recorder


@dataclass(frozen=True)
class Fresh:
    """The conversations in which something was said since a background job last looked.

    upto: the `seq` it has dealt with once these are done
    after: the `seq` it had dealt with before
    """

    conversations: tuple[str, ...] = ()
    upto: int = 0
    after: int = 0


def fresh_for(database: Database, job: str, behind: str = "", most: int = _AT_A_TIME) -> Fresh:
    """Return what a background job has to look at next; nothing in it means that nothing is new.

    behind: the job whose results it reads, if any; it goes no further than that one
    """
    with database.reading() as connection:
        seq = progress_of(connection, job)
        said = select(utterances.c.seq, utterances.c.conversation).where(utterances.c.seq > seq)
        if behind:
            said = said.where(utterances.c.seq <= progress_of(connection, behind))
        rows = connection.execute(said.order_by(utterances.c.seq).limit(most)).all()
    upto = rows[-1].seq if rows else seq
    return Fresh(tuple(dict.fromkeys(row.conversation for row in rows)), upto, seq)


def note_progress(connection: Connection, job: str, after: int, upto: int) -> bool:
    """Remember how far a background job has come, in the transaction that holds its work.

    False if it does not stand at `after` any more: another process has done that work meanwhile,
    and what was read for it is old. Then nothing is to be written; look again at what is new.
    """
    insert_once(connection, job_progress, {"job": job, "seq": 0})
    there = (job_progress.c.job == job, job_progress.c.seq == after)
    return connection.execute(update(job_progress).where(*there).values(seq=upto)).rowcount == 1


def progress_of(connection: Connection, job: str) -> int:
    """Return the `seq` up to which a background job has dealt with everything."""
    query = select(job_progress.c.seq).where(job_progress.c.job == job)
    return connection.execute(query).scalar_one_or_none() or 0


def begin_anew(connection: Connection, job: str) -> None:
    """Let a background job deal with everything once more."""
    connection.execute(delete(job_progress).where(job_progress.c.job == job))
