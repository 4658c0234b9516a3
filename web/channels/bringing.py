"""Files that came beside the words: fetched after the delivery was kept, and kept as uploads are.

A crash anywhere repeats it: a file is known by the vendor's message and its place there.
"""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256

from core.attachments import MAX_ATTACHMENTS, Attached, FileState, Infected
from core.channels import Arrival, Brought, FileLost, NotSentNow, not_taken
from core.errors import BadInput, NotFound, TooMany
from store.attachments import Files, KeptFile, file_id
from store.clock import now
from web.attachments import keep_file
from web.channels.accounts import adapter_of
from web.channels.adapter import Account
from web.channels.files import Fetches
from web.http import in_thread
from web.services import Services

_PATIENCE = timedelta(minutes=5)  # for a vendor that does not hand a file over; the words wait
_SHORTEST, _LONGEST = 2.0, 60.0  # seconds between two attempts
_MOST_TRIED = 4 * MAX_ATTACHMENTS  # of a message
_INFECTED = "Our virus scanner warns of it, so nobody here has opened it."
_TOO_MANY = f"A message can bring {MAX_ATTACHMENTS} files at most. Send the others with the next."


@dataclass(frozen=True)
class BroughtIn:
    """attached: what is kept. told: what the customer is told of the rest, "" for nothing"""

    attached: tuple[Attached, ...] = ()
    told: str = ""


class Bringing:
    """The files of one arrival on their way into its conversation."""

    def __init__(
        self, services: Services, account: Account, conversation: str, message: str
    ) -> None:
        self._services, self._account = services, account
        self._conversation, self._message = conversation, message

    async def bring_in(self, arrival: Arrival, arrived_at: datetime) -> BroughtIn:
        """Keep the files for the message of this arrival.

        Raises NotSentNow where the vendor may hand one over later, for as long as it is waited for.
        """
        asked: dict[str, str] = {}
        problems: list[str] = []
        for place, file in enumerate(arrival.files):
            try:
                if len(asked) == MAX_ATTACHMENTS or place >= _MOST_TRIED:
                    raise BadInput(_TOO_MANY)
                asked[(await self._kept(file, place)).id] = ""
            except NotSentNow:
                if now() - arrived_at < _PATIENCE:
                    raise
                problems.append(not_taken(file.thing, FileLost().message))
            except Infected:
                problems.append(not_taken(file.thing, _INFECTED))
            except (BadInput, TooMany) as error:
                problems.append(not_taken(file.thing, error.message))
        bring = self._services.attachments.bring
        attached = await in_thread(bring, self._conversation, "", self._message, asked)
        return BroughtIn(attached, _together(list(dict.fromkeys(problems))))

    async def _kept(self, file: Brought, place: int) -> KeptFile:
        upload = f"{self._message}:{place}"
        name = file_id(self._conversation, "", upload)
        kept = await in_thread(self._services.attachments.find, name)
        if kept is None:
            file.check()
            data = await self._content(file)
            where = (self._services, self._conversation, "", upload)
            kept = await keep_file(*where, data, file.name or file.thing)
        if kept.state is FileState.REFUSED:
            raise Infected
        return kept

    async def _content(self, file: Brought) -> bytes:
        if file.aside:
            try:
                return await in_thread(self._services.attachments.files.read, file.aside)
            except NotFound:
                raise FileLost from None
        adapter = adapter_of(self._account)
        if not file.file or not isinstance(adapter, Fetches):
            raise FileLost
        return await adapter.fetch(self._account, file)


def _together(problems: list[str]) -> str:
    more = len(problems) - MAX_ATTACHMENTS
    others = [f"{more} more can't be taken either."] if more > 0 else []
    return "\n\n".join([*problems[:MAX_ATTACHMENTS], *others])


def wait_for_file(arrived_at: datetime, asked_for: float | None) -> float:
    """Return how many seconds to wait before a file is asked for again: longer each time."""
    waited = (now() - arrived_at).total_seconds()
    return min(max(asked_for or 0, _SHORTEST, waited / 2), _LONGEST)


def set_aside(services: Services, connection: str, found: Iterable[Arrival]) -> list[Arrival]:
    """Put files that came with the words where files are, so that the record stays small.

    Durable when this returns; of what is known already, nothing is put anywhere. Raises FilesAway.
    """
    return [_set_aside(services, connection, each) for each in found]


def forget_aside(services: Services, connection: str, arrival: Arrival) -> None:
    """Remove what was set aside of an arrival that is dealt with."""
    if any(file.aside for file in arrival.files):
        services.attachments.files.delete_all(_folder(connection, arrival))


def _set_aside(services: Services, connection: str, arrival: Arrival) -> Arrival:
    has_data = any(file.data for file in arrival.files)
    if not has_data or services.arrivals.has(connection, arrival.id):
        return arrival
    files, folder = services.attachments.files, _folder(connection, arrival)
    each_file = enumerate(arrival.files)
    found = [_put_aside(files, f"{folder}/{place}", file) for place, file in each_file]
    return replace(arrival, files=tuple(found))


def _put_aside(files: Files, key: str, file: Brought) -> Brought:
    if not file.data:
        return file
    try:
        file.check()
        data = b64decode(file.data, validate=True)
    except BadInput:
        return replace(file, data="")
    except ValueError:
        return replace(file, data="", problem="It came damaged. Please send it again.")
    files.write(key, data)
    return replace(file, data="", size=len(data), aside=key)


def _folder(connection: str, arrival: Arrival) -> str:
    return "arrived-" + sha256(f"{connection}:{arrival.id}".encode()).hexdigest()[:32]
