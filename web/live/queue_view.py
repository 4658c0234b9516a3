"""The queue and the team as the desk shows them, off one snapshot."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from core.conversations import ANONYMOUS, Author
from core.handoffs import Agent, Handoff, HandoffState, is_for, next_due, reserved_for
from core.staff import StaffMember, StaffNotice, first_name
from web.http import record_json
from web.live.json import handoff_json, iso
from web.live.queue_snapshot import QueueSnapshot


def read_queue(snapshot: QueueSnapshot, member: StaffMember) -> dict[str, Any]:
    """Return every open handoff, in the order to be taken, and who is there to take them."""
    me = _me(snapshot, member)
    lines = [
        common | _for(snapshot, handoff, me)
        for handoff, common in zip(snapshot.open, _common_lines(snapshot), strict=True)
    ]
    return {**_head(snapshot, me), "open": lines}


def queue_as_json(snapshot: QueueSnapshot, member: StaffMember) -> str:
    """Return the queue as JSON, without its moment.

    What everybody sees alike is put into JSON once for all of them: with hundreds of handoffs it
    is what costs most.
    """
    me = _me(snapshot, member)
    head = {key: value for key, value in _head(snapshot, me).items() if key != "now"}
    lines = (
        f"{common}, {json.dumps(_for(snapshot, handoff, me))[1:]}"
        for handoff, common in zip(snapshot.open, _common_json(snapshot), strict=True)
    )
    return f'{json.dumps(head)[:-1]}, "open": [{", ".join(lines)}]}}'


def read_team(snapshot: QueueSnapshot) -> dict[str, Any]:
    """Return what a supervisor sees: each queue, each agent and their conversations."""
    claimed = [h for h in snapshot.open if h.state is HandoffState.CLAIMED]
    return {
        "now": snapshot.at.isoformat(),
        "behind": int(snapshot.behind.total_seconds()),
        "queues": [_queue_json(snapshot, name) for name in snapshot.settings.queues],
        "agents": [
            agent_json(agent)
            | {"chats": [_chat_json(snapshot, h) for h in claimed if h.agent == agent.id]}
            for agent in snapshot.team.agents
        ],
    }


def read_colleagues(snapshot: QueueSnapshot) -> dict[str, Any]:
    """Return whom and where a conversation can be transferred to."""
    agents = [agent_json(agent) for agent in snapshot.team.agents]
    return {"agents": agents, "queues": _queue_names(snapshot)}


def _me(snapshot: QueueSnapshot, member: StaffMember) -> Agent:
    return snapshot.team.get(member.id) or Agent(member.id, member.name, member.role.value)


def _head(snapshot: QueueSnapshot, me: Agent) -> dict[str, Any]:
    return {
        "now": snapshot.at.isoformat(),
        "me": agent_json(me) | {"status": me.chosen.value},
        "team": {
            "available": sum(agent.available for agent in snapshot.team.agents),
            "waiting": sum(handoff.state is HandoffState.WAITING for handoff in snapshot.open),
            "behind": int(snapshot.behind.total_seconds()),
        },
        "queues": _queue_names(snapshot),
        "notices": [notice_json(notice) for notice in snapshot.notices.get(me.id, ())],
    }


def notice_json(notice: StaffNotice) -> dict[str, Any]:
    """What somebody is told of a conversation, or will be."""
    return record_json(notice, "staff", "read_at")


def _queue_names(snapshot: QueueSnapshot) -> list[dict[str, str]]:
    return [
        {"name": queue.name, "label": queue.label} for queue in snapshot.settings.queues.values()
    ]


def agent_json(agent: Agent) -> dict[str, Any]:
    """A member of the team; `status` is what colleagues see, whatever they chose."""
    more = {"first_name": first_name(agent.name), "status": agent.status, "free": agent.free}
    return record_json(agent, "chosen", "here", **more)


@lru_cache(maxsize=2)
def _common_lines(snapshot: QueueSnapshot) -> tuple[dict[str, Any], ...]:
    """Return what everybody sees of each open handoff; worked out once for a snapshot."""
    return tuple(_common_line(snapshot, handoff) for handoff in snapshot.open)


@lru_cache(maxsize=2)
def _common_json(snapshot: QueueSnapshot) -> tuple[str, ...]:
    """Return the same as JSON, each without its closing brace."""
    return tuple(
        json.dumps({key: value for key, value in line.items() if key != "mine"})[:-1]
        for line in _common_lines(snapshot)
    )


def _common_line(snapshot: QueueSnapshot, handoff: Handoff) -> dict[str, Any]:
    conversation = snapshot.conversations.get(handoff.conversation)
    profile = conversation.profile if conversation else ANONYMOUS
    promise = snapshot.promises.get(handoff.conversation)
    waits = handoff.state is HandoffState.WAITING
    return {
        **handoff_json(handoff, profile, snapshot.settings, None),
        **_last_words(snapshot, handoff),
        "returned_why": snapshot.why_back.get(handoff.id, ""),
        "wanted_until": iso(handoff.preferred_until),
        "position": snapshot.ahead.get(handoff.id, 0) + 1 if waits else 0,
        "customer_here": not snapshot.has_left(handoff),
        "contact": promise[0] if promise else "",
        "promised_by": iso(promise[1]) if promise else None,
        "unanswered_since": iso(snapshot.unanswered_since.get(handoff.conversation)),
        "due": _due_json(snapshot, handoff),
    }


def _due_json(snapshot: QueueSnapshot, handoff: Handoff) -> dict[str, Any] | None:
    queue = snapshot.settings.queue_of(handoff)
    unanswered = snapshot.unanswered_since.get(handoff.conversation)
    due = next_due(handoff, unanswered, queue.targets, queue.hours)
    return record_json(due) if due else None


def _for(snapshot: QueueSnapshot, handoff: Handoff, me: Agent) -> dict[str, Any]:
    """Return what one member of staff sees differently."""
    kept = reserved_for(handoff, snapshot.team, snapshot.at) if handoff.preferred_agent else ""
    wanted = snapshot.team.get(kept) if kept else None
    return {
        "mine": handoff.agent == me.id,
        "wanted": "me" if kept == me.id else "other" if kept else "none",
        "wanted_name": wanted.name if wanted else "",
        "serve": is_for(handoff, me, snapshot.team, snapshot.at),
    }


def _last_words(snapshot: QueueSnapshot, handoff: Handoff) -> dict[str, Any]:
    """What the customer said: first while they wait, last once somebody talks to them."""
    words = snapshot.words.get(handoff.conversation, {})
    customer, agent = words.get(Author.CUSTOMER), words.get(Author.AGENT)
    unanswered = customer is not None and (agent is None or agent.seq < customer.seq)
    last = customer.in_words if customer else ""
    first = snapshot.first_words.get(handoff.conversation) or last
    sent = customer.attachments if customer else ()
    return {
        "preview": " ".join(first.split())[:200],
        "picture": next((each.id for each in sent if each.is_picture), ""),
        "preview_at": iso(customer.at) if customer else None,
        "needs_reply": unanswered and handoff.state is HandoffState.CLAIMED,
        "answered": handoff.state is HandoffState.CLAIMED and agent is not None and not unanswered,
    }


def _queue_json(snapshot: QueueSnapshot, name: str) -> dict[str, Any]:
    queue, staffing = snapshot.settings.queues[name], snapshot.team.staffing(name)
    waiting = [
        handoff.opened_at
        for handoff in snapshot.open
        if handoff.state is HandoffState.WAITING and snapshot.settings.queue_of(handoff) is queue
    ]
    is_open = queue.hours.is_open(snapshot.at)
    return {
        "name": name,
        "label": queue.label,
        "open": is_open,
        "back_at": None if is_open else iso(queue.hours.next_opening(snapshot.at)),
        "waiting": len(waiting),
        "oldest_at": iso(min(waiting, default=None)),
        "agents": staffing.agents,
        "free": staffing.free,
    }


def _chat_json(snapshot: QueueSnapshot, handoff: Handoff) -> dict[str, Any]:
    conversation = snapshot.conversations.get(handoff.conversation)
    return {
        "handoff": handoff.id,
        "conversation": handoff.conversation,
        "customer": conversation.profile.name if conversation else "",
        "claimed_at": iso(handoff.claimed_at),
        "needs_reply": _last_words(snapshot, handoff)["needs_reply"],
        "unanswered_since": iso(snapshot.unanswered_since.get(handoff.conversation)),
    }
