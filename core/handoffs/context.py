"""The context of a handoff: what an agent reads before the first word, to ask nothing twice.

Most of it is read off the transcript; nothing is stored twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.answering import Reason
from core.conversations import (
    AngryWords,
    Author,
    EffortSoFar,
    Mood,
    MoodPoint,
    Profile,
    Survey,
    Utterance,
    effort_so_far,
    mood_of,
    mood_over,
    summary_of,
)
from core.handoffs.earlier import ContactsBefore, EarlierConversation, contacts_before
from core.handoffs.handoff import Handoff
from core.handoffs.routing import Segments
from core.manners import NO_MANNERS, MannerRead, Manners, Said, manner_of

_REASONS = {
    Reason.NOTHING_FITS: "Nothing in the knowledge base fits the question.",
    Reason.ASKED: "The customer asked for a person.",
    Reason.FAILED_TWICE: "The assistant's answers did not help.",
    Reason.FRUSTRATED: "The customer is evidently upset.",
    Reason.LANGUAGE: "The customer writes in a language that the assistant does not speak.",
    Reason.SENSITIVE: "The customer said something that needs care.",
    Reason.TAKEN_UP: "The customer wrote again after it had been closed.",
    Reason.REOPENED: "An agent has opened it again.",
    Reason.BROKEN: "The assistant could not answer: a part of it had failed.",
}


@dataclass(frozen=True)
class Gathered:
    """What the record holds about a conversation; the context is read off this.

    earlier: the same verified customer's conversations that began before this one
    """

    handoff: Handoff | None
    profile: Profile
    channel: str
    transcript: Sequence[Utterance]
    survey: Survey | None = None
    earlier: Sequence[EarlierConversation] = ()


@dataclass(frozen=True)
class HandoffContext:
    """What an agent reads on taking a conversation over.

    reason: why it was handed off, in words; "" if it was not
    summary: the customer's own sentences that say what it is about
    manner: how the customer likes to be spoken to, None where nothing shows it
    """

    handoff: Handoff | None
    reason: str
    summary: tuple[str, ...]
    mood: Mood
    moods: tuple[MoodPoint, ...]
    manner: MannerRead | None
    profile: Profile
    segment: str
    segment_label: str
    effort: EffortSoFar
    before: ContactsBefore
    earlier: tuple[EarlierConversation, ...]
    survey: Survey | None
    transcript: tuple[Utterance, ...]


def handoff_context(
    gathered: Gathered,
    segments: Segments,
    frustration: AngryWords,
    manners: Manners = NO_MANNERS,
) -> HandoffContext:
    """Put a conversation's context together, from its first word on.

    frustration: the words of `settings/handoff.yml` that show it
    manners: what `settings/manners.yml` says
    """
    handoff, profile, transcript = gathered.handoff, gathered.profile, gathered.transcript
    segment = segments.of(handoff.segment if handoff else profile.segment)
    effort = effort_so_far(transcript)
    return HandoffContext(
        handoff=handoff,
        reason=reason_in_words(handoff.reason) if handoff else "",
        summary=summary_of(transcript),
        mood=mood_of(transcript, effort.failed_answers, frustration),
        moods=mood_over(transcript, frustration),
        manner=manner_of(_typed(transcript), manners),
        profile=profile,
        segment=segment.name,
        segment_label=segment.label,
        effort=effort,
        before=contacts_before(gathered.earlier, gathered.channel, effort.first_at),
        earlier=tuple(gathered.earlier),
        survey=gathered.survey,
        transcript=tuple(transcript),
    )


def _typed(transcript: Sequence[Utterance]) -> list[Said]:
    """Return what the customer wrote, without what they only pressed."""
    return [
        Said(utterance.seq, utterance.text)
        for utterance in transcript
        if utterance.author is Author.CUSTOMER and utterance.choice is None
    ]


def reason_in_words(reason: Reason) -> str:
    """Return why a conversation was handed off, as a sentence."""
    return _REASONS[reason]
