"""What is answered from no article: facts of the company, and the customer's own account."""

from __future__ import annotations

import re

from core.answering.acts import LookUpAccount, Need, Plan, Search, TellFact
from core.answering.context import in_context
from core.answering.decision import MAX_CHOICES, choices_of, is_sure
from core.answering.dialogue import Pending
from core.answering.question_form import is_contextual
from core.answering.retrieval import Retrieval
from core.answering.situation import Situation
from core.answering.spans import is_report
from core.answering.steps.ask_on import answer_within
from core.conversations import Intent
from core.subjects import (
    Fact,
    SubjectHit,
    SubjectKind,
    concerns_company,
    fact_meant,
    names_fact,
    surest,
)

# Whatever else Rasa takes words for may be such a question: "phone number" looks like a call for a
# person, "open on Christmas day?" like small talk. These answer what the bot asked.
_ANSWERS = frozenset(
    {
        *(Intent.AFFIRM, Intent.DENY, Intent.HELPED, Intent.NOT_HELPED, Intent.SOMETHING_ELSE),
        *(Intent.EFFORT_RATING, Intent.EFFORT_COMMENT, Intent.GIVE_CONTACT, Intent.LEAVE_CONTACT),
    }
)
_TOLD = (SubjectKind.FACT, SubjectKind.LOOKUP)
_LIKELY = 0.95  # chit-chat comes near to facts; what is less sure than this is none
_LIKELY_LOOKUP = 0.85  # what is about an account is told from questions in general by its words too
_SURE_FACT = 0.99  # asked for so plainly that no article is asked for beside it
# "How long does a transfer take" is about transfers, not about this customer's.
_IN_GENERAL = re.compile(
    r"(?:\W*(?:hi|hello|hey|so|and|but|ok|please|also)\b)*\W*"
    r"(?:why\b|how (?:long|do|does|can|come|often|many|to)\b(?! (?:i )?(?:see|check|view)\b)"
    r"|what (?:if|happens|does|do)\b"
    r"|what(?:['’]?s| is| are) the (?:most|least|max|min|limit|highest|lowest|smallest|biggest)"
    r"|when (?:do|does|should)\b|can i\b|should i\b|do (?:i|you)\b|is it (?:possible|ok|safe)\b)",
    re.IGNORECASE,
)

_OWN = re.compile(
    r"\b(?:my|mine|i|i['’]\w+|me|balance|show|list|track\w*|latest|recent\w*|status|in there"
    r"|(?:come|came|go|gone|went) (?:in|out|through)|arrived)\b",
    re.IGNORECASE,
)


def about_company(situation: Situation) -> Plan | Need | None:
    """Tell what the settings or the host site know; None where the message asks for no such thing.

    What an article surely answers keeps its article; only somebody who is signed in is told about
    their own account instead, where the article is the one that tells everybody else.
    """
    own, pending = situation.own, situation.dialogue.pending
    if own is None or situation.intent in _ANSWERS or pending is Pending.COMMENT:
        return None
    if pending is Pending.CONTACT and any(map(str.isdigit, own.question)):
        return None
    hit = _told(situation, own)
    if hit is not None:
        leans = situation.screen.shown and is_contextual(own.question)
        within = answer_within(situation, own) if leans else None  # "where do I go for that"
        return within or _plan(situation, hit, own.question, own)
    return _in_context(situation, own)


def _told(situation: Situation, found: Retrieval) -> SubjectHit | None:
    """Return which fact or lookup a text asks for."""
    hit = surest(found.subjects, *SubjectKind)
    if hit is None or hit.kind not in _TOLD:
        return None
    answered = is_sure(found, situation.history(situation.dialogue), situation.rules.thresholds)
    if hit.kind is SubjectKind.FACT:
        return _fact(situation, found, answered)
    if hit.name not in situation.rules.lookups:
        return None
    if _IN_GENERAL.match(found.question) or not _OWN.search(found.question):
        return None
    if situation.screen.shown and is_report(found.question):  # "yes i have enough money"
        return None
    article = situation.rules.lookups[hit.name]
    if situation.identified and found.hits and found.hits[0].slug == article:
        return hit
    return hit if hit.confidence >= _LIKELY_LOOKUP and not answered else None


def _fact(situation: Situation, found: Retrieval, answered: bool) -> SubjectHit | None:
    hits = {Fact(h.name): h for h in found.subjects if h.kind is SubjectKind.FACT}
    sure = [fact for fact, hit in hits.items() if hit.confidence >= _LIKELY]
    fact = fact_meant(found.question, sure)
    if fact is None or fact not in situation.rules.facts or not concerns_company(found.question):
        return None
    # "Can I talk to someone now" is what Rasa takes it for, "when can I" is not.
    if not names_fact(found.question, fact, plainly=situation.intent is not Intent.QUESTION):
        return None
    return hits[fact] if hits[fact].confidence >= _SURE_FACT or not answered else None


def _in_context(situation: Situation, own: Retrieval) -> Plan | Need | None:
    """Read "and on Sunday?" with the question before it, if that one was about the company."""
    dialogue = situation.dialogue
    before, question = dialogue.last_question, own.question
    if not before or dialogue.just_shown or not is_contextual(question):
        return None
    both = in_context(before, question)
    missing = tuple(text for text in (before, both) if text not in situation.found)
    if missing:
        return Search(missing, subjects=True)
    found = situation.found[both]
    if found.subject(*_TOLD) is None or situation.found[before].subject(*_TOLD) is None:
        return None
    hit = _told(situation, found)
    return _plan(situation, hit, both, found) if hit else None


def _plan(situation: Situation, hit: SubjectHit, question: str, found: Retrieval) -> Plan:
    dialogue = situation.dialogue.asked(question)
    if hit.kind is SubjectKind.FACT:
        return Plan(TellFact(Fact(hit.name)), dialogue, found)
    own = situation.rules.lookups[hit.name]
    likely = choices_of(found, situation.history(dialogue), situation.rules.thresholds)
    articles = dict.fromkeys([own, *(choice.slug for choice in likely)])
    return Plan(LookUpAccount(hit.name, tuple(articles)[:MAX_CHOICES]), dialogue, found)
