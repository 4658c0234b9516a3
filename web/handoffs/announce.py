"""What follows from a transition: who holds the conversation, what is said, who looks again.

The transaction that changes the record leaves the event un-announced; it is marked once all of
this is done. A crash in between, or two processes at once, repeat it, and repeating is safe: every
message's id is derived from the event. A colon in it keeps it apart from the ids that browsers
make.
"""

from __future__ import annotations

from core.conversations import InboxMessage, InboxMessageKind
from core.handoffs import HandoffEvent, Transition, TransitionReason, holder_of
from core.settings import HandoffRules
from core.staff import first_name
from store.clock import now
from store.realtime import DESK
from web.handoffs.sending import send_once
from web.http import in_thread, setting_apart
from web.services import Services


async def announce(services: Services, handoff: int | None = None) -> None:
    """Do what follows from the transitions of a handoff that are not announced; of all for None."""
    history = services.handoff_history
    for event in await in_thread(history.unannounced, handoff):
        with setting_apart("handoff.not_announced", handoff=event.handoff, transition=event.id):
            await _announce(services, event)
            await in_thread(history.mark_announced, [event])


async def _announce(services: Services, event: HandoffEvent) -> None:
    latest = await in_thread(services.handoffs.open_in, event.conversation)
    await services.holders.set(event.conversation, holder_of(latest))
    for message in _messages(event, services.settings.handoff):
        await send_once(services, message)
    await services.news.publish(DESK, conversation=event.conversation)
    await services.news.publish(event.conversation, kind="handoff")


def _messages(event: HandoffEvent, rules: HandoffRules) -> list[InboxMessage]:
    notice = _notice(event, rules)
    messages = [_message(event, InboxMessageKind.NOTICE, notice)] if notice else []
    if event.transition is Transition.RESOLVE:
        messages.append(_message(event, InboxMessageKind.RESOLVED))
    if (
        event.transition is Transition.ABANDON
        and event.reason == TransitionReason.STAYED_AWAY.value
    ):
        messages.append(_message(event, InboxMessageKind.ABANDONED))
    return messages


def _notice(event: HandoffEvent, rules: HandoffRules) -> str:
    """Return what the customer reads; a transfer from one queue to another is nothing to tell."""
    contact = str(event.detail.get("contact", ""))
    if contact:
        words, agent = rules.promised_later, ""
    elif event.transition is Transition.CLAIM:
        words, agent = rules.joined, event.agent_name
    elif event.transition is Transition.RESOLVE:
        words, agent = rules.resolved, event.agent_name
    elif not event.left_by:
        return ""
    else:
        agent = event.left_by
        words = {
            Transition.RELEASE: rules.left,
            Transition.RETURN: rules.returned,
            Transition.TRANSFER: rules.passed_on,
        }.get(event.transition, "")
    to = str(event.detail.get("to", ""))
    told = words.replace("{agent}", first_name(agent)).replace("{to}", to)
    return told.replace("{contact}", contact)


def _message(event: HandoffEvent, kind: InboxMessageKind, text: str = "") -> InboxMessage:
    return InboxMessage(
        id=f"handoff:{event.handoff}:{event.id}:{kind.value}",
        conversation=event.conversation,
        kind=kind,
        text=text,
        at=now().timestamp(),
        agent=event.agent,
        agent_name=first_name(event.agent_name),
    )
