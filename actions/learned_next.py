"""What is learned of next questions, held in memory and kept in step with the record."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress

import structlog

from core.errors import Unavailable
from core.next_questions import Learned
from store.database import Database
from store.next_questions import LearnedCounts, NextVerdicts

log = structlog.get_logger()

EVERY = 10.0  # seconds between two looks: nobody waits for what was learned a moment ago


class LearnedNext:
    """The latest that was learned. That the record is away harms nothing: it is asked again."""

    def __init__(self, database: Database, curated_for: Callable[[str], Sequence[str]]) -> None:
        """curated_for: returns the next questions that people chose for an article"""
        self._curated_for = curated_for
        self._kept, self._verdicts = LearnedCounts(database), NextVerdicts(database)
        self._revision = 0
        self._learned, self._is_away = Learned(), False
        self._task: asyncio.Task[None] | None = None
        self._is_over = asyncio.Event()

    def now(self) -> Learned:
        """Return what is known now; nothing until the first look."""
        return self._learned

    def start(self) -> None:
        """Look from now on."""
        self._is_over.clear()
        self._task = asyncio.create_task(self._run())

    async def stop(self) -> None:
        self._is_over.set()
        if self._task is not None:
            await self._task

    def look(self) -> None:
        """Take what was learned and decided since the last look. Blocks: it reads SQL."""
        revision, rows = self._kept.changes(self._revision)
        if revision < self._revision:  # another record, or an older copy of it
            self._learned, self._revision = Learned(), 0
            revision, rows = self._kept.changes(0)
        if revision != self._revision:
            counts = self._learned.counts.copy()
            for row in rows:
                counts.put(row.segment, row.article, row.state)
            learned = self._learned.remade(counts, self._verdicts.all())
            if not self._revision:  # nothing was asked for so far
                learned.prepare(self._curated_for)
            self._learned = learned
        self._revision = revision

    async def _run(self) -> None:
        while not self._is_over.is_set():
            await self._try_to_look()
            with suppress(asyncio.TimeoutError):
                await asyncio.wait_for(self._is_over.wait(), EVERY)

    async def _try_to_look(self) -> None:
        try:
            await asyncio.to_thread(self.look)
            self._is_away = False
        except Unavailable as error:
            if not self._is_away:  # said once, not every few seconds
                log.warning("next_questions.waiting", error=str(error))
            self._is_away = True
        except Exception as error:  # what was learned before is still offered
            log.error("next_questions.not_read", exc_info=error)
