"""Bringing in a person, waiting for one, and carrying on without."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from actions.dialogue import Turn, agent_there, queue_of, read_team, say_promise, say_wait
from core.answering import Dialogue, Reason
from core.conversations import Issue, MoodState, SolvedCard, is_same, mood_before_a_person
from core.handoffs import Agent, Handoff, HandoffAlreadyClaimed, HandoffOver
from core.settings import HandoffRules
from core.staff import first_name
from core.wording import Language
from store.clock import now
from store.handoffs import HandoffHistory, Opening


async def hand_off(turn: Turn, dialogue: Dialogue, reason: Reason) -> Dialogue:
    """Put the conversation into a queue, and say what happens next and when."""
    speaker = await _speaker(turn)
    previous = speaker or await agent_there(turn) or await _same_agent(turn, _issue(dialogue))
    handoff = await asyncio.to_thread(
        turn.services.handoffs.open,
        turn.message.conversation,
        _opening(turn, dialogue, reason, previous),
    )
    await turn.services.desk.queue_changed(turn.message.conversation)
    _say_why(turn, reason, speaker is not None)
    if speaker is None and previous is not None and handoff.preferred_agent == previous.id:
        turn.speech.say("utter_handoff_same_agent", agent=first_name(previous.name))
    return await say_wait(turn, dialogue.awaiting(None), handoff)


async def keep_waiting(turn: Turn, dialogue: Dialogue) -> Dialogue:
    """Tell someone who waits for a person that their words will be read."""
    handoff = turn.handoff
    if handoff is not None and _has_not_heard(turn, handoff):
        return await hand_off(turn, dialogue, Reason(handoff.reason))
    if handoff is not None and not handoff.upset and turn.situation.upset:
        await asyncio.to_thread(turn.services.handoffs.grow_upset, handoff.id)
        await turn.services.desk.queue_changed(turn.message.conversation)
    language = _foreign(turn)
    if language is not None:
        turn.speech.tell(language.noted)
    else:
        turn.speech.say("utter_noted_while_waiting")
    return dialogue.awaiting(None)


async def tell_wait(turn: Turn, dialogue: Dialogue, helped: bool) -> Dialogue:
    """Tell someone who waits for a person how long it takes from here.

    helped: an answer of the bot helped meanwhile; leaving the queue is one tap away
    """
    if turn.handoff is None:
        return dialogue
    if helped:
        turn.speech.say("utter_glad", SolvedCard())
        return await say_wait(turn, dialogue.helped(), turn.handoff)
    if _has_not_heard(turn, turn.handoff):
        return await hand_off(turn, dialogue, Reason(turn.handoff.reason))
    turn.speech.say("utter_already_waiting")
    return await say_wait(turn, dialogue.awaiting(None), turn.handoff)


async def leave_queue(turn: Turn, dialogue: Dialogue) -> Dialogue:
    """The customer would rather carry on with the assistant."""
    if turn.handoff is not None:
        try:
            await asyncio.to_thread(turn.services.handoffs.abandon, turn.handoff.id)
        except HandoffAlreadyClaimed:
            await _say_who_is_here(turn, turn.handoff)
            return dialogue
        except HandoffOver:
            pass  # it ended while the button was pressed: what they want is the case
        await turn.services.desk.queue_changed(turn.message.conversation)
    turn.speech.say("utter_handoff_cancelled")
    return dialogue.carried_on()


async def take_over(turn: Turn, dialogue: Dialogue) -> Dialogue:
    """The customer stayed away for too long: the assistant is back, and no person is called."""
    turn.speech.say("utter_handoff_abandoned")
    await say_promise(turn)
    return dialogue.carried_on()


def _has_not_heard(turn: Turn, handoff: Handoff) -> bool:
    """Tell whether the customer has never been told of the handoff.

    When a turn fails after the handoff is in the record, the same message comes again. Then
    everything is said as if for the first time.
    """
    return not turn.message.tells_of_handoff(handoff.opened_at)


def _opening(turn: Turn, dialogue: Dialogue, reason: Reason, previous: Agent | None) -> Opening:
    segment, rules = turn.segment, turn.settings.handoff
    article = turn.services.knowledge.article(dialogue.last_article)
    topics = article.tags if article else ()
    is_angry = reason is Reason.FRUSTRATED or turn.situation.upset
    gave_up = reason is Reason.FAILED_TWICE
    mood = mood_before_a_person(is_angry, dialogue.angered, gave_up, dialogue.failures)
    return Opening(
        reason=reason,
        queue=turn.settings.queue_for(segment, topics),
        segment=segment.name,
        priority=segment.priority + _minutes_for(mood, rules),
        upset=mood is MoodState.UPSET,
        language=turn.situation.language,
        preferred_agent=previous.id if previous else "",
        preferred_until=now() + rules.kept if previous else None,
        matter=_issue(dialogue),
    )


def _minutes_for(mood: MoodState, rules: HandoffRules) -> int:
    """Return the head start for a mood; of who is upset, the queue's order reckons it."""
    strained = rules.strained_head_start if mood is MoodState.STRAINED else timedelta()
    return int(strained.total_seconds() // 60)


def _foreign(turn: Turn) -> Language | None:
    """Return the language of the message, if the assistant does not speak it."""
    return turn.settings.languages.others.get(turn.situation.language)


def _say_why(turn: Turn, reason: Reason, speaks: bool) -> None:
    """Say that a person comes, and why; in the customer's language if the assistant can't.

    speaks: an agent who speaks it is here
    """
    language = _foreign(turn)
    if language is None:
        turn.speech.say(f"utter_handoff_{reason.value}")
    else:
        turn.speech.tell(language.speaker if speaks else language.nobody)


async def _speaker(turn: Turn) -> Agent | None:
    """Return an agent who speaks the customer's language and can take it now."""
    language = turn.situation.language
    return (await read_team(turn)).speaker(language, queue_of(turn).name) if language else None


async def _same_agent(turn: Turn, issue: Issue) -> Agent | None:
    """Return the agent who has dealt with this before, if they can take it now."""
    if not turn.profile.verified:
        return None
    since = now() - turn.settings.handoff.same_agent_within
    history = HandoffHistory(turn.services.database)
    solved = await asyncio.to_thread(history.last_solved, turn.profile.customer, since)
    if solved is None or not is_same(issue, solved.matter):
        return None
    agent = (await read_team(turn)).get(solved.agent)
    return agent if agent and agent.available and agent.free else None


def _issue(dialogue: Dialogue) -> Issue:
    return Issue(dialogue.last_question, dialogue.last_article)


async def _say_who_is_here(turn: Turn, handoff: Handoff) -> None:
    claimed = await asyncio.to_thread(turn.services.handoffs.get, handoff.id)
    joined = turn.settings.handoff.joined.replace("{agent}", first_name(claimed.agent_name))
    turn.speech.tell(joined)
