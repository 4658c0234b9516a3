"""What goes by itself after a time: what would go now, and what each run did."""

from __future__ import annotations

from collections import Counter

from sanic import Request
from sanic.response import HTTPResponse

from core.personal_data import AGEING, Kind, RetentionMode
from core.staff import Role
from store.clock import now
from store.personal_data import older_dead
from store.retention import Runs, would_go
from web.auth import staff_blueprint, staff_only, staff_page
from web.http import in_thread
from web.personal_data.people import PLACE
from web.services import Services

retention_routes = staff_blueprint("retention")


@retention_routes.get(f"{PLACE}/retention")
@staff_only(Role.ADMIN)
async def retention(request: Request) -> HTTPResponse:
    """Count what is due at this moment; nothing is touched."""
    services: Services = request.app.ctx.services
    rules, at = services.settings.retention, now()
    due: Counter[Kind] = Counter()
    if rules.days:
        due.update(await in_thread(would_go, services.database, rules, at))
    before = rules.before(Kind.ON_THE_WAY, at)
    if before is not None:
        due[Kind.ON_THE_WAY] = await older_dead(services.redis, before)
    return await staff_page(
        request,
        "personal_data/retention.html",
        days=rules.days,
        deletes=rules.mode is RetentionMode.DELETE,
        due=due,
        kinds=AGEING,
        runs=await in_thread(Runs(services.database).latest),
    )
