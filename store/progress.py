"""How far a chore has read the record: it goes on from there, whoever does it next."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, select, update

from store.database import Database
from store.inserts import insert_once
from store.schema import chore_progress, utterances

_AT_A_TIME = 500  # utterances; a chore shares its process with the recorder


@dataclass(frozen=True)
class Fresh:
    """The conversations in which something was said since a chore last looked.

    upto: the `seq` it has dealt with once these are done
    """

    conversations: tuple[str, ...] = ()
    upto: int = 0


def fresh_for(database: Database, chore: str, behind: str = "", most: int = _AT_A_TIME) -> Fresh:
    """Return what a chore has to look at next; nothing in it means that nothing is new.

    behind: the chore whose results it reads, if any; it goes no further than that one
    """
    with database.reading() as connection:
        seq = _progress(connection, chore)
        said = select(utterances.c.seq, utterances.c.conversation).where(utterances.c.seq > seq)
        if behind:
            said = said.where(utterances.c.seq <= _progress(connection, behind))
        rows = connection.execute(said.order_by(utterances.c.seq).limit(most)).all()
    upto = rows[-1].seq if rows else seq
    return Fresh(tuple(dict.fromkeys(row.conversation for row in rows)), upto)


def note_progress(connection: Connection, chore: str, upto: int) -> None:
    """Remember how far a chore has come, in the transaction that holds its work."""
    insert_once(connection, chore_progress, {"chore": chore, "seq": upto})
    own = chore_progress.c.chore == chore
    connection.execute(update(chore_progress).where(own).values(seq=upto))


def _progress(connection: Connection, chore: str) -> int:
    query = select(chore_progress.c.seq).where(chore_progress.c.chore == chore)
    return connection.execute(query).scalar_one_or_none() or 0
