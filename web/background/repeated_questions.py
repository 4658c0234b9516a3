"""Noting what agents ask for although the context context holds it."""

from __future__ import annotations

from itertools import takewhile

from core.conversations import AngryWords, Utterance
from core.handoffs import Gathered, asked_for, handoff_context, repeated_questions
from web.services import Services


def note_repeated_questions(services: Services, said: Utterance) -> None:
    """Note what an agent's words ask for although the context held it before them. Reads SQL."""
    conversation = services.conversations.get(said.conversation)
    facts = [name for name, _value in conversation.profile.facts]
    if not asked_for(said.text, facts):  # most words ask nothing: the transcript stays unread
        return
    everything = services.transcripts.read(said.conversation)
    transcript = list(takewhile(lambda utterance: utterance.event != said.event, everything))
    gathered = Gathered(None, conversation.profile, conversation.channel, transcript)
    context = handoff_context(gathered, services.settings.segments, AngryWords())
    what = repeated_questions(said.text, context)
    if what:
        services.repeated_questions.note(said, what)
