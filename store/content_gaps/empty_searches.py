"""Searches of the help centre that found nothing: each stands in the list of content gaps."""

from __future__ import annotations

from sqlalchemy import select

from core.content_gaps import GapKind
from core.conversations import mask
from core.text import plain
from store.clock import now
from store.content_gaps.evidence import SEARCH, add_evidence
from store.database import Database
from store.inserts import insert_once
from store.schema import empty_searches

MAX_SEARCHED_LENGTH = 300  # characters


class EmptySearches:
    """The searches in the record."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def note(self, words: str, network: str) -> None:
        """Keep what somebody looked for in vain, masked; once a day for a network.

        network: a digest, never the address itself
        """
        masked, at = plain(mask(words))[:MAX_SEARCHED_LENGTH], now()
        key = {"day": at.date(), "network": network, "words": masked}
        with self._database.writing() as connection:
            if insert_once(connection, empty_searches, key):
                number = select(empty_searches.c.id).filter_by(**key)
                source = (SEARCH, connection.execute(number).scalar_one())
                add_evidence(connection, source, GapKind.SEARCHED, words, at, channel="help centre")
