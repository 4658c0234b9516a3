"""What came in, put into its conversation: in order for each sender, and once.

A crash anywhere repeats the last step: the inbox knows a message by its id, which is made of the
vendor's.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from functools import partial
from time import monotonic

import structlog

from core.channels import Arrival, Delivery, NotSentNow, What, in_order
from core.errors import BadInput, TooMany, Unavailable
from store.channels import Kept, Lane
from store.clock import now
from store.realtime import RedisError
from web.channels.accounts import accounts, adapter_of
from web.channels.adapter import Account
from web.channels.bringing import forget_aside, wait_for_file
from web.channels.linking import try_others
from web.channels.side_by_side import Lanes
from web.channels.talking import decline_group, message_id, take_in
from web.http import in_thread
from web.services import Services

log = structlog.get_logger()

_AT_ONCE = 8  # senders of a connection whose messages are dealt with at the same time
# A receipt may overtake the vendor's answer to our call, an edit the recording of its message.
_UNKNOWN_FOR = timedelta(minutes=2)
_ABOUT_NOTHING = "It is about no message that we know."


class Intake:
    """Deals with what came in; remembers who has to wait."""

    def __init__(self, services: Services, is_behind: Callable[[Account], bool]) -> None:
        """is_behind: tells of which connections something earlier may be still to come."""
        self._services, self._lanes = services, Lanes(_AT_ONCE)
        self._is_behind = is_behind
        self._rests: dict[Lane, float] = {}

    async def take_what_waits(self) -> None:
        """Deal with everything that waits now; what can't be dealt with yet stays."""
        busy = self._lanes.busy()
        known = accounts(self._services)
        on = {name: each for name, each in known.items() if not self._is_behind(each)}
        lanes = await in_thread(self._services.arrivals.lanes, list(on))
        at = monotonic()
        self._rests = {lane: until for lane, until in self._rests.items() if until > at}
        for lane in lanes:
            if lane not in busy and lane not in self._rests:
                self._lanes.begin(lane, partial(self._take_lane, on[lane.connection], lane))

    async def end(self) -> None:
        """Leave off; what is under way is dealt with again by whoever goes on."""
        await self._lanes.end()

    async def _take_lane(self, account: Account, lane: Lane) -> None:
        waiting = await in_thread(self._services.arrivals.waiting, lane)
        by_id = {kept.arrival.id: kept for kept in waiting}
        for arrival in in_order(kept.arrival for kept in waiting):
            try:
                await self._take(account, by_id[arrival.id])
            except TooMany as error:
                self._rests[lane] = monotonic() + (error.retry_after or 1)
                return
            except NotSentNow as error:
                log.warning("channel.file_waits", connection=lane.connection, reason=error.message)
                arrived_at = by_id[arrival.id].arrived_at
                self._rests[lane] = monotonic() + wait_for_file(arrived_at, error.wait)
                return
            except (RedisError, Unavailable, OSError):
                raise  # it stays, and is dealt with once they are back
            except Exception as error:
                log.error("channel.not_taken", connection=lane.connection, exc_info=error)
                await self._settle(by_id[arrival.id], repr(error))

    async def _take(self, account: Account, kept: Kept) -> None:
        arrival = kept.arrival
        if arrival.what is What.STATUS:
            await self._take_status(kept)
            return
        if arrival.formerly:
            move = self._services.identities.move
            await in_thread(move, kept.connection, arrival.formerly, arrival.sender)
        if arrival.in_group:
            await decline_group(self._services, account, arrival)
        elif arrival.what is What.BLOCKED:
            await self._note_unreachable(kept)
        elif arrival.is_for_the_conversation:
            await self._take_words(account, kept)
            return
        elif arrival.what in {What.EDITED, What.DELETED}:
            await self._note_change(kept)
            return
        await self._settle(kept)

    async def _note_change(self, kept: Kept) -> None:
        """Show it at the desk; it starts no turn. It may overtake the message in our record."""
        message = message_id(kept.connection, kept.arrival.about)
        note = self._services.changes.note
        conversation = await in_thread(note, kept.connection, kept.arrival, message)
        if conversation:
            await self._services.news.publish(conversation, kind="delivery")
            await self._settle(kept)
        elif await in_thread(self._services.arrivals.has, kept.connection, kept.arrival.about):
            await self._wait_for_what_it_is_about(kept)
        else:
            await self._settle(kept, _ABOUT_NOTHING)

    async def _note_unreachable(self, kept: Kept) -> None:
        arrival, who = kept.arrival, kept.arrival.sender
        if arrival.answers:
            posted = await in_thread(self._services.outbox.get, arrival.answers)
            who = posted.recipient if posted else ""
        note = self._services.identities.note_unreachable
        await in_thread(note, kept.connection, who, arrival.reason or "They have blocked us.")

    async def _take_words(self, account: Account, kept: Kept) -> None:
        try:
            await take_in(self._services, account, kept.arrival, kept.arrived_at)
        except BadInput as error:
            await self._settle(kept, error.message)
        else:
            await self._settle(kept)
        await _acknowledge(account, kept.arrival)

    async def _take_status(self, kept: Kept) -> None:
        known = await in_thread(_note_told, self._services, kept)
        if kept.arrival.delivery is Delivery.FAILED:
            about, is_file = kept.arrival.about, kept.arrival.lost_file
            await try_others(self._services, kept.connection, about, lost_file=is_file)
        for conversation in known:
            await in_thread(self._services.written_answers.keep_in_step, conversation)
            await self._services.news.publish(conversation, kind="delivery")
        if known or not kept.arrival.about:
            await self._settle(kept)
        else:
            await self._wait_for_what_it_is_about(kept)

    async def _wait_for_what_it_is_about(self, kept: Kept) -> None:
        if now() - kept.arrived_at > _UNKNOWN_FOR:
            await self._settle(kept, _ABOUT_NOTHING)

    async def _settle(self, kept: Kept, problem: str = "") -> None:
        await in_thread(forget_aside, self._services, kept.connection, kept.arrival)
        await in_thread(self._services.arrivals.settle, kept, problem)


def _note_told(services: Services, kept: Kept) -> list[str]:
    """Note how far messages have come; returns the conversations it is news in."""
    arrival, outbox = kept.arrival, services.outbox
    assert arrival.delivery is not None
    if arrival.mark:
        outbox.note_marked(kept.connection, arrival.mark, arrival.about)
    if arrival.about:
        told = (kept.connection, arrival.about, arrival.delivery, arrival.reason)
        return list(filter(None, [outbox.note_told(*told)]))
    until = datetime.fromtimestamp(arrival.at, timezone.utc)
    return outbox.note_told_until(kept.connection, arrival.sender, until, arrival.delivery)


async def _acknowledge(account: Account, arrival: Arrival) -> None:
    """Tell the vendor; a spinner that turns for longer is no reason to fail."""
    try:
        await adapter_of(account).acknowledge(account, arrival)
    except Exception as error:
        log.warning("channel.not_acknowledged", error=repr(error))
