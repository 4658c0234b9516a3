"""What all pages of insights are shown with: their filters, and whose figures these are."""

from __future__ import annotations

from typing import Any

from sanic import Request
from sanic.response import HTTPResponse

from core.insights import MIN_FOR_MEAN
from store.insights import Insights
from web.auth import staff_page
from web.http import in_thread
from web.insights.asked import Asked, filters_of
from web.services import Services


async def insight_page(
    request: Request, template: str, asked: Asked, status: int = 200, **values: Any
) -> HTTPResponse:
    """Return a page of insights, with what all of them show."""
    services: Services = request.app.ctx.services
    insights = Insights(services.database)
    return await staff_page(
        request,
        template,
        status,
        asked=asked,
        scope=asked.scope,
        filters=await filters_of(request, asked),
        is_demo=await in_thread(insights.has_demo),
        waiting=await in_thread(insights.waiting),
        min_for_mean=MIN_FOR_MEAN,
        **values,
    )
