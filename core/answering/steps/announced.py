"""What is announced about a matter is told before any article of it."""

from __future__ import annotations

from dataclasses import replace

from core.answering.acts import OfferPerson, Pick, Plan, TellAnnouncement
from core.answering.decision import Answer, AnswerBoth, Clarify, HandOff, Reason
from core.answering.situation import Situation

_SPARED = frozenset({Reason.NOTHING_FITS, Reason.FAILED_TWICE})  # nobody has asked for a person


def announced_first(situation: Situation, plan: Plan) -> Plan:
    """Return what a plan becomes where something is announced about what it would show.

    Nobody is called for a customer who has not asked for a person, if the likeliest article has an
    announcement. Who asks for one, or needs care, gets one as ever.
    """
    slugs = _shown_by(situation, plan)
    announced = next((slug for slug in slugs if slug in situation.announced), None)
    if announced is None:
        return plan
    act = plan.act
    is_guess = isinstance(act, Clarify)
    told = TellAnnouncement(
        announcement=situation.announced[announced],
        articles=() if is_guess else slugs,
        kindly=isinstance(act, Answer | AnswerBoth) and act.kindly,
        spared=act.reason.value if isinstance(act, HandOff) else "",
        then=act if isinstance(act, Clarify) else None,
    )
    return replace(plan, act=told)


def _shown_by(situation: Situation, plan: Plan) -> tuple[str, ...]:
    """Return the articles that a plan is about; of a guess the likeliest alone."""
    match plan.act:
        case Answer(hit):
            return (hit.slug,)
        case AnswerBoth(first, second):
            return (first.slug, second.slug)
        case Pick(slug):
            return (slug,)
        case Clarify(hits):
            return (hits[0].slug,)
        case HandOff(reason) if reason in _SPARED:
            return _likeliest(situation, plan)
        case OfferPerson():
            return _likeliest(situation, plan)
    return ()


def _likeliest(situation: Situation, plan: Plan) -> tuple[str, ...]:
    """Return the likeliest article, if it would be worth a button."""
    found = plan.found or situation.own
    worth = situation.rules.thresholds.choice
    hits = found.hits[:1] if found else ()
    return tuple(hit.slug for hit in hits if hit.confidence >= worth)
