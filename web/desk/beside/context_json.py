"""How the desk's page is told its context: plain JSON, moments in ISO 8601."""

from __future__ import annotations

from typing import Any

from core.conversations import EffortSoFar, MoodPoint, MoodState, Profile, Survey
from core.handoffs import (
    CONTACTS_WITHIN,
    ContactsBefore,
    EarlierConversation,
    HandoffContext,
    outcome_in_words,
)
from core.manners import MannerRead
from core.settings import Settings
from core.staff import StaffMember
from core.text import clip
from store.clock import now
from store.conversations import Conversation, Visit
from web.http import record_json
from web.live import handoff_json, iso, utterance_json

_MOODS = {
    MoodState.CALM: "Calm",
    MoodState.STRAINED: "Patience worn",
    MoodState.UPSET: "Upset",
}

MAX_SIGNS_SHOWN = 5  # of a manner
MAX_MOOD_WORDS = 120  # characters of a message beside its mood
PAGE = 100  # utterances that the desk is given before it asks for earlier ones


def context_json(
    context: HandoffContext, conversation: Conversation, settings: Settings, member: StaffMember
) -> dict[str, Any]:
    """The context of a conversation, as far as it is read off the transcript and profile."""
    handoff, said = context.handoff, context.transcript
    return {
        "conversation": conversation.id,
        "channel": conversation.channel,
        "page": conversation.page,
        "started_at": iso(conversation.started_at),
        "handoff": handoff and handoff_json(handoff, context.profile, settings, member),
        "reason": context.reason,
        "summary": list(context.summary),
        "mood": record_json(context.mood, label=_MOODS[context.mood.state]),
        "moods": [_mood_json(point) for point in context.moods],
        "manner": context.manner and _manner_json(context.manner, settings),
        "profile": _profile_json(context.profile, context),
        "effort": _effort_json(context.effort, context.before),
        "earlier": [_earlier_json(earlier) for earlier in context.earlier],
        "survey": context.survey and _survey_json(context.survey, settings),
        "transcript": [utterance_json(utterance) for utterance in said[-PAGE:]],
        "has_earlier": len(said) > PAGE,
        "seq": said[-1].seq if said else 0,
    }


def _mood_json(point: MoodPoint) -> dict[str, Any]:
    words = clip(point.words, MAX_MOOD_WORDS)
    return record_json(point, words=words, label=_MOODS[point.state])


def _manner_json(read: MannerRead, settings: Settings) -> dict[str, Any]:
    """A manner with a way to say things, and the latest signs of it with their messages."""
    guide = settings.manners.guides[read.manner]
    signs = [{"seq": sign.seq, "words": sign.words} for sign in read.signs[-MAX_SIGNS_SHOWN:]]
    label, advice = guide.label, guide.advice
    return {"name": read.manner.value, "label": label, "advice": advice, "signs": signs}


def visit_json(visit: Visit) -> dict[str, Any]:
    return {"url": visit.page.url, "title": visit.page.title, "at": iso(visit.at)}


def _profile_json(profile: Profile, context: HandoffContext) -> dict[str, Any]:
    return record_json(
        profile,
        "signed_at",
        verified=profile.verified,
        segment=context.segment,
        segment_label=context.segment_label,
        facts=[{"name": name, "value": value} for name, value in profile.facts],
    )


def _effort_json(effort: EffortSoFar, before: ContactsBefore) -> dict[str, Any]:
    waited = (now() - effort.first_at).total_seconds() if effort.first_at else 0
    return record_json(
        effort,
        minutes_since_first_question=int(waited // 60),
        earlier_contacts=before.contacts,
        channel_switches=before.channel_switches,
        within_days=CONTACTS_WITHIN.days,
        articles=[record_json(article, "turn") for article in effort.articles],
    )


def _earlier_json(earlier: EarlierConversation) -> dict[str, Any]:
    return record_json(
        earlier,
        "effort",
        "handoff",
        first_question=earlier.effort.first_question,
        turns=earlier.effort.turns,
        outcome=earlier.outcome,
        outcome_words=outcome_in_words(earlier),
        agent_name=earlier.handoff.agent_name if earlier.handoff else "",
    )


def _survey_json(survey: Survey, settings: Settings) -> dict[str, Any]:
    return {
        "score": survey.score,
        "label": settings.survey.labels[survey.score - 1] if survey.score else "",
        "comment": survey.comment,
        "asked_at": iso(survey.asked_at),
    }
