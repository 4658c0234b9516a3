"""Noting what agents ask for although the context packet holds it."""

from __future__ import annotations

from itertools import takewhile

from core.conversations import Utterance
from core.handoffs import Gathered, asked_for, context_packet, reasked
from web.services import Services


def note_reasked(services: Services, said: Utterance) -> None:
    """Note what an agent's words ask for although the packet held it before them. Reads SQL."""
    conversation = services.conversations.get(said.conversation)
    facts = [name for name, _value in conversation.profile.facts]
    if not asked_for(said.text, facts):  # most words ask nothing: the transcript stays unread
        return
    everything = services.transcripts.read(said.conversation)
    transcript = list(takewhile(lambda utterance: utterance.event != said.event, everything))
    gathered = Gathered(None, conversation.profile, conversation.channel, transcript)
    packet = context_packet(gathered, services.settings.segments, ())
    what = reasked(said.text, packet)
    if what:
        services.reasked.note(said, what)
