"""Bringing in a person, waiting for one, and carrying on without."""

from __future__ import annotations

import asyncio

from actions.dialogue import Dialogue
from actions.evidence import evidence
from actions.turn import Turn
from core.answering import HandOff, Reason, Retrieval
from core.handoff import Handoff, HandoffAlreadyClaimed, HandoffOver
from core.hours import moment_in_words
from core.routing import channels_for, estimate_wait
from core.staff import first_name
from store.clock import now


async def ask_person(turn: Turn) -> Dialogue:
    """The customer asks for a person."""
    if turn.handoff is not None:
        return await already_waiting(turn, turn.handoff)
    reply = HandOff(Reason.ASKED)
    turn.speech.because(evidence(turn.message, reply, Retrieval(turn.message.text)))
    return await hand_off(turn, turn.dialogue, reply.reason)


async def cancel_handoff(turn: Turn) -> Dialogue:
    """The customer would rather carry on with the assistant."""
    if turn.handoff is not None:
        try:
            await asyncio.to_thread(turn.services.handoffs.abandon, turn.handoff.id, "customer")
        except HandoffAlreadyClaimed:
            await _say_who_is_here(turn, turn.handoff)
            return turn.dialogue
        except HandoffOver:
            pass  # it ended while the button was pressed: what they want is the case
        await turn.services.desk.queue_changed()
    turn.speech.say("utter_handoff_cancelled")
    return turn.dialogue.fresh()


async def hand_off(turn: Turn, dialogue: Dialogue, reason: Reason) -> Dialogue:
    """Put the conversation into its segment's queue, and say what happens next and when."""
    handoff = await asyncio.to_thread(
        turn.services.handoffs.open,
        turn.message.conversation,
        reason.value,
        turn.segment.queue,
        turn.segment.name,
    )
    await turn.services.desk.queue_changed()
    turn.speech.say(f"utter_handoff_{reason.value}")
    await say_wait(turn, handoff)
    return dialogue.settled()


async def keep_waiting(turn: Turn, dialogue: Dialogue) -> Dialogue:
    """Tell someone who waits for a person that their words will be read."""
    if turn.handoff is not None and not turn.message.tells_of_handoff(turn.handoff.opened_at):
        return await hand_off(turn, dialogue, Reason(turn.handoff.reason))
    turn.speech.say("utter_noted_while_waiting")
    return dialogue.settled()


async def already_waiting(turn: Turn, handoff: Handoff) -> Dialogue:
    """Tell someone who waits for a person what their place is, and how long it takes.

    They may never have heard of it: when a turn fails after the handoff is in the record, the
    same message comes again. Then everything is said as if for the first time.
    """
    if not turn.message.tells_of_handoff(handoff.opened_at):
        return await hand_off(turn, turn.dialogue, Reason(handoff.reason))
    ahead = await asyncio.to_thread(turn.services.handoffs.ahead_of, handoff)
    turn.speech.say("utter_already_waiting", place=ahead + 1)
    await say_wait(turn, handoff)
    return turn.dialogue.settled()


async def say_wait(turn: Turn, handoff: Handoff) -> None:
    """Say honestly how long it takes, and which other channels are open to this segment now."""
    at, queue = now(), turn.settings.queue_of(handoff)
    ahead, agents = await asyncio.to_thread(_queue_ahead, turn, handoff)
    wait = estimate_wait(queue.hours, at, ahead, agents, turn.settings.handoff.minutes_each)
    back_at = moment_in_words(wait.back_at, at) if wait.back_at else "soon"
    channels = channels_for(turn.segment, turn.settings.channels, at)
    turn.speech.waiting(wait, back_at, channels)


async def _say_who_is_here(turn: Turn, handoff: Handoff) -> None:
    claimed = await asyncio.to_thread(turn.services.handoffs.get, handoff.id)
    joined = turn.settings.handoff.joined.replace("{agent}", first_name(claimed.agent_name))
    turn.speech.tell(joined)


def _queue_ahead(turn: Turn, handoff: Handoff) -> tuple[int, int]:
    handoffs = turn.services.handoffs
    return handoffs.ahead_of(handoff), handoffs.agents_at_work(handoff.queue)
