"""Asking vendors that do not deliver again what there was while nobody could hear them."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from time import monotonic

import structlog

from core.channels import NotSentNow
from store.channels import Lane, Place
from store.clock import now
from web.channels.accounts import accounts, adapter_of
from web.channels.adapter import Account, Lists
from web.channels.cleaning import can_be_kept, cleaned
from web.channels.side_by_side import Lanes
from web.http import in_thread
from web.services import Services

log = structlog.get_logger()

_EVERY = 60.0  # seconds
_ON_ITS_WAY = timedelta(seconds=30)  # it is delivered meanwhile, which tells more than a list
_OVERLAP = timedelta(minutes=10)  # their clock and ours; what is listed only a while after it came


class CatchingUp:
    """Looks once a minute at what a vendor lists; what came by itself means nothing new.

    The first look is for what came while we were away, up to the moment we began. Until it is over
    nothing that comes is dealt with, so that what was said before is read before.
    """

    def __init__(self, services: Services) -> None:
        self._services, self._lanes = services, Lanes(at_once=1)
        self._next: dict[str, float] = {}
        self._began_at = now()

    async def look(self) -> None:
        """Begin to look where it is time; no vendor waits for another."""
        busy = self._lanes.busy()
        for account in accounts(self._services).values():
            name = account.connection.name
            lane, adapter = Lane(name, ""), adapter_of(account)
            if isinstance(adapter, Lists) and lane not in busy and self._is_due(name):
                self._lanes.begin(lane, partial(self._catch_up, account, adapter))

    def is_behind(self, account: Account) -> bool:
        """Tell whether something may have come before that we have not looked for yet."""
        is_new = account.connection.name not in self._next
        return is_new and isinstance(adapter_of(account), Lists)

    @property
    def is_looking(self) -> bool:
        """Whether a look is under way; raises what one has raised."""
        return bool(self._lanes.busy())

    async def end(self) -> None:
        """Leave off; what was not kept is listed again for whoever goes on."""
        await self._lanes.end()

    def _is_due(self, name: str) -> bool:
        return self._next.get(name, 0) <= monotonic()

    async def _catch_up(self, account: Account, adapter: Lists) -> None:
        name, mails = account.connection.name, self._services.mails
        problem = ""
        try:
            await self._keep(account, adapter)
        except NotSentNow as error:
            problem = error.message
            log.warning("channel.not_listed", connection=name, reason=problem)
        self._next[name] = monotonic() + _EVERY
        await in_thread(mails.note_look, name, problem)

    async def _keep(self, account: Account, adapter: Lists) -> None:
        """Nothing from before the first look: it was somebody else's to answer."""
        name, mails = account.connection.name, self._services.mails
        await in_thread(mails.begin, name, Place(account.connection.account, "", 0, now()))
        place = await in_thread(mails.place, name)
        assert place is not None
        since = max(place.begun_at, (place.looked_at or place.begun_at) - _OVERLAP)
        found = await adapter.since(account, since)
        until = now() - _ON_ITS_WAY
        if name not in self._next:
            until = max(until, self._began_at)
        privacy, end = self._services.settings.privacy, until.timestamp()
        usable = [cleaned(each, privacy) for each in found if can_be_kept(each) and each.at < end]
        if missed := await in_thread(self._services.arrivals.keep, name, usable):
            log.warning("channel.caught_up", connection=name, missed=missed)
