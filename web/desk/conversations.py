"""All conversations: by state, by filters in the address, and by the words in them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from sanic import Request
from sanic.response import HTTPResponse

from core.answering import Reason
from core.handoffs import ListedState, read_wanted, reason_in_words
from core.settings import Settings
from core.staff import DESK_ROLES
from store.conversations import ConversationList, Listed
from web.auth import staff_only
from web.desk.page import desk_blueprint, desk_page
from web.http import in_thread, read_moment, read_query
from web.services import Services

MAX_LISTED = 50  # conversations on a page
MAX_FILTER_LENGTH = 200
STATES = {
    ListedState.OPEN: "Open",
    ListedState.CUSTOMER: "Waiting for the customer",
    ListedState.CLOSED: "Closed",
    ListedState.BOT: "With the assistant only",
}
_ASKED = (
    *("q", "state", "queue", "agent", "segment", "channel", "reason", "score", "language"),
    *("sensitive", "since", "until"),
)

Choices = list[tuple[str, str]]

conversation_list_routes = desk_blueprint("conversation_list")


@conversation_list_routes.get("/conversations")
@staff_only(*DESK_ROLES)
async def conversations_page(request: Request) -> HTTPResponse:
    """The conversations that the address asks for, the latest first, a page at a time."""
    services: Services = request.app.ctx.services
    asked = {name: read_query(request, MAX_FILTER_LENGTH, name) for name in _ASKED}
    wanted = read_wanted(asked)
    before = read_moment({"before": request.args.get("before")}, "before")
    conversations = ConversationList(services.database, services.settings.segments.default)
    found = await in_thread(conversations.find, wanted, before, MAX_LISTED + 1)
    agents = await in_thread(conversations.agents)
    return await desk_page(
        request,
        "desk/conversations.html",
        asked=asked,
        longest=MAX_FILTER_LENGTH,
        listed=[_line(each, services.settings) for each in found[:MAX_LISTED]],
        older=_older(asked, found),
        later=before is not None,
        newest=urlencode({name: value for name, value in asked.items() if value}),
        filters=_filters(services.settings, agents),
    )


def _older(asked: dict[str, str], found: list[Listed]) -> str:
    """Return the address's query of the page after this one, "" if there is none."""
    if len(found) <= MAX_LISTED:
        return ""
    last = found[MAX_LISTED - 1].conversation.last_at
    told = {name: value for name, value in asked.items() if value}
    return urlencode({**told, "before": last.isoformat()})


def _line(each: Listed, settings: Settings) -> dict[str, Any]:
    conversation, handoff = each.conversation, each.handoff
    profile = conversation.profile
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
        "language": settings.languages.name_of(handoff.language) if handoff else "",
        "care": settings.sensitive.label_of(handoff.sensitive)
        if handoff and handoff.sensitive
        else "",
    }


def _filters(settings: Settings, agents: Choices) -> list[tuple[str, str, Choices]]:
    """Return what one can choose from: field, label, and its values with what they are called."""
    return [
        ("state", "State", [(state.value, label) for state, label in STATES.items()]),
        ("queue", "Queue", _labelled(settings.queues.values())),
        ("agent", "Agent", agents),
        ("segment", "Segment", _labelled(settings.segments.by_name.values())),
        ("reason", "Why a person", [(each.value, reason_in_words(each)) for each in Reason]),
        ("score", "Effort score", _scores(settings.survey.labels)),
        ("language", "Writes in", _languages(settings)),
        ("sensitive", "Needs care", _topics(settings)),
    ]


def _labelled(named: Iterable[Any]) -> Choices:
    return [(each.name, each.label) for each in named]


def _scores(labels: Iterable[str]) -> Choices:
    return [(str(score), f"{score} – {label}") for score, label in enumerate(labels, 1)]


def _languages(settings: Settings) -> Choices:
    return [(code, language.name) for code, language in settings.languages.others.items()]


def _topics(settings: Settings) -> Choices:
    topics = settings.sensitive.topics
    return [(name, settings.sensitive.label_of(name)) for name in topics]
