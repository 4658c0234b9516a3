"""Requests that may come twice: what came of each, by the name its sender gave it.

Nobody's words are kept: a digest of what was asked, and the address of what came of it.
"""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import delete, select, update

from core.api_keys import ApiKey
from core.errors import BadInput, Conflict
from store.clock import now
from store.database import Database
from store.inserts import insert_once
from store.schema import api_requests

_KNOWN_FOR = timedelta(days=1)
_TAKES = timedelta(minutes=2)  # whoever has not come back by then is gone


class UnderWay(Conflict):
    """The first request with this Idempotency-Key is under way. Send it again in a moment."""

    retry_after = 2


class OtherRequest(BadInput):
    """This Idempotency-Key stands for another request. Use a new one for each thing you do."""


class ApiRequests:
    """What was asked under an idempotency key lately."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, key: ApiKey, name: str, digest: str) -> str:
        """Return what came of a request, "" if it is to be dealt with now.

        Raises UnderWay while somebody else deals with it, OtherRequest for a name used before.
        """
        at = now()
        this = (api_requests.c.key == key.id, api_requests.c.name == name)
        values = {"key": key.id, "name": name, "digest": digest, "resource": "", "at": at}
        with self._database.writing() as connection:
            connection.execute(delete(api_requests).where(api_requests.c.at < at - _KNOWN_FOR))
            if insert_once(connection, api_requests, values):
                return ""
            query = select(api_requests).where(*this).with_for_update()
            known = connection.execute(query).one_or_none()
            if known is None:  # it came to nothing just now
                raise UnderWay
            if known.digest != digest:
                raise OtherRequest
            if not known.resource and known.at > at - _TAKES:
                raise UnderWay
            if not known.resource:
                connection.execute(update(api_requests).where(*this).values(at=at))
            return str(known.resource)

    def end(self, key: ApiKey, name: str, resource: str) -> None:
        """Note what came of a request; "" that nothing did, so that it may come again."""
        this = (api_requests.c.key == key.id, api_requests.c.name == name)
        with self._database.writing() as connection:
            if resource:
                connection.execute(update(api_requests).where(*this).values(resource=resource))
            else:
                connection.execute(delete(api_requests).where(*this))
