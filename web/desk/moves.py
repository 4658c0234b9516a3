"""What an agent does with a handoff.

The record changes first, in one transaction; what follows in Redis can be cut off by a crash and
is therefore safe to repeat: every entry's id is derived from the change that caused it. A colon in
it keeps it apart from the ids that browsers make.
"""

from __future__ import annotations

from core.conversation import Entry, Kind
from core.handoff import Handoff, HandoffState, holder_of, may_speak
from core.staff import LEADING_ROLES, StaffMember, first_name
from store.clock import now
from store.live import DESK
from web.services import Services
from web.threads import in_thread


async def claim(services: Services, handoff: int, member: StaffMember) -> Handoff:
    """Take a conversation over; of several who try at once exactly one gets it."""
    claimed = await in_thread(services.handoffs.claim, handoff, member.id, member.name)
    await _keep_holder_in_step(services, claimed)
    await _notice(services, claimed, services.settings.handoff.joined, "joined")
    await _tell(services, claimed)
    return claimed


async def release(services: Services, handoff: int, member: StaffMember) -> Handoff:
    """Put a conversation back into its queue; who leads a team may do it for an agent."""
    before = await in_thread(services.handoffs.get, handoff)
    agent = before.agent if member.role in LEADING_ROLES else member.id
    released = await in_thread(services.handoffs.release, handoff, agent, member.name)
    await _notice(services, before, services.settings.handoff.left, "left")
    await _keep_holder_in_step(services, released)
    await _tell(services, released)
    return released


async def release_all(services: Services, member: StaffMember) -> None:
    """Put everything an agent holds back into its queue: they are going."""
    for handoff in await in_thread(services.handoffs.all_open):
        if handoff.state is HandoffState.CLAIMED and handoff.agent == member.id:
            await release(services, handoff.id, member)


async def resolve(services: Services, handoff: int, member: StaffMember) -> Handoff:
    """End it as solved: the bot takes over again. Resolving one's own again changes nothing."""
    resolved = await in_thread(services.handoffs.get, handoff)
    if resolved.state is not HandoffState.RESOLVED or resolved.agent != member.id:
        resolved = await in_thread(services.handoffs.resolve, handoff, member.id, member.name)
    await finish_resolved(services, resolved)
    await _tell(services, resolved)
    return resolved


async def finish_resolved(services: Services, resolved: Handoff) -> None:
    """Let the bot take over after a handoff was resolved; safe to repeat."""
    await _keep_holder_in_step(services, resolved)
    await _notice(services, resolved, services.settings.handoff.resolved, "closed")
    await services.inbox.put(_entry(resolved, Kind.RESOLVED, "", "resolved"))


async def reply(
    services: Services, handoff: int, member: StaffMember, message: str, text: str
) -> None:
    """Say something to the customer, durably; the same message id twice is said once."""
    held = await in_thread(services.handoffs.get, handoff)
    may_speak(held, member.id)
    entry = Entry(
        id=message,
        conversation=held.conversation,
        kind=Kind.AGENT,
        text=text,
        at=now().timestamp(),
        agent=member.id,
        agent_name=member.first_name,
    )
    await services.inbox.put(entry)


async def show_typing(services: Services, handoff: int, member: StaffMember) -> None:
    """Let the customer see that an answer is being written."""
    held = await in_thread(services.handoffs.get, handoff)
    may_speak(held, member.id)
    await services.news.tell(held.conversation, kind="typing", who="agent")


async def _keep_holder_in_step(services: Services, handoff: Handoff) -> None:
    """Copy who holds the conversation from the record, as it is by now."""
    latest = await in_thread(services.handoffs.open_in, handoff.conversation)
    await services.holders.set(handoff.conversation, holder_of(latest))


async def _notice(services: Services, handoff: Handoff, words: str, what: str) -> None:
    text = words.replace("{agent}", first_name(handoff.agent_name))
    await services.inbox.put(_entry(handoff, Kind.NOTICE, text, what))


async def _tell(services: Services, handoff: Handoff) -> None:
    await services.news.tell(DESK, conversation=handoff.conversation)
    await services.news.tell(handoff.conversation, kind="handoff")


def _entry(handoff: Handoff, kind: Kind, text: str, what: str) -> Entry:
    claimed = int(handoff.claimed_at.timestamp() * 1000) if handoff.claimed_at else 0
    return Entry(
        id=f"handoff:{handoff.id}:{what}:{claimed}",
        conversation=handoff.conversation,
        kind=kind,
        text=text,
        at=now().timestamp(),
        agent=handoff.agent,
        agent_name=first_name(handoff.agent_name),
    )
