"""The pages of insights, their tables as CSV, and the conversations behind a number."""

from __future__ import annotations

import re
from dataclasses import replace

from sanic import Request
from sanic.response import HTTPResponse, raw

from core.conversations import mask
from core.errors import NotFound
from core.insights import Scope
from core.staff import DESK_ROLES, INSIGHT_ROLES
from store.insights import Comments, InsightContacts, Insights
from web.auth import staff_blueprint, staff_only
from web.http import in_thread, read_moment, read_query
from web.insights.asked import read_asked
from web.insights.content import content_page
from web.insights.effort import comments_page, effort_page, ledger_page
from web.insights.outcomes import outcomes_page
from web.insights.page import Builder
from web.insights.refusals import refusals_page
from web.insights.rendering import insight_page
from web.insights.said import said_of
from web.insights.service import service_page
from web.insights.tables import to_csv
from web.services import Services

MAX_BEHIND = 50  # conversations on a page
MAX_WHICH_LENGTH = 120
_GAP = re.compile(r"[0-9]{1,9}")
PAGES: dict[str, tuple[str, Builder]] = {
    "effort": ("Effort", effort_page),
    "comments": ("Comments", comments_page),
    "ledger": ("Effort ledger", ledger_page),
    "outcomes": ("Contained, resolved, came back", outcomes_page),
    "service": ("Service", service_page),
    "content": ("Anticipation and content", content_page),
    "refusals": ("Refused", refusals_page),
}

insight_routes = staff_blueprint("insights")


@insight_routes.get("/insights")
@staff_only(*INSIGHT_ROLES)
async def effort(request: Request) -> HTTPResponse:
    """Show the effort score; `?since=`, `?until=` and the filters narrow every page of these."""
    return await _show(request, "effort")


@insight_routes.get("/insights/comments")
@staff_only(*INSIGHT_ROLES)
async def comments(request: Request) -> HTTPResponse:
    """Show what customers add to their score, by meaning."""
    return await _show(request, "comments")


@insight_routes.get("/insights/ledger")
@staff_only(*INSIGHT_ROLES)
async def ledger(request: Request) -> HTTPResponse:
    """Show what getting help has cost, and the causes."""
    return await _show(request, "ledger")


@insight_routes.get("/insights/outcomes")
@staff_only(*INSIGHT_ROLES)
async def outcomes(request: Request) -> HTTPResponse:
    """Show how contacts ended, and who came back."""
    return await _show(request, "outcomes")


@insight_routes.get("/insights/service")
@staff_only(*INSIGHT_ROLES)
async def service(request: Request) -> HTTPResponse:
    """Show how customers were served by people."""
    return await _show(request, "service")


@insight_routes.get("/insights/content")
@staff_only(*INSIGHT_ROLES)
async def content(request: Request) -> HTTPResponse:
    """Show what came of next questions, gaps, answers and searches."""
    return await _show(request, "content")


@insight_routes.get("/insights/refusals")
@staff_only(*INSIGHT_ROLES)
async def refusals(request: Request) -> HTTPResponse:
    """Show what customers were refused, and because of which policies."""
    return await _show(request, "refusals")


@insight_routes.get("/insights/csv/<page>/<table>")
@staff_only(*INSIGHT_ROLES)
async def as_csv(request: Request, page: str, table: str) -> HTTPResponse:
    """Return a table of a page as CSV, whatever the address narrows it to."""
    services: Services = request.app.ctx.services
    if page not in PAGES:
        raise NotFound("There is no such page of insights.")
    built = await in_thread(PAGES[page][1], services, await read_asked(request))
    for each in built.tables:
        if each.name == table:
            headers = {"Content-Disposition": f'attachment; filename="{page}-{table}.csv"'}
            text = to_csv(each).encode("utf-8-sig")
            return raw(text, content_type="text/csv; charset=utf-8", headers=headers)
    raise NotFound("There is no such table, or nothing in it.")


@insight_routes.get("/insights/conversations")
@staff_only(*INSIGHT_ROLES)
async def behind(request: Request) -> HTTPResponse:
    """List the conversations behind a number; `which` says which number, see `InsightContacts`."""
    services: Services = request.app.ctx.services
    asked = await read_asked(request)
    which = read_query(request, MAX_WHICH_LENGTH, "which")
    before = read_moment({"before": request.args.get("before")}, "before")
    contacts = InsightContacts(services.database)
    many, found = await in_thread(contacts.find, asked.scope, which, before, MAX_BEHIND + 1)
    may_read = request.ctx.staff.role in DESK_ROLES
    if not may_read:  # content managers read what was asked, not who asked it
        found = [
            replace(each, name="A customer", words=mask(each.words), comment=mask(each.comment))
            for each in found
        ]
    older = found[MAX_BEHIND - 1].at.isoformat() if len(found) > MAX_BEHIND else ""
    return await insight_page(
        request,
        "insights/conversations.html",
        asked,
        which=which,
        said=said_of(which, asked, await in_thread(_names, services, asked.scope, which)),
        count=many,
        found=found[:MAX_BEHIND],
        older=asked.query(which=which, before=older) if older else "",
        may_read=may_read,
    )


def _names(services: Services, scope: Scope, which: str) -> dict[int, str]:
    """Return what the gap, the policy or the group of comments is called that a list is about."""
    about = which.rpartition(":")[2]
    if which.startswith("commented:") and _GAP.fullmatch(about):
        said = Comments(services.database).words(scope, [int(about)], 1)
        return {group: mask(words[0]) for group, words in said.items()}
    if which.startswith("refused:"):
        return {each.id: each.words for each in services.policies.everything()}
    is_gap = which.startswith(("cause:not_understood:", "gap:")) and _GAP.fullmatch(about)
    return Insights(services.database).gap_words([int(about)] if is_gap else [])


async def _show(request: Request, name: str) -> HTTPResponse:
    services: Services = request.app.ctx.services
    title, build = PAGES[name]
    asked = await read_asked(request)
    built = await in_thread(build, services, asked)
    return await insight_page(
        request, "insights/figures.html", asked, name=name, heading=title, built=built
    )
