"""All conversations: by state, by filters in the address, and by the words in them."""

from __future__ import annotations

from typing import Any

from sanic import Request
from sanic.response import HTTPResponse

from core.handoffs import read_wanted
from core.settings import Settings
from core.staff import DESK_ROLES, LEADING_ROLES, MAX_VIEW_TITLE_LENGTH, may_remove
from store.conversations import ConversationList, Listed
from web.auth import staff_only
from web.desk.listed.asked import MAX_FILTER_LENGTH, STATES, filters, query_of, read_asked
from web.desk.page import desk_blueprint, desk_page
from web.http import in_thread, read_moment
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
    found = await in_thread(conversations.find, wanted, before, MAX_LISTED + 1)
    agents = await in_thread(conversations.agents)
    views = await in_thread(services.saved_views.of, member)
    return await desk_page(
        request,
        "desk/conversations.html",
        asked=asked,
        longest=MAX_FILTER_LENGTH,
        listed=[_line(each, services.settings) for each in found[:MAX_LISTED]],
        older=_older(asked, found),
        later=before is not None,
        newest=query_of(asked),
        filters=filters(services.settings, agents),
        views=[(view, may_remove(view, member)) for view in views],
        title_length=MAX_VIEW_TITLE_LENGTH,
        may_share=member.role in LEADING_ROLES,
    )


def _older(asked: dict[str, str], found: list[Listed]) -> str:
    """Return the address's query of the page after this one, "" if there is none."""
    if len(found) <= MAX_LISTED:
        return ""
    last = found[MAX_LISTED - 1].conversation.last_at
    return query_of(asked, before=last.isoformat())


def _line(each: Listed, settings: Settings) -> dict[str, Any]:
    conversation, handoff = each.conversation, each.handoff
    profile, labels = conversation.profile, settings.labels
    segment = settings.segments.of(handoff.segment if handoff else profile.segment)
    return {
        "id": conversation.id,
        "customer": profile.name or "Anonymous customer",
        "verified": profile.verified,
        "words": each.words,
        "state": each.state.value,
        "state_label": STATES[each.state],
        "at": conversation.last_at,
        "score": each.score,
        "segment": segment.label,
        "queue": settings.queue_of(handoff).label if handoff else "",
        "agent": handoff.agent_name if handoff else "",
        "snoozed_until": handoff.snoozed_until if handoff else None,
        "about": labels.contact_reason_label(handoff.contact_reason) if handoff else "",
        "tags": [labels.tag_label(tag) for tag in each.tags],
        "language": settings.languages.name_of(handoff.language) if handoff else "",
        "care": settings.sensitive.label_of(handoff.sensitive)
        if handoff and handoff.sensitive
        else "",
    }
