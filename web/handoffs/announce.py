"""What follows from a move: who holds the conversation, what the customer is told, who looks again.

A crash may cut this off after the record has changed, so all of it is safe to repeat: every
entry's id is derived from the move it tells of. A colon in it keeps it apart from the ids that
browsers make.
"""

from __future__ import annotations

from core.conversations import InboxMessage, InboxMessageKind
from core.handoffs import Handoff, HandoffEvent, Transition, TransitionReason, holder_of
from core.settings import HandoffRules
from core.staff import first_name
from store.clock import now
from store.realtime import DESK
from web.http import in_thread
from web.services import Services

_LATEST = 4  # moves of a handoff that are told again, should one have been cut off


async def finish_moves(services: Services, handoff: Handoff) -> None:
    """Let everything follow from a handoff's latest moves, and have everyone look again."""
    for event in (await in_thread(services.handoff_history.of, handoff.id))[-_LATEST:]:
        await announce(services, event)
    await tell(services, handoff.conversation)


async def announce(services: Services, event: HandoffEvent) -> bool:
    """Let everything follow from one move; tells whether anything was left to do."""
    if event.is_retold:
        return False
    latest = await in_thread(services.handoffs.open_in, event.conversation)
    await services.holders.set(event.conversation, holder_of(latest))
    added = [await services.inbox.put(entry) for entry in _entries(event, services)]
    return any(added)


async def tell(services: Services, conversation: str) -> None:
    """Have the desks and the customer's page look again."""
    await services.news.publish(DESK, conversation=conversation)
    await services.news.publish(conversation, kind="handoff")


def _entries(event: HandoffEvent, services: Services) -> list[InboxMessage]:
    notice = _notice(event, services.settings.handoff)
    entries = [_entry(event, InboxMessageKind.NOTICE, notice)] if notice else []
    if event.move is Transition.RESOLVE:
        entries.append(_entry(event, InboxMessageKind.RESOLVED))
    if event.move is Transition.ABANDON and event.why == TransitionReason.STAYED_AWAY.value:
        entries.append(_entry(event, InboxMessageKind.ABANDONED))
    return entries


def _notice(event: HandoffEvent, rules: HandoffRules) -> str:
    """Return what the customer reads; a move from one queue to another is nothing to tell."""
    if event.move is Transition.CLAIM:
        words, agent = rules.joined, event.agent_name
    elif event.move is Transition.RESOLVE:
        words, agent = rules.resolved, event.agent_name
    elif not event.left_by:
        return ""
    else:
        agent = event.left_by
        words = {
            Transition.RELEASE: rules.left,
            Transition.RETURN: rules.returned,
            Transition.TRANSFER: rules.passed_on,
        }.get(event.move, "")
    to = str(event.detail.get("to", ""))
    return words.replace("{agent}", first_name(agent)).replace("{to}", to)


def _entry(event: HandoffEvent, kind: InboxMessageKind, text: str = "") -> InboxMessage:
    return InboxMessage(
        id=f"handoff:{event.handoff}:{event.id}:{kind.value}",
        conversation=event.conversation,
        kind=kind,
        text=text,
        at=now().timestamp(),
        agent=event.agent,
        agent_name=first_name(event.agent_name),
    )
