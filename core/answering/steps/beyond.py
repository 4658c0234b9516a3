"""What needs care before anything else, and what has nothing to do with the company."""

from __future__ import annotations

import re
from dataclasses import replace

from core.answering.acts import Act, Care, Courtesy, Decline, OfferPerson, Plan, Say
from core.answering.decision import AskAgain, Clarify, HandOff, KeepWaiting, Reason
from core.answering.question_form import goes_on_with, is_contextual, is_short
from core.answering.retrieval import Retrieval
from core.answering.situation import Situation
from core.conversations import Intent
from core.subjects import SubjectKind

_NOT_OURS = frozenset({SubjectKind.OFF_TOPIC, SubjectKind.ATTACK})
_IN_RETURN = {SubjectKind.PRAISE: Courtesy.THANKS, SubjectKind.COURTESY: Courtesy.SMALL_TALK}
_OURS = frozenset({SubjectKind.COMPANY, SubjectKind.FACT, SubjectKind.LOOKUP})
_SURELY_SENSITIVE = 0.97  # of words that go on about what is on the screen
_SURELY_OURS = 0.9  # about the company, in no article: no button is worth a try
_MAX_DECLINED_LENGTH = 40  # words
_REPEATED = re.compile(r"(.)\1\1")
_FOUND_NOTHING = frozenset({Reason.NOTHING_FITS, Reason.FAILED_TWICE})


def care_first(situation: Situation) -> Plan | None:
    """Return what words get that need care before anything else; None for all others.

    Who waits already and goes on about the same topic is not told the same again.
    """
    own, dialogue = situation.own, situation.dialogue
    topic = situation.rules.sensitive.topic_of(own.subjects) if own else None
    if own and topic and _only_sounds_like_it(situation, own, topic.name):
        return None
    if own is None or topic is None:
        return None
    if situation.waiting and dialogue.sensitive == topic.name:
        return Plan(KeepWaiting(), dialogue, own)
    marked = replace(dialogue.asked(own.question), sensitive=topic.name)
    return Plan(Care(topic.name, at_once=topic.at_once), marked, own)


def _only_sounds_like_it(situation: Situation, own: Retrieval, topic: str) -> bool:
    """Tell whether words that go on about an article are only alike to a topic.

    "And if it's still there after a week" is about the payment on the screen.
    """
    goes_on = bool(situation.screen.shown) and goes_on_with(own.question)
    hits = [hit.confidence for hit in own.subjects if hit.name == topic]
    return goes_on and max(hits, default=0.0) < _SURELY_SENSITIVE


def without_article(situation: Situation, plan: Plan) -> Plan:
    """Return what a message gets that nothing answers, by why that is so.

    What is not the company's gets a friendly line and counts as no failure; where that is only
    likely, a person is one tap away. Praise and chat get a word in return. For what is the
    company's, the segment's customers get a person at once or one tap away.
    """
    own, act, rules = situation.own, plan.act, situation.rules
    if own is None or not _is_unanswered(situation, plan):
        return plan
    if not situation.upset and (other := _beside_the_company(situation, own, act)):
        return other
    if isinstance(act, Clarify) and _is_only_ours(own):
        plan = replace(plan, act=HandOff(Reason.NOTHING_FITS))
    if plan.act == HandOff(Reason.NOTHING_FITS) and rules.offers_person:
        return replace(plan, act=OfferPerson(), dialogue=plan.dialogue.failed())
    return plan


def _beside_the_company(situation: Situation, own: Retrieval, act: Act) -> Plan | None:
    """Return what a message gets that asks nothing of the company; None for one that may."""
    best = own.subjects[0] if own.subjects else None
    is_question = situation.intent is Intent.QUESTION
    if best is not None and best.is_sure:
        if best.kind in _IN_RETURN and is_question:
            return Plan(Say(_IN_RETURN[best.kind]), situation.dialogue.awaiting(None), own)
        kind = _kind_for_sure(best.kind, own.question)
        is_beside = kind in _NOT_OURS and not _goes_on(situation, own.question)
        return _declined(situation, own, kind, sure=True) if kind and is_beside else None
    is_lost = is_question and act == HandOff(Reason.NOTHING_FITS) and not situation.settled
    if not is_lost or not _is_readable(own.question) or _may_be_ours(situation, own):
        return None
    return _declined(situation, own, SubjectKind.OFF_TOPIC, sure=False)


def _kind_for_sure(kind: SubjectKind, text: str) -> SubjectKind | None:
    """Return what kind a text is by its form as well; None for what nobody can read here.

    Nothing but likeness speaks for nonsense: a long story and another script are like it too, and
    a single word is a matter, whatever it is about.
    """
    words = text.split()
    if kind not in _NOT_OURS:
        return kind
    if not _is_readable(text):
        return None
    is_word = len(words) == 1 and text.isalpha() and not _REPEATED.search(text)
    has_vowels = not set("aeiouy").isdisjoint(text.casefold())
    return SubjectKind.OFF_TOPIC if is_word and has_vowels else kind


def _is_readable(text: str) -> bool:
    return len(text.split()) <= _MAX_DECLINED_LENGTH and not any(map(_is_foreign, text))


def _is_foreign(letter: str) -> bool:
    return letter.isalpha() and not letter.isascii()


def _goes_on(situation: Situation, text: str) -> bool:
    """Tell whether a few words are about the matter of the question before: "and on paper?"."""
    return bool(situation.dialogue.last_question) and is_short(text) and is_contextual(text)


def _may_be_ours(situation: Situation, own: Retrieval) -> bool:
    """Tell whether anything speaks for a matter of the company; an address is somebody's wish."""
    text, likely = own.question, own.confidence >= situation.rules.thresholds.clarify
    ours = any(hit.kind in _OURS for hit in own.subjects)
    return likely or ours or "@" in text or _goes_on(situation, text)


def _declined(situation: Situation, own: Retrieval, kind: SubjectKind, *, sure: bool) -> Plan:
    declined = replace(situation.dialogue, declines=situation.dialogue.declines + 1)
    return Plan(Decline(kind, is_sure=sure), declined, own)


def _is_only_ours(own: Retrieval) -> bool:
    """Tell whether a text is surely about the company, and of nothing that an article is about."""
    best = own.subjects[0] if own.subjects else None
    return best is not None and best.kind is SubjectKind.COMPANY and best.confidence >= _SURELY_OURS


def _is_unanswered(situation: Situation, plan: Plan) -> bool:
    act, found = plan.act, [each for each in (situation.own, plan.found) if each is not None]
    if isinstance(act, Clarify):
        likely = max(each.confidence for each in found)
        is_guess = likely < situation.rules.thresholds.clarify
        return is_guess or (not situation.screen.holds_something and _is_only_ours(found[0]))
    is_lost = isinstance(act, HandOff) and act.reason in _FOUND_NOTHING
    return is_lost or isinstance(act, AskAgain)
