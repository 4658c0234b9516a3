"""How the desk's page is told its context: plain JSON, moments in ISO 8601."""

from __future__ import annotations

from typing import Any

from core.conversations import EffortSoFar, Mood, MoodState, Profile, Survey
from core.handoffs import (
    CONTACTS_WITHIN,
    ContactsBefore,
    EarlierConversation,
    HandoffContext,
    outcome_in_words,
)
from core.settings import Settings
from core.staff import StaffMember
from store.clock import now
from store.conversations import Conversation, Visit
from web.live import handoff_json, iso, utterance_json

_MOODS = {
    MoodState.CALM: "Calm",
    MoodState.STRAINED: "Patience worn",
    MoodState.UPSET: "Upset",
}


def context_json(
    context: HandoffContext, conversation: Conversation, settings: Settings, member: StaffMember
) -> dict[str, Any]:
    """The context of a conversation, as far as it is read off the transcript and profile."""
    handoff = context.handoff
    return {
        "conversation": conversation.id,
        "channel": conversation.channel,
        "page": conversation.page,
        "started_at": iso(conversation.started_at),
        "handoff": handoff and handoff_json(handoff, context.profile, settings, member),
        "reason": context.reason,
        "summary": list(context.summary),
        "mood": _mood_shape(context.mood),
        "profile": _profile_shape(context.profile, context),
        "effort": _effort_shape(context.effort, context.before),
        "earlier": [_earlier_shape(earlier) for earlier in context.earlier],
        "survey": context.survey and _survey_shape(context.survey, settings),
        "transcript": [utterance_json(utterance) for utterance in context.transcript],
        "seq": context.transcript[-1].seq if context.transcript else 0,
    }


def visit_json(visit: Visit) -> dict[str, Any]:
    return {"url": visit.page.url, "title": visit.page.title, "at": iso(visit.at)}


def _mood_shape(mood: Mood) -> dict[str, Any]:
    return {
        "state": mood.state.value,
        "label": _MOODS[mood.state],
        "words": mood.words,
        "seq": mood.seq,
    }


def _profile_shape(profile: Profile, context: HandoffContext) -> dict[str, Any]:
    return {
        "name": profile.name,
        "customer": profile.customer,
        "verified": profile.verified,
        "segment": context.segment,
        "segment_label": context.segment_label,
        "facts": [{"name": name, "value": value} for name, value in profile.facts],
    }


def _effort_shape(effort: EffortSoFar, before: ContactsBefore) -> dict[str, Any]:
    waited = (now() - effort.first_at).total_seconds() if effort.first_at else 0
    return {
        "first_question": effort.first_question,
        "first_at": iso(effort.first_at),
        "minutes_since_first_question": int(waited // 60),
        "turns": effort.turns,
        "failed_answers": effort.failed_answers,
        "earlier_contacts": before.contacts,
        "channel_switches": before.channel_switches,
        "within_days": CONTACTS_WITHIN.days,
        "articles": [
            {
                "slug": article.slug,
                "title": article.title,
                "url": article.url,
                "confidence": article.confidence,
                "helped": article.helped,
                "seq": article.seq,
            }
            for article in effort.articles
        ],
    }


def _earlier_shape(earlier: EarlierConversation) -> dict[str, Any]:
    return {
        "conversation": earlier.conversation,
        "channel": earlier.channel,
        "started_at": iso(earlier.started_at),
        "last_at": iso(earlier.last_at),
        "first_question": earlier.effort.first_question,
        "turns": earlier.effort.turns,
        "outcome": earlier.outcome,
        "outcome_words": outcome_in_words(earlier),
        "agent_name": earlier.handoff.agent_name if earlier.handoff else "",
        "score": earlier.score,
    }


def _survey_shape(survey: Survey, settings: Settings) -> dict[str, Any]:
    return {
        "score": survey.score,
        "label": settings.survey.labels[survey.score - 1] if survey.score else "",
        "comment": survey.comment,
        "asked_at": iso(survey.asked_at),
    }
