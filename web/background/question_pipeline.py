"""What customers' questions came to, and whether the articles answer them by now.

Beside the recorder, under the same lock: all of it may take its time, and may be away.
"""

from __future__ import annotations

import asyncio
import time
from functools import partial

import structlog

from core.content_gaps import to_replay
from core.errors import Unavailable
from store.content_gaps import Due, NoSuchGap
from web.background.teaching import learn_from_customers
from web.http import in_thread
from web.services import Services

log = structlog.get_logger()

_EVERY = 3.0  # seconds
_AFTER_A_FAULT = 30.0
_REST = 5.0  # times as long as the work took: customers' questions have the machine first


async def mind_questions(services: Services) -> None:
    """Keep the question log and the content gaps in step with the record, for ever."""
    while True:
        began = time.monotonic()
        try:
            await catch_up(services)
        except Unavailable:
            log.info("gaps.waiting")  # for the assistant; what waits is taken up later
        except Exception as error:
            log.error("gaps.not_minded", exc_info=error)
            await asyncio.sleep(_AFTER_A_FAULT)
        await asyncio.sleep(max(_EVERY, _REST * (time.monotonic() - began)))


async def catch_up(services: Services) -> None:
    """Do all that is new; raises Unavailable where the assistant is needed and away."""
    while await in_thread(services.question_log.catch_up):
        pass
    while await in_thread(services.next_visits.catch_up, partial(_segment_of, services)):
        pass
    while await in_thread(services.gap_collector.collect):
        pass
    while await group_what_waits(services):
        pass
    for due in await in_thread(services.gaps.due):
        await replay(services, due)
    await learn_from_customers(services)


def _segment_of(services: Services, name: str) -> str:
    return services.settings.segments.of(name).name


async def group_what_waits(services: Services) -> int:
    """Put words that belong to no gap yet into the ones that mean the same; returns how many."""
    waiting = await in_thread(services.gap_collector.waiting)
    if waiting:
        groups = await in_thread(services.gap_collector.groups)
        assigned = await services.actions.group(list(waiting.values()), groups)
        await in_thread(services.gap_collector.assign, dict(zip(waiting, assigned, strict=True)))
    return len(waiting)


async def replay(services: Services, due: Due) -> None:
    """Ask a gap's questions again, once the assistant answers from what was published."""
    published = await in_thread(services.articles.revision)
    if await services.actions.revision() < published:
        return
    try:
        again = to_replay(await in_thread(services.gaps.get, due.gap))
    except NoSuchGap:  # all that was said in it has been dealt with
        again = ()
    answers = await services.actions.answers({each.id: each.words for each in again})
    await in_thread(services.gaps.note_replay, due, answers)
