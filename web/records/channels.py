"""What comes and goes through messengers, mail and texts."""

from __future__ import annotations

from dataclasses import dataclass

from store.channels import (
    Arrivals,
    Changes,
    Identities,
    Links,
    Mails,
    Outbox,
    Overviews,
    Places,
    Posting,
    Tallies,
    WrittenAnswers,
)
from store.database import Database


@dataclass(frozen=True)
class ChannelRecords:
    identities: Identities
    links: Links
    places: Places
    arrivals: Arrivals
    changes: Changes
    outbox: Outbox
    posting: Posting
    tallies: Tallies
    overviews: Overviews
    mails: Mails
    written_answers: WrittenAnswers


def open_channel_records(database: Database) -> ChannelRecords:
    return ChannelRecords(
        identities=Identities(database),
        links=Links(database),
        places=Places(database),
        arrivals=Arrivals(database),
        changes=Changes(database),
        outbox=Outbox(database),
        posting=Posting(database),
        tallies=Tallies(database),
        overviews=Overviews(database),
        mails=Mails(database),
        written_answers=WrittenAnswers(database),
    )
