"""What needs care before anything else, and what is not about the company."""

from __future__ import annotations

import asyncio

from actions.dialogue import Turn, say_wait
from core.answering import Care, Decline, Dialogue, Reason
from core.conversations import Issue
from core.handoffs import Handoff
from core.subjects import SensitiveTopic
from store.handoffs import Opening, SensitiveRecord


async def care(turn: Turn, dialogue: Dialogue, act: Care) -> Dialogue:
    """Say what the settings say on the topic, and bring in a person, or offer one.

    The staff hear of it whatever the customer does next.
    """
    topic = turn.settings.sensitive.topics[act.topic]
    message = turn.message
    noted = SensitiveRecord(turn.services.database).note
    await asyncio.to_thread(noted, message.conversation, message.id, topic.name)
    if not act.at_once and turn.handoff is None:
        turn.speech.tell(topic.words, buttons=[turn.speech.person_button()])
        return dialogue.awaiting(None)
    turn.speech.tell(topic.words)
    handoff = await _called(turn, dialogue, topic)
    await turn.services.desk.queue_changed(message.conversation)
    turn.speech.say(f"utter_handoff_{Reason.SENSITIVE.value}")
    return await say_wait(turn, dialogue.awaiting(None), handoff)


def decline(turn: Turn, dialogue: Dialogue, act: Decline) -> Dialogue:
    """Say in a friendly way that it is not the company's; never twice in the same words."""
    line = turn.settings.off_topic.lines[act.kind].line(dialogue.declines - 1)
    turn.speech.tell(line, buttons=[] if act.is_sure else [turn.speech.person_button()])
    return dialogue


async def _called(turn: Turn, dialogue: Dialogue, topic: SensitiveTopic) -> Handoff:
    handoffs, segment = turn.services.handoffs, turn.segment
    if turn.handoff is not None:
        return await asyncio.to_thread(
            handoffs.grow_sensitive, turn.handoff.id, topic.name, topic.head_start
        )
    opening = Opening(
        reason=Reason.SENSITIVE,
        queue=topic.queue or segment.queue,
        segment=segment.name,
        priority=segment.priority + topic.head_start,
        upset=turn.situation.upset,
        sensitive=topic.name,
        matter=Issue(dialogue.last_question, dialogue.last_article),
    )
    return await asyncio.to_thread(handoffs.open, turn.message.conversation, opening)
