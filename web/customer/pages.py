"""Where on the host site a customer is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from core.conversations import read_page
from web.http import in_thread
from web.services import Services


async def note_page(services: Services, conversation: str, body: Mapping[str, Any]) -> None:
    """Keep the page that a request names, if it names one."""
    page = read_page(body.get("page"))
    if page is not None:
        await in_thread(services.pages.visited, conversation, page)
