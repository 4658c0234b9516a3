"""The snapshot: all open handoffs and the team at one moment, read once for everyone who looks."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from time import monotonic

import structlog

from core.conversations import Author, Utterance
from core.handoffs import (
    HELD_STATES,
    PAGE_GONE_AFTER,
    Handoff,
    Team,
    Wait,
    estimate_wait,
    has_left,
    order_queue,
)
from core.settings import Settings
from core.staff import StaffNotice
from store.channels import Identities
from store.clock import now
from store.conversations import Conversation, Conversations, Transcripts
from store.database import Database
from store.handoffs import Agents, HandoffHistory, Handoffs, OpenHandoffs
from store.realtime import AWAY, Inbox, Presence, RedisError
from store.settings_files import LiveSettings
from store.staff import StaffNotices
from web.http import in_thread

log = structlog.get_logger()

_READ_EVERY = 0.5  # seconds; who looks in between shares the next reading
STUCK_AFTER = timedelta(seconds=20)  # what waits longer for the bot is worth telling


@dataclass(frozen=True, eq=False)
class QueueSnapshot:
    """Everything at one moment.

    open: those that wait, in the order to be taken, and then those that are claimed
    ahead: of each handoff that waits, how many are taken before it
    promises: of conversations, where a promised answer goes and until when
    reached: the conversations whose customer is reached without a page being open
    notices: what each member of staff has to read now
    behind: how long the oldest message has been waiting for the bot
    """

    at: datetime
    settings: Settings
    team: Team = field(default_factory=Team)
    open: tuple[Handoff, ...] = ()
    ahead: Mapping[int, int] = field(default_factory=dict)
    conversations: Mapping[str, Conversation] = field(default_factory=dict)
    words: Mapping[str, Mapping[Author, Utterance]] = field(default_factory=dict)
    first_words: Mapping[str, str] = field(default_factory=dict)
    why_back: Mapping[int, str] = field(default_factory=dict)
    unanswered_since: Mapping[str, datetime] = field(default_factory=dict)
    promises: Mapping[str, tuple[str, datetime]] = field(default_factory=dict)
    customers_here: Mapping[str, datetime] = field(default_factory=dict)
    reached: Collection[str] = ()
    notices: Mapping[str, Sequence[StaffNotice]] = field(default_factory=dict)
    behind: timedelta = timedelta()

    def of(self, conversation: str) -> Handoff | None:
        """Return a conversation's open handoff."""
        return next((h for h in self.open if h.conversation == conversation), None)

    def has_left(self, handoff: Handoff) -> bool:
        """Tell whether its customer has closed the page."""
        return has_left(handoff, self.customers_here, self.reached)

    def wait_of(self, handoff: Handoff) -> Wait:
        """Estimate how much longer somebody waits."""
        queue, rate = self.settings.queue_of(handoff), self.settings.handoff.service_rate
        staffing = self.team.staffing(queue.name)
        ahead = self.ahead.get(handoff.id, 0)
        return estimate_wait(queue.hours, self.at, ahead, staffing, rate)


class QueueSnapshots:
    """The latest snapshot. A busy minute costs a few readings a second, however many look."""

    def __init__(
        self,
        database: Database,
        settings: LiveSettings,
        inbox: Inbox,
        agents_here: Presence,
        customers_here: Presence,
    ) -> None:
        self._settings, self._inbox = settings, inbox
        self._agents_here, self._customers_here = agents_here, customers_here
        self._handoffs, self._history = Handoffs(database), HandoffHistory(database)
        self._closer, self._agents = OpenHandoffs(database), Agents(database)
        self._conversations = Conversations(database)
        self._transcripts = Transcripts(database)
        self._identities, self._notices = Identities(database), StaffNotices(database)
        self._reading = asyncio.Lock()
        self._began = 0.0
        self._snapshot: QueueSnapshot | None = None

    async def now(self) -> QueueSnapshot:
        """Return a snapshot that shows everything that had happened when it was asked for."""
        asked = monotonic()
        async with self._reading:
            if self._snapshot is None or self._began < asked:
                await asyncio.sleep(max(0.0, self._began + _READ_EVERY - asked))
                self._began = monotonic()
                self._snapshot = await self._read()
            return self._snapshot

    async def team(self) -> Team:
        """Return the team as it is now."""
        here = await self._seen_lately()
        return await in_thread(self._team, here)

    async def _read(self) -> QueueSnapshot:
        at = now()
        agents, customers, behind = await self._seen_lately(), {}, timedelta()
        try:
            customers = await self._customers_here.since(at - PAGE_GONE_AFTER)
            behind = await self._inbox.behind()
        except (RedisError, *AWAY) as error:
            log.warning("queue_snapshot.redis_away", error=str(error))
        behind = behind if behind > STUCK_AFTER else timedelta()
        return await in_thread(self._read_record, at, agents, customers, behind)

    async def _seen_lately(self) -> dict[str, datetime] | None:
        """Return the agents whose desk is open; None if nobody can tell."""
        gone_after = self._settings.now().handoff.timeouts.gone_after
        try:
            return await self._agents_here.since(now() - gone_after)
        except (RedisError, *AWAY):
            return None

    def _team(self, here: Mapping[str, datetime] | None) -> Team:
        return self._agents.team(here)

    def _read_record(
        self,
        at: datetime,
        here: Mapping[str, datetime] | None,
        customers: Mapping[str, datetime],
        behind: timedelta,
    ) -> QueueSnapshot:
        settings, all_open = self._settings.now(), self._handoffs.all_open()
        held = [h for h in all_open if h.state in HELD_STATES]
        ids = [handoff.conversation for handoff in all_open]
        team = self._team(here)
        people = self._identities.of(ids)
        reached = {name for name, who in people.items() if who.unreachable_at is None}
        order = order_queue(
            all_open,
            lambda h: settings.queue_of(h).name,
            settings.handoff.upset_head_start,
            team,
            [h.conversation for h in all_open if has_left(h, customers, reached)],
        )
        return QueueSnapshot(
            at=at,
            settings=settings,
            team=team,
            open=(*order.waiting, *held),
            ahead=order.ahead,
            conversations=self._conversations.several(ids),
            words=self._transcripts.last_words(ids),
            first_words=self._transcripts.first_words([h.conversation for h in order.waiting]),
            why_back=self._history.why_back([h.id for h in all_open if h.returns or h.snoozed_seq]),
            unanswered_since=self._closer.unanswered_since([h.conversation for h in held]),
            promises=self._closer.promises(ids),
            customers_here=customers,
            reached=reached,
            notices=self._notices.due(at),
            behind=behind,
        )
