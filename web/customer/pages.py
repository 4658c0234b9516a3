"""Where on the host site a customer is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import structlog

from core.conversations import read_page
from core.errors import Unavailable
from web.http import in_thread
from web.services import Services

log = structlog.get_logger()


async def note_page(services: Services, conversation: str, body: Mapping[str, Any]) -> None:
    """Keep the page that a request names, if it names one, and if that is possible now."""
    page = read_page(body.get("page"))
    if page is None:
        return
    try:
        await in_thread(services.pages.visited, conversation, page)
    except Unavailable:
        log.warning("page.not_noted", conversation=conversation)
