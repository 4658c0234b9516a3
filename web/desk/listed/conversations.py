"""All conversations: by state, by filters in the address, and by the words in them."""

from __future__ import annotations

from sanic import Request
from sanic.response import HTTPResponse

from core.handoffs import read_wanted
from core.staff import DESK_ROLES, LEADING_ROLES, MAX_VIEW_TITLE_LENGTH, may_remove
from store.conversations import ConversationList, Listed
from web.auth import staff_only
from web.desk.listed.asked import MAX_FILTER_LENGTH, filters, query_of, read_asked, told
from web.desk.listed.lines import line_of
from web.desk.page import desk_blueprint, desk_page
from web.http import in_thread, read_moment, read_query
from web.services import Services

MAX_LISTED = 50  # conversations on a page

conversation_list_routes = desk_blueprint("conversation_list")


@conversation_list_routes.get("/conversations")
@staff_only(*DESK_ROLES)
async def conversations_page(request: Request) -> HTTPResponse:
    """The conversations that the address asks for, the latest first, a page at a time."""
    services: Services = request.app.ctx.services
    member, asked = request.ctx.staff, read_asked(request)
    wanted = read_wanted(asked)
    before = read_moment({"before": request.args.get("before")}, "before")
    conversations = ConversationList(services.database, services.settings.segments.default)
    after = read_query(request, MAX_FILTER_LENGTH, "after")
    found = await in_thread(conversations.find, wanted, before, MAX_LISTED + 1, after)
    agents = await in_thread(conversations.agents)
    offered = filters(services.settings, agents, asked)
    views = await in_thread(services.saved_views.of, member)
    return await desk_page(
        request,
        "desk/conversations.html",
        asked=asked,
        longest=MAX_FILTER_LENGTH,
        listed=[line_of(each, services.settings) for each in found[:MAX_LISTED]],
        older=_older(asked, found),
        later=before is not None,
        newest=query_of(asked),
        filters=offered,
        told=told(asked, offered),
        views=[(view, may_remove(view, member)) for view in views],
        title_length=MAX_VIEW_TITLE_LENGTH,
        may_share=member.role in LEADING_ROLES,
    )


def _older(asked: dict[str, str], found: list[Listed]) -> str:
    """Return the address's query of the page after this one, "" if there is none."""
    if len(found) <= MAX_LISTED:
        return ""
    last = found[MAX_LISTED - 1].conversation
    return query_of(asked, before=last.last_at.isoformat(), after=last.id)
