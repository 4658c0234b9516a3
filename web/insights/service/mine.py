"""What an agent has done, for them alone, beside all together: no table of colleagues."""

from __future__ import annotations

from dataclasses import replace

from sanic import Request
from sanic.response import HTTPResponse

from core.insights import (
    SERVICE,
    Measure,
    Scope,
    Spent,
    Summed,
    promises_kept,
    reopened,
    service_mean,
)
from core.insights.service import CALLS, KEPT, REOPENED
from core.staff import DESK_ROLES
from store.insights import Occupancy, Service
from web.auth import staff_blueprint, staff_only
from web.http import in_thread
from web.insights.asked import read_asked
from web.insights.rendering import insight_page
from web.insights.service.occupied import WORDS, time_cells
from web.insights.tables import Cell, Column, Table, mean_cell, number, plain, share_cell
from web.services import Services

insight_mine_routes = staff_blueprint("insight_mine")


@insight_mine_routes.get("/insights/mine")
@staff_only(*DESK_ROLES)
async def mine(request: Request) -> HTTPResponse:
    """Show who asks their own calls, by `?since=` and `?until=`, beside those of all."""
    services: Services = request.app.ctx.services
    asked = await read_asked(request)
    # Nothing but the time: "all" of a queue that one colleague serves would be that colleague's.
    asked = replace(asked, scope=Scope(asked.scope.since, asked.scope.until))
    service = Service(services.database)
    own = await in_thread(service.of_agent, asked.scope, request.ctx.staff.id)
    whole = await in_thread(service.total, asked.scope)
    occupancy, me = Occupancy(services.database), request.ctx.staff.id
    times = await in_thread(occupancy.of_agent, asked.scope, me)
    of_all = await in_thread(occupancy.total, asked.scope)
    table = _table(own, whole, times, of_all)
    has_any = own.of("calls") > 0 or times != Spent()
    return await insight_page(request, "insights/mine.html", asked, table=table, has_any=has_any)


def _table(own: Summed, whole: Summed, times: Spent, of_all: Spent) -> Table:
    spent = zip(WORDS, time_cells(times), time_cells(of_all), strict=True)
    rows = [
        [plain("Calls"), number(own.of("calls")), number(whole.of("calls"))],
        *(
            [plain(f"{each.label}, minutes"), *(_mean(summed, each) for summed in (own, whole))]
            for each in SERVICE
        ),
        [plain("Called again"), *(share_cell(reopened(summed)) for summed in (own, whole))],
        [plain("Promises kept"), *(share_cell(promises_kept(summed)) for summed in (own, whole))],
        *([plain(word.label), mine, theirs] for word, mine, theirs in spent),
    ]
    words = [
        Column("Calls", CALLS),
        *(Column(each.label, each.definition) for each in SERVICE),
        Column("Called again", REOPENED),
        Column("Promises kept", KEPT),
        *WORDS,
    ]
    columns = (Column("What", is_number=False), Column("Yours"), Column("All"))
    return Table(
        "mine", "Calls that you had last, and your time at the desk", columns, rows, words=words
    )


def _mean(summed: Summed, measure: Measure) -> Cell:
    return mean_cell(service_mean(summed, measure), digits=1)
