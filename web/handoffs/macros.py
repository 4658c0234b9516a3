"""Macros: a reply, tags and what becomes of the conversation, in one press."""

from __future__ import annotations

from core.handoffs import UNTIL_THEY_WRITE, Handoff, Resolution, may_speak
from core.staff import StaffMember, Steps, Then
from store.clock import now
from store.conversations import add_tags
from store.handoffs import Actor, snooze_handoff
from web.handoffs.announce import announce
from web.handoffs.resolving import Ending, resolve
from web.handoffs.transitions import pass_to_queue, reply
from web.http import in_thread
from web.services import Services

_OUTCOMES = {Then.SOLVED: Resolution.SOLVED, Then.UNSOLVED: Resolution.UNSOLVED}


async def do_macro(
    services: Services,
    handoff: int,
    member: StaffMember,
    title: str,
    steps: Steps,
    message: str,
    text: str,
    seen: int,
) -> Handoff:
    """Say `text`, if there is any, and do what the macro says; the same message is said once.

    What may be refused is looked at before anything is said. What is cut off after the reply can be
    done again: everything in it happens once.

    seen: the last utterance the agent has seen. Raises ContactReasonMissing, CustomerWroteMore, or
    why this agent may not speak.
    """
    held = await in_thread(services.handoffs.get, handoff)
    may_speak(held, member.id)
    if steps.then in _OUTCOMES:
        services.settings.labels.may_end(steps.contact_reason or held.contact_reason)
    if text:
        await reply(services, handoff, member, message, text)
    return await _follow_steps(services, held, member, title, steps, seen)


async def _follow_steps(
    services: Services, held: Handoff, member: StaffMember, title: str, steps: Steps, seen: int
) -> Handoff:
    if steps.then in _OUTCOMES:
        outcome, reason = _OUTCOMES[steps.then], steps.contact_reason
        ending = Ending(outcome, seen=seen, contact_reason=reason, tags=steps.tags)
        return await resolve(services, held.id, member, ending)
    after = await in_thread(_record, services, held, member, steps, seen)
    if steps.then is Then.TRANSFERRED:
        note = f"By the macro “{title}”."
        return await pass_to_queue(services, held.id, member, steps.queue, note)
    await announce(services, held.id)
    return after


def _record(
    services: Services, held: Handoff, member: StaffMember, steps: Steps, seen: int
) -> Handoff:
    with services.database.writing() as connection:
        add_tags(connection, held.conversation, steps.tags, member)
        if steps.then is not Then.SNOOZED:
            return held
        actor = Actor(member.id, member.name)
        return snooze_handoff(connection, held.id, actor, now() + UNTIL_THEY_WRITE, seen)
