"""What one web process at a time does in the background: record, notice silence, keep in step."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from datetime import datetime, timedelta
from functools import partial
from time import monotonic
from typing import Any

import structlog

from core.answering import Reason
from core.channels import capability_of
from core.conversations import Holder, InboxMessage, InboxMessageKind, Utterance
from core.errors import Unavailable
from core.handoffs import holder_of
from store.clock import now
from store.handoffs import Opening
from store.realtime import DESK, RedisError, end_tasks
from web.attachments import scan_what_is_held
from web.background.assigning import assign_waiting
from web.background.commenting import mind_comments
from web.background.driving import mind_drivers
from web.background.erasing import mind_erasures
from web.background.handoff_timeouts import enforce_timeouts
from web.background.insights import mind_insights
from web.background.occupying import mind_occupancy
from web.background.question_pipeline import mind_questions
from web.background.recorder import Recorder
from web.background.repeated_questions import note_repeated_questions
from web.background.retaining import mind_retention
from web.background.watchers import tell_watchers
from web.channels import mind_connections
from web.handoffs import announce
from web.http import in_thread, setting_apart
from web.services import Services

log = structlog.get_logger()

_SWEEP_EVERY = 3.0  # seconds
_RETRY_AFTER = 1.0
_RENEW_EVERY = 1.0  # seconds; the lock lasts five
_UNSENT_FOR = timedelta(days=2)


async def run_background_jobs(
    services: Services,
    heard: Callable[[Sequence[Utterance]], object] = len,
    more: Sequence[Callable[[Services], Coroutine[Any, Any, None]]] = (),
) -> None:
    """Do them for ever, while this process holds the leader lock; survives failures.

    heard: called with what was recorded, as it is said
    more: jobs of other rooms, which go on beside these
    """
    while True:
        try:
            if await services.leader_lock.hold():
                await _work(services, heard, more)
            else:
                await asyncio.sleep(_RETRY_AFTER)
        except (RedisError, OSError, Unavailable) as error:
            log.warning("background.waiting", error=str(error))
            await asyncio.sleep(_RETRY_AFTER)
        except Exception as error:
            log.error("background.failed", exc_info=error)
            await asyncio.sleep(_RETRY_AFTER)


async def _work(
    services: Services,
    heard: Callable[[Sequence[Utterance]], object],
    more: Sequence[Callable[[Services], Coroutine[Any, Any, None]]],
) -> None:
    async def call_a_person(conversation: str) -> None:
        await open_broken_handoff(services, conversation)

    recorder = Recorder(
        services.events,
        services.transcripts,
        services.news,
        call_a_person,
        partial(note_repeated_questions, services),
        partial(tell_watchers, services),
        heard,
    )
    await services.holders.open()
    await recorder.start()
    # Beside it, because nobody's words wait for them.
    beside = (
        mind_questions(services),
        mind_insights(services),
        mind_comments(services),
        mind_drivers(services),
        mind_erasures(services),
        mind_occupancy(services),
        mind_retention(services),
        _keep_sweeping(services),
        mind_connections(services),
        *(job(services) for job in more),
    )
    others = [asyncio.create_task(job) for job in beside]
    try:
        while await services.leader_lock.hold():
            renewed_at = monotonic()
            while monotonic() - renewed_at < _RENEW_EVERY:  # it is written to disk each time
                await recorder.record_next()
    finally:
        await end_tasks(others)


async def _keep_sweeping(services: Services) -> None:
    watched_since = now()
    while True:
        try:
            await _sweep(services, watched_since)
        except (RedisError, OSError, Unavailable) as error:
            log.warning("background.waiting", error=str(error))
        await asyncio.sleep(_SWEEP_EVERY)


async def _sweep(services: Services, watched_since: datetime) -> None:
    """Do what is due; one job that fails keeps none of the others from being done."""
    jobs: dict[str, Callable[[], Awaitable[object]]] = {
        "silence": partial(notice_silence, services),
        "holders": partial(keep_holders_in_step, services),
        "announcing": partial(announce, services),  # a crash cut it off, or the assistant began it
        "timeouts": partial(enforce_timeouts, services, watched_since),
        "scanning": partial(scan_what_is_held, services),
        "unsent files": partial(forget_unsent_files, services),
        "assigning": partial(assign_waiting, services),
        "schedule": partial(in_thread, services.articles.do_what_is_due, now()),
    }
    for name, job in jobs.items():
        with setting_apart("background.job_failed", job=name):
            await job()


async def forget_unsent_files(services: Services) -> None:
    """Delete what was attached and never sent."""
    await in_thread(services.attachments.forget_unsent, now() - _UNSENT_FOR)


async def open_broken_handoff(services: Services, conversation: str) -> None:
    """Bring in a person where the bot had to apologise for a fault of ours."""
    found = await in_thread(services.conversations.get, conversation)
    segment = services.settings.segments.of(found.profile.segment)
    opening = Opening(Reason.BROKEN, segment.queue, segment.name, segment.priority)
    await in_thread(services.handoffs.open, conversation, opening)
    await services.news.publish(DESK, conversation=conversation)


async def notice_silence(services: Services) -> None:
    """Tell the bot about customers who have been quiet for the set time."""
    since = now() - services.settings.survey.silence
    for conversation in await in_thread(services.conversations.fallen_silent, since):
        with setting_apart("silence.not_noticed", conversation=conversation):
            await _tell_of_silence(services, conversation)


async def _tell_of_silence(services: Services, conversation: str) -> None:
    found = await in_thread(services.conversations.get, conversation)
    connection = services.settings.connections.by_name.get(found.channel)
    if connection is not None and capability_of(connection).threads:
        await in_thread(services.conversations.note_silence, conversation)
        return  # in letters silence tells nothing
    last = found.last_at
    entry = InboxMessage(
        id=f"silence-{int(last.timestamp())}",
        conversation=conversation,
        kind=InboxMessageKind.SILENCE,
        text="",
        at=now().timestamp(),
    )
    await services.inbox.put(entry)
    await in_thread(services.conversations.note_silence, conversation)


async def keep_holders_in_step(services: Services) -> None:
    """Mend Redis where a crash fell between the record's change and its copy."""
    held = {
        handoff.conversation
        for handoff in await in_thread(services.handoffs.all_open)
        if holder_of(handoff) is Holder.AGENT
    }
    marked = await services.holders.held_by_agents()
    for conversation in held - marked:
        await services.holders.set(conversation, Holder.AGENT)
    for conversation in marked - held:
        # Looked up again: it may have been claimed since the list was read.
        handoff = await in_thread(services.handoffs.open_in, conversation)
        await services.holders.set(conversation, holder_of(handoff))
