"""Content gaps: the list, and what is known of one."""

from __future__ import annotations

from collections import Counter
from typing import Any

from sanic import Request
from sanic.response import HTTPResponse

from core.answering import Hit
from core.content_gaps import Gap, GapState, propose_title
from core.errors import Unavailable
from core.staff import CONSOLE_ROLES, INSIGHT_ROLES
from store.clock import now
from web.auth import staff_only, staff_page
from web.console.gaps.view import (
    MAX_LISTED_GAPS,
    VIEWS,
    ago,
    kind_colour,
    matching,
    nearest_first,
    view_of,
    views_of,
    wanted_person,
    whence,
    wordings,
)
from web.console.routing import console_blueprint
from web.http import MAX_QUERY_LENGTH, in_thread, read_number, read_query
from web.services import Services

_LIKELY = 4

gap_routes = console_blueprint("console_gaps")


@gap_routes.get("/gaps")
@staff_only(*CONSOLE_ROLES)
async def gaps(request: Request) -> HTTPResponse:
    services: Services = request.app.ctx.services
    shown = request.args.get("show", "open")
    shown = shown if shown in VIEWS else "open"
    query = read_query(request, MAX_QUERY_LENGTH)
    listed = await in_thread(services.gaps.listed)
    found = views_of(listed, await _titles(services, *listed), now())
    fitting = matching(found, query)
    chosen = [view for view in fitting if shown in {view.view, "all"}]
    return await staff_page(
        request,
        "console/gaps_list.html",
        found=chosen[:MAX_LISTED_GAPS],
        more=max(0, len(chosen) - MAX_LISTED_GAPS),
        tally=Counter(view.view for view in fitting) + Counter(all=len(fitting)),
        waiting=len(await in_thread(services.gap_collector.waiting)),
        any_at_all=bool(found),
        show=shown,
        query=query,
        **_words(services),
    )


@gap_routes.get("/gaps/<gap:int>")
@staff_only(*INSIGHT_ROLES)
async def one_gap(request: Request, gap: int) -> HTTPResponse:
    return await gap_page(request, gap)


async def gap_page(
    request: Request, number: int, problem: str = "", status: int = 200, title: str = ""
) -> HTTPResponse:
    """Return the page of a gap, with what went wrong if something did.

    Supervisors, whom the effort ledger leads here, read it; content managers decide about it.
    """
    services: Services = request.app.ctx.services
    may_decide = request.ctx.staff.role in CONSOLE_ROLES
    gap = await in_thread(services.gaps.get, read_number(number))
    titles = await _titles(services, gap)
    view = view_of(gap, titles, now())
    return await staff_page(
        request,
        "console/gap.html",
        status,
        view=view,
        gap=gap,
        said=wordings(gap),
        titles=titles,
        title=title or propose_title(gap),
        wanted_person=wanted_person(gap),
        may_decide=may_decide,
        others=await _others(services, gap) if may_decide else [],
        likely=await _likely(services, view.name) if may_decide and _is_open(gap) else None,
        problem=problem,
        **_words(services),
    )


def _is_open(gap: Gap) -> bool:
    return gap.state is GapState.OPEN


async def _others(services: Services, gap: Gap) -> list[tuple[int, str]]:
    """Return the open gaps that one may be merged with: id and name, the likeliest first."""
    if gap.state is not GapState.OPEN or gap.about:
        return []
    listed = await in_thread(services.gaps.listed)
    others = [each for each in listed if each.state is GapState.OPEN and not each.about]
    return await in_thread(nearest_first, gap, [each for each in others if each.id != gap.id])


async def _titles(services: Services, *gaps: Gap) -> dict[str, str]:
    """Return the titles of the articles that gaps have to do with."""
    shown = {each.article for gap in gaps for each in gap.said}
    slugs = {slug for gap in gaps for slug in (gap.about, gap.article)} | shown
    return await in_thread(services.article_search.titles, tuple(slugs))


async def _likely(services: Services, question: str) -> tuple[Hit, ...] | None:
    """Return the live articles nearest to a question; None while the assistant is away."""
    try:
        return (await services.actions.search(question)).hits[:_LIKELY]
    except Unavailable:
        return None


def _words(services: Services) -> dict[str, Any]:
    at, segments = now(), services.settings.segments
    return {
        "views": VIEWS,
        "colour": kind_colour,
        "ago": lambda then: ago(then, at),
        "whence": lambda gap: whence(gap, segments),
    }
