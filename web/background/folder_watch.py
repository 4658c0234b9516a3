"""The folder of articles, watched while the web process runs: one process at a time looks."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

import structlog

from core.errors import Fault
from store.realtime import AWAY
from web.http import in_thread
from web.services import Services

log = structlog.get_logger()

_LOOK_EVERY = 2.0  # seconds
Look = Mapping[str, tuple[int, int]]


async def watch_folder(services: Services) -> None:
    """Take in what changes in the folder, for ever; survives failures."""
    watch = FolderWatch(services)
    while True:
        try:
            if await services.folder_lock.hold():
                await watch.look()
        except Fault as fault:
            watch.complain(fault)
        except AWAY as error:
            log.warning("articles.waiting", error=str(error))
        except Exception as error:
            log.error("articles.failed", exc_info=error)
        await asyncio.sleep(_LOOK_EVERY)


class FolderWatch:
    """What was seen in the folder last, and what of it was taken in."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._seen: Look = {}
        self._taken: Look | None = None  # nothing yet
        self._complaint = ""

    async def look(self) -> None:
        """Take in the files that changed, each once it has stayed the same between two looks.

        An editor or a checkout may be at work: half a file is no article, and a file that is gone
        for a moment is not to be withdrawn.
        """
        sync = self._services.article_sync
        before, self._seen = self._seen, await in_thread(sync.look)
        if self._taken is None:
            await self._while_holding(None)
            self._taken = self._seen
            return
        names = self._seen.keys() | before.keys() | self._taken.keys()
        settled = {
            name
            for name in names
            if self._taken.get(name) != self._seen.get(name) == before.get(name)
        }
        if settled:
            await self._while_holding(settled)
            kept = {name: look for name, look in self._taken.items() if name not in settled}
            self._taken = kept | {n: self._seen[n] for n in settled if n in self._seen}
        self._complaint = ""

    def complain(self, fault: Fault) -> None:
        """Log a fault once, not at every look."""
        if fault.message != self._complaint:
            self._complaint = fault.message
            log.error("articles.folder", problem=fault.message)

    async def _while_holding(self, names: set[str] | None) -> None:
        """Keep the lock while a long import goes on beside."""
        services = self._services
        taking = asyncio.create_task(in_thread(services.article_sync.sync, None, names))
        while not taking.done():
            await services.folder_lock.hold()
            await asyncio.wait({taking}, timeout=_LOOK_EVERY)
        for report in await taking:
            log.info("articles.taken", file=report.name, outcome=report.outcome.value)
