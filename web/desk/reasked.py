"""How often agents ask for what the context packet already holds: noted, and shown as a figure."""

from __future__ import annotations

from datetime import timedelta
from itertools import takewhile
from typing import Any

from sanic import Request
from sanic.response import HTTPResponse, json

from core.errors import BadInput
from core.packet import Gathered, context_packet
from core.reasked import asked_for, label_of, reasked
from core.staff import LEADING_ROLES
from core.transcript import Utterance
from store.clock import now
from store.reasked import ReaskedFigure
from web.desk.blueprints import desk_blueprint
from web.services import Services
from web.staff.access import staff_only
from web.threads import in_thread

DAYS = 7
_MOST_DAYS = 366

reasked_routes = desk_blueprint("reasked")


@reasked_routes.get("/api/reasked")
@staff_only(*LEADING_ROLES)
async def figure(request: Request) -> HTTPResponse:
    services: Services = request.app.ctx.services
    days = _read_days(request.args.get("days", str(DAYS)))
    found = await in_thread(services.reasked.since, now() - timedelta(days=days))
    return json({"days": days, **_shape(found)})


def note_reasked(services: Services, said: Utterance) -> None:
    """Note what an agent's words ask for although the packet held it before them. Reads SQL."""
    conversation = services.conversations.get(said.conversation)
    facts = [name for name, _value in conversation.profile.facts]
    if not asked_for(said.text, facts):  # most words ask nothing: the transcript stays unread
        return
    everything = services.transcripts.read(said.conversation)
    transcript = list(takewhile(lambda utterance: utterance.event != said.event, everything))
    gathered = Gathered(None, conversation.profile, conversation.channel, transcript)
    packet = context_packet(gathered, services.settings.segments, ())
    what = reasked(said.text, packet)
    if what:
        services.reasked.note(said, what)


def _shape(figure: ReaskedFigure) -> dict[str, Any]:
    return {
        "conversations": figure.conversations,
        "conversations_reasked": figure.conversations_reasked,
        "messages": figure.messages,
        "messages_reasked": figure.messages_reasked,
        "share": figure.share,
        "by": [
            {"what": what, "label": label_of(what), "times": times} for what, times in figure.by
        ],
    }


def _read_days(value: str) -> int:
    if value.isdecimal() and len(value) < 5 and 0 < int(value) <= _MOST_DAYS:
        return int(value)
    raise BadInput(f"'days' must be a number from 1 to {_MOST_DAYS}.")
