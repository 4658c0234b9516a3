"""What drives the effort score, in sentences."""

from __future__ import annotations

from typing import Any

from sanic import Request
from sanic.response import HTTPResponse

from core.insights import DRIVER_DAYS, MIN_RATED
from core.staff import INSIGHT_ROLES
from store.insights import Drivers
from web.auth import staff_blueprint, staff_only
from web.http import in_thread
from web.insights.asked import Asked, read_asked
from web.insights.rendering import insight_page
from web.services import Services

insight_driver_routes = staff_blueprint("insight_drivers")


@insight_driver_routes.get("/insights/drivers")
@staff_only(*INSIGHT_ROLES)
async def drivers(request: Request) -> HTTPResponse:
    """Show what was found last; it is looked for once a day, in a process of its own."""
    services: Services = request.app.ctx.services
    asked = await read_asked(request)
    last = await in_thread(Drivers(services.database).last)
    return await insight_page(
        request,
        "insights/drivers.html",
        asked,
        made_at=last[0] if last else None,
        groups=_groups(last[1], asked) if last else [],
        min_rated=MIN_RATED,
        days=DRIVER_DAYS,
    )


def _groups(report: Any, asked: Asked) -> list[tuple[str, int, list[str]]]:
    """Return whose score it is, how many contacts say so, and the sentences; all first."""
    found = []
    for name, each in report["drivers"].items():
        label = asked.label("segment", name) if name else "All customers"
        found.append((label, report["rated"][name], [driver["words"] for driver in each]))
    return found
