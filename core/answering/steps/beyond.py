"""What needs care before anything else, and what has nothing to do with the company."""

from __future__ import annotations

from dataclasses import replace

from core.answering.acts import Care, Decline, OfferPerson, Plan
from core.answering.decision import AskAgain, Clarify, HandOff, KeepWaiting, Reason
from core.answering.situation import Situation
from core.subjects import SubjectKind

_NOT_OURS = frozenset({SubjectKind.OFF_TOPIC, SubjectKind.ATTACK})
_FOUND_NOTHING = frozenset({Reason.NOTHING_FITS, Reason.FAILED_TWICE})


def care_first(situation: Situation) -> Plan | None:
    """Return what words get that need care before anything else; None for all others.

    Who waits already and goes on about the same topic is not told the same again.
    """
    own, dialogue = situation.own, situation.dialogue
    topic = situation.rules.sensitive.topic_of(own.subjects) if own else None
    if own is None or topic is None:
        return None
    if situation.waiting and dialogue.sensitive == topic.name:
        return Plan(KeepWaiting(), dialogue, own)
    marked = replace(dialogue.asked(own.question), sensitive=topic.name)
    return Plan(Care(topic.name, at_once=topic.at_once), marked, own)


def without_article(situation: Situation, plan: Plan) -> Plan:
    """Return what a message gets that nothing answers, by why that is so.

    What is not the company's gets a friendly line and counts as no failure. For what is, the
    segment's customers get a person at once or one tap away.
    """
    own, act, rules = situation.own, plan.act, situation.rules
    if own is None or not _is_unanswered(situation, plan):
        return plan
    best = own.subjects[0] if own.subjects else None
    if best is not None and best.is_sure and best.kind in _NOT_OURS and not situation.upset:
        declined = replace(situation.dialogue, declines=situation.dialogue.declines + 1)
        return Plan(Decline(best.kind), declined, own)
    if act == HandOff(Reason.NOTHING_FITS) and rules.offers_person:
        return replace(plan, act=OfferPerson(), dialogue=plan.dialogue.failed())
    return plan


def _is_unanswered(situation: Situation, plan: Plan) -> bool:
    act, found = plan.act, (situation.own, plan.found)
    if isinstance(act, Clarify):
        likely = max(each.confidence for each in found if each is not None)
        return likely < situation.rules.thresholds.clarify
    is_lost = isinstance(act, HandOff) and act.reason in _FOUND_NOTHING
    return is_lost or isinstance(act, AskAgain)
