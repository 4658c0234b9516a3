"""Bringing in a person, waiting for one, and carrying on without."""

from __future__ import annotations

import asyncio
from datetime import datetime

from actions.behaviours.contact import say_promise
from actions.behaviours.wait_time import Place, promise_time, read_place, read_team
from actions.dialogue import Dialogue, Turn
from actions.dialogue.evidence import evidence
from core.answering import HandOff, Reason, Retrieval
from core.conversations import Issue, is_frustrated, is_same
from core.handoffs import (
    Absence,
    Agent,
    Handoff,
    HandoffAlreadyClaimed,
    HandoffOver,
    channels_for,
    moment_in_words,
    queue_for,
)
from core.staff import first_name
from store.clock import now
from store.handoffs import HandoffHistory, Opening


async def ask_person(turn: Turn) -> Dialogue:
    """The customer asks for a person."""
    if turn.handoff is not None:
        return await already_waiting(turn, turn.handoff)
    reply = HandOff(Reason.ASKED)
    turn.speech.attach_evidence(evidence(turn.message, reply, Retrieval(turn.message.text)))
    return await hand_off(turn, turn.dialogue, reply.reason)


async def cancel_handoff(turn: Turn) -> Dialogue:
    """The customer would rather carry on with the assistant."""
    if turn.handoff is not None:
        try:
            await asyncio.to_thread(turn.services.handoffs.abandon, turn.handoff.id)
        except HandoffAlreadyClaimed:
            await _say_who_is_here(turn, turn.handoff)
            return turn.dialogue
        except HandoffOver:
            pass  # it ended while the button was pressed: what they want is the case
        await turn.services.desk.queue_changed(turn.message.conversation)
    turn.speech.say("utter_handoff_cancelled")
    return turn.dialogue.carried_on()


async def handoff_abandoned(turn: Turn) -> Dialogue:
    """The customer stayed away for too long: the assistant is back, and no person is called."""
    if turn.handoff is not None:
        return turn.dialogue
    turn.speech.say("utter_handoff_abandoned")
    await say_promise(turn)
    return turn.dialogue.carried_on()


async def hand_off(turn: Turn, dialogue: Dialogue, reason: Reason) -> Dialogue:
    """Put the conversation into a queue, and say what happens next and when."""
    keeper = await _same_agent(turn, _matter(dialogue))
    handoff = await asyncio.to_thread(
        turn.services.handoffs.open,
        turn.message.conversation,
        _opening(turn, dialogue, reason, keeper),
    )
    await turn.services.desk.queue_changed(turn.message.conversation)
    turn.speech.say(f"utter_handoff_{reason.value}")
    if keeper is not None and handoff.wanted_agent == keeper.id:
        turn.speech.say("utter_handoff_same_agent", agent=first_name(keeper.name))
    return await say_wait(turn, dialogue.settled(), handoff)


async def keep_waiting(turn: Turn, dialogue: Dialogue) -> Dialogue:
    """Tell someone who waits for a person that their words will be read."""
    handoff = turn.handoff
    if handoff is not None and not turn.message.tells_of_handoff(handoff.opened_at):
        return await hand_off(turn, dialogue, Reason(handoff.reason))
    if handoff is not None and not handoff.upset and _is_upset(turn):
        await asyncio.to_thread(turn.services.handoffs.grow_upset, handoff.id)
        await turn.services.desk.queue_changed(turn.message.conversation)
    turn.speech.say("utter_noted_while_waiting")
    return dialogue.settled()


async def already_waiting(turn: Turn, handoff: Handoff) -> Dialogue:
    """Tell someone who waits for a person how long it takes from here.

    They may never have heard of it: when a turn fails after the handoff is in the record, the
    same message comes again. Then everything is said as if for the first time.
    """
    if not turn.message.tells_of_handoff(handoff.opened_at):
        return await hand_off(turn, turn.dialogue, Reason(handoff.reason))
    turn.speech.say("utter_already_waiting")
    return await say_wait(turn, turn.dialogue.settled(), handoff)


async def say_wait(turn: Turn, dialogue: Dialogue, handoff: Handoff) -> Dialogue:
    """Say honestly how long it takes, and what else is open to this customer now.

    While nobody is there, or it may take long, that is an answer where they can be reached; to
    whom it is promised already that is said again.
    """
    place = await read_place(turn, handoff)
    absent = place.wait.absence is not Absence.NONE
    if absent and await say_promise(turn):
        return dialogue
    by = promise_time(turn, turn.settings.queue_of(handoff)) if absent else None
    _say_place(turn, place, by)
    return dialogue.reachable_next() if by else dialogue


def _say_place(turn: Turn, place: Place, promised_by: datetime | None) -> None:
    at, back_at = now(), place.wait.back_at
    turn.speech.waiting(
        place.wait,
        moment_in_words(back_at, at) if back_at else "",
        channels_for(turn.segment, turn.settings.channels, at),
        can_promise=promised_by is not None,
    )


def _opening(turn: Turn, dialogue: Dialogue, reason: Reason, keeper: Agent | None) -> Opening:
    segment, rules = turn.segment, turn.settings.handoff
    article = turn.services.knowledge.article(dialogue.last_article)
    topics = article.tags if article else ()
    return Opening(
        reason=reason.value,
        queue=queue_for(segment, topics, turn.settings.queue_by_topic),
        segment=segment.name,
        priority=segment.priority,
        upset=reason is Reason.FRUSTRATED or _is_upset(turn),
        wanted_agent=keeper.id if keeper else "",
        wanted_until=now() + rules.kept if keeper else None,
        matter=_matter(dialogue),
    )


async def _same_agent(turn: Turn, matter: Issue) -> Agent | None:
    """Return the agent who has dealt with this before, if they can take it now."""
    if not turn.profile.verified:
        return None
    since = now() - turn.settings.handoff.same_agent_within
    history = HandoffHistory(turn.services.database)
    solved = await asyncio.to_thread(history.last_solved, turn.profile.customer, since)
    if solved is None or not is_same(matter, solved.matter):
        return None
    agent = (await read_team(turn)).get(solved.agent)
    return agent if agent and agent.available and agent.free else None


def _matter(dialogue: Dialogue) -> Issue:
    return Issue(dialogue.last_question, dialogue.last_article)


def _is_upset(turn: Turn) -> bool:
    return turn.message.typed and is_frustrated(
        turn.message.text, turn.settings.handoff.frustration
    )


async def _say_who_is_here(turn: Turn, handoff: Handoff) -> None:
    claimed = await asyncio.to_thread(turn.services.handoffs.get, handoff.id)
    joined = turn.settings.handoff.joined.replace("{agent}", first_name(claimed.agent_name))
    turn.speech.tell(joined)
