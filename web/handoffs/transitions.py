"""What an agent does with a handoff: the record changes first, in one transaction."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256

from core.answering import Reason
from core.conversations import InboxMessage, InboxMessageKind
from core.errors import NotFound
from core.handoffs import (
    Destination,
    Handoff,
    HandoffState,
    TransitionReason,
    may_be_given,
    may_speak,
    reserved_for,
)
from core.staff import LEADING_ROLES, StaffMember, first_name
from store.clock import now
from store.conversations import add_note
from store.handoffs import Actor, Opening, transfer_handoff
from store.realtime import DESK
from web.handoffs.announce import announce
from web.handoffs.reaching import reach_of
from web.handoffs.sending import send_once
from web.http import in_thread
from web.services import Services


async def claim(services: Services, handoff: int, member: StaffMember) -> Handoff:
    """Take a conversation over; of several who try at once exactly one gets it.

    Raises HandoffAlreadyClaimed, HandoffKept, AgentFull or HandoffOver.
    """
    before = await in_thread(services.handoffs.get, handoff)
    keeper = reserved_for(before, await services.queue_snapshots.team(), now())
    claimed = await in_thread(services.handoffs.claim, handoff, member.id, member.name, keeper)
    await announce(services, claimed.id)
    return claimed


async def reopen(services: Services, conversation: str, member: StaffMember) -> Handoff:
    """Open a conversation again and take it, to write to the customer; once, however often asked.

    Raises NotFound, HandoffAlreadyOpen, AgentFull, or NobodyReached where nobody would read it.
    """
    (await reach_of(services, conversation)).may_write()
    opening = await in_thread(_reopening, services, conversation)
    opened = await in_thread(services.handoffs.reopen, conversation, opening, _who(member))
    await announce(services, opened.id)
    return opened


async def snooze(
    services: Services, handoff: int, member: StaffMember, until: datetime, seen: int | None
) -> Handoff:
    """Put it aside until a moment, or until the customer writes; the customer is told nothing.

    seen: the last utterance the agent has seen; what came after it brings it back at once
    """
    last = seen if seen is not None else await in_thread(_last_said, services, handoff)
    snoozed = await in_thread(services.snoozing.snooze, handoff, _who(member), until, last)
    await announce(services, handoff)
    return snoozed


async def release(services: Services, handoff: int, member: StaffMember) -> Handoff:
    """Put a conversation back into its queue; who leads a team may do it for an agent."""
    before = await in_thread(services.handoffs.get, handoff)
    agent = before.agent if member.role in LEADING_ROLES else member.id
    released = await in_thread(services.handoffs.release, handoff, agent, _who(member))
    await announce(services, released.id)
    return released


async def release_all(services: Services, member: StaffMember) -> None:
    """Put everything back that an agent holds who signs out, and forget that they were there."""
    await services.agents_here.leave(member.id)
    for handoff in await in_thread(services.handoffs.all_open):
        if handoff.state is HandoffState.CLAIMED and handoff.agent == member.id:
            await reclaim(services, handoff, TransitionReason.SIGNED_OUT)


async def reclaim(services: Services, held: Handoff, why: TransitionReason) -> bool:
    """Put back what an agent cannot go on with; False if that has changed meanwhile."""
    after = await in_thread(services.handoffs.reclaim, held, why)
    taken = after.state is HandoffState.WAITING and after.returns == held.returns + 1
    if taken:
        await announce(services, after.id)
        conversation = await in_thread(services.conversations.get, held.conversation)
        await services.news.publish(
            DESK,
            kind="returned",
            handoff=held.id,
            conversation=held.conversation,
            customer=conversation.profile.name,
            why=why.value,
            agent=held.agent,
            agent_name=held.agent_name,
        )
    return taken


async def pass_to_agent(
    services: Services, handoff: int, member: StaffMember, agent: str, note: str
) -> Handoff:
    """Let it wait for a colleague; raises AgentNotThere or ColleagueFull."""
    found = (await services.queue_snapshots.team()).get(agent)
    if found is None:
        raise NotFound("There is no such colleague. Reload the list.")
    may_be_given(found)
    before = await in_thread(services.handoffs.get, handoff)
    until = now() + services.settings.handoff.kept
    to = Destination(before.queue, first_name(found.name), agent, until)
    return await _transfer(services, handoff, member, to, note)


async def pass_to_queue(
    services: Services, handoff: int, member: StaffMember, queue: str, note: str
) -> Handoff:
    """Let it wait in another queue; raises NotFound."""
    found = services.settings.queues.get(queue)
    if found is None:
        raise NotFound("There is no such queue. Reload the list.")
    return await _transfer(services, handoff, member, Destination(queue, found.label), note)


async def reply(
    services: Services,
    handoff: int,
    member: StaffMember,
    message: str,
    text: str,
    asked: dict[str, str] | None = None,
) -> None:
    """Say something to the customer, durably; the same message id twice is said once.

    asked: the files it brings, with what each shows
    """
    held = await in_thread(services.handoffs.get, handoff)
    may_speak(held, member.id)
    bring = services.attachments.bring
    brought = await in_thread(bring, held.conversation, member.id, message, asked or {})
    entry = InboxMessage(
        id=message,
        conversation=held.conversation,
        kind=InboxMessageKind.AGENT,
        attachments=brought,
        text=text,
        at=now().timestamp(),
        agent=member.id,
        agent_name=member.first_name,
    )
    await send_once(services, entry)
    await services.writing.note(held.conversation)


async def show_typing(services: Services, handoff: int, member: StaffMember) -> None:
    """Let the customer see that an answer is being written."""
    held = await in_thread(services.handoffs.get, handoff)
    may_speak(held, member.id)
    await services.writing.note(held.conversation)
    await services.news.publish(
        held.conversation, kind="typing", who="agent", by=member.id, name=member.first_name
    )


def _last_said(services: Services, handoff: int) -> int:
    conversation = services.handoffs.get(handoff).conversation
    said = services.transcripts.last_words([conversation]).get(conversation, {})
    return max((each.seq for each in said.values()), default=0)


def _reopening(services: Services, conversation: str) -> Opening:
    """How it begins again: in its queue, about the same matter."""
    profile = services.conversations.get(conversation).profile
    segment = services.settings.segments.of(profile.segment)
    last = services.handoffs.last_in(conversation)
    if last is None:
        return Opening(Reason.REOPENED, segment.queue, segment.name)
    return Opening(
        Reason.REOPENED,
        services.settings.queue_of(last).name,
        last.segment,
        language=last.language,
        sensitive=last.sensitive,
        matter=services.handoff_history.matter_of(last.id),
    )


async def _transfer(
    services: Services, handoff: int, member: StaffMember, to: Destination, note: str
) -> Handoff:
    transferred = await in_thread(_record_transfer, services, handoff, member, to, note)
    await announce(services, handoff)
    await services.news.publish(transferred.conversation, kind="note")
    return transferred


def _record_transfer(
    services: Services, handoff: int, member: StaffMember, to: Destination, note: str
) -> Handoff:
    leads = member.role in LEADING_ROLES
    with services.database.writing() as connection:
        transferred = transfer_handoff(connection, handoff, _who(member), to, note, leads)
        if note:
            message = note_id(f"transfer:{handoff}:{transferred.returns}", member, note)
            add_note(connection, transferred.conversation, message, member, note)
        return transferred


def note_id(move: str, member: StaffMember, note: str) -> str:
    """Return a note's id: what somebody notes about a move is one note, however often it comes."""
    words = sha256(f"{member.id}:{note}".encode()).hexdigest()[:16]
    return f"{move}:{words}"


def _who(member: StaffMember) -> Actor:
    return Actor(member.id, member.name)
