"""A process that does nothing but send webhooks, to be killed. It waits a moment, not days.

Run as `python -m tests.support.webhook_sender`.
"""

from __future__ import annotations

import asyncio
import os
from datetime import timedelta

from core.environment import read_environment
from core.webhooks import delivery
from launch.paths import HOME
from web.background.webhooks import mind_webhooks
from web.services import build_services


async def send() -> None:
    """Send for ever."""
    services = build_services(read_environment(os.environ, HOME))
    await mind_webhooks(services)


if __name__ == "__main__":
    delivery.WAITS = (timedelta(seconds=0.1),) * 100
    asyncio.run(send())
