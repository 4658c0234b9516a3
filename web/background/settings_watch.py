"""The folder of settings, watched while the web process runs: its changes become versions.

Every process reads the files by itself; here they are only written down.
"""

from __future__ import annotations

import asyncio

import structlog

from core.errors import EffieError
from web.http import in_thread
from web.services import Services

log = structlog.get_logger()

_LOOK_EVERY = 2.0  # seconds


async def watch_settings(services: Services) -> None:
    """Take in what changes in the folder, for ever; survives failures.

    Each change once it has stayed the same between two looks: an editor may be at work. Two
    processes that look at once write it down once.
    """
    versions, before, taken = services.setting_versions, None, None
    while True:
        try:
            seen = await in_thread(versions.look)
            if seen == before != taken:
                for name in await in_thread(versions.take_in):
                    log.info("settings.taken", file=name)
                taken = seen
            before = seen
        except EffieError as error:
            log.warning("settings.waiting", error=error.message)
        except Exception as error:
            log.error("settings.failed", exc_info=error)
        await asyncio.sleep(_LOOK_EVERY)
