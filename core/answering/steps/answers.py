"""What a message gets by its intent: it answers what was asked last, or is words to look up."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from core.answering.acts import (
    AskContact,
    Courtesy,
    LeaveQueue,
    Lookup,
    Need,
    OfferAgain,
    OfferPerson,
    Pick,
    Plan,
    Rate,
    Say,
    TakeContact,
    TellWait,
)
from core.answering.decision import Answer, KeepWaiting
from core.answering.dialogue import Pending
from core.answering.question_form import names, topic_of
from core.answering.situation import ContactState, Situation, SurveyState
from core.answering.steps.plain import plain_reply
from core.answering.steps.questions import answer_question
from core.answering.steps.refusals import not_helped, nothing_to_search, something_else
from core.answering.steps.says_more import what_is_wrong
from core.answering.steps.subscribing import pressed
from core.conversations import Intent, corrected_score, nod, read_score, score_in_words
from core.text import has_words


def by_intent(situation: Situation) -> Plan | Need:
    """Return what a message gets by what Rasa took it for; raises BadInput for an unknown score."""
    read = _READERS.get(situation.intent)
    return read(situation) if read else plain_reply(situation, situation.intent)


def another_choice(situation: Situation) -> Plan | Need | None:
    """Words like "sorry, I meant 2": another button, or another score once there is one."""
    message, dialogue = situation.message, situation.dialogue
    number = corrected_score(message.text, situation.rules.effort_labels) if message.typed else None
    if number is None:
        return None
    if dialogue.pending is Pending.CLARIFY:
        picked = message.offered[number - 1 : number]
        return Plan(Pick(picked[0]), dialogue) if picked else None
    if situation.survey is None:
        return Lookup.SURVEY
    return Plan(Rate(number), dialogue) if situation.survey is SurveyState.ANSWERED else None


def _yes(situation: Situation) -> Plan | Need:
    """A yes answers what was asked last."""
    dialogue, offered = situation.dialogue, situation.message.offered
    if dialogue.pending is Pending.HELPED:
        return plain_reply(situation, Intent.HELPED)
    if dialogue.pending is Pending.CONTACT:
        return Plan(AskContact(), dialogue)
    if dialogue.pending is Pending.CLARIFY and offered:
        act = Pick(offered[0]) if len(offered) == 1 else OfferAgain(offered)
        return Plan(act, dialogue)
    if situation.waiting:
        return Plan(KeepWaiting(), dialogue)
    over = dialogue.pending is Pending.EFFORT
    return Plan(Say(Courtesy.GOODBYE if over else Courtesy.ASK_QUESTION), dialogue.awaiting(None))


def _no(situation: Situation) -> Plan | Need:
    """A no answers what was asked last."""
    dialogue = situation.dialogue
    if dialogue.pending is Pending.HELPED:
        return not_helped(situation)
    if dialogue.pending is Pending.CLARIFY:
        return something_else(situation)
    if situation.waiting:
        return Plan(TellWait(), dialogue)
    act = OfferPerson() if dialogue.failures else Say(Courtesy.GOODBYE)
    return Plan(act, dialogue.awaiting(None))


def _not_helped(situation: Situation) -> Plan | Need:
    """The answer did not help; while buttons wait, words may say which is meant: "it failed"."""
    if _nothing_to_help_with(situation):
        return answer_question(situation)
    if situation.dialogue.pending is not Pending.CLARIFY or situation.own is None:
        return what_is_wrong(situation) or not_helped(situation)
    step = answer_question(situation)
    is_answered = isinstance(step, Plan) and isinstance(step.act, Answer)
    return step if is_answered or not isinstance(step, Plan) else not_helped(situation)


def _nothing_to_help_with(situation: Situation) -> bool:
    """Tell whether "doesn't work" is a matter of its own: nothing was said before it."""
    own, dialogue = situation.own, situation.dialogue
    is_first = not dialogue.last_question and not dialogue.just_shown and not dialogue.failures
    return is_first and own is not None and own.confidence >= situation.rules.thresholds.answer


def _ask_person(situation: Situation) -> Plan | Need:
    """A call for a person; but "transfer" alone is a matter of which there are articles."""
    own = situation.own
    topic = topic_of(own.question) if own and not situation.waiting else ()
    is_matter = own is not None and any(names(hit.title, topic) for hit in own.hits)
    return answer_question(situation) if is_matter else plain_reply(situation, Intent.ASK_PERSON)


def _article(situation: Situation) -> Plan:
    """A button with an article: one of those just offered, or a step further."""
    slug = situation.message.entities.get("article", "")
    return Plan(Pick(slug, slug not in situation.message.offered), situation.dialogue)


def _cancel(situation: Situation) -> Plan | Need:
    """Leave the queue; without one, "cancel" is about something else."""
    if situation.message.typed and not situation.waiting:
        return _words(situation)
    return Plan(LeaveQueue(), situation.dialogue)


def _score(situation: Situation) -> Plan | Need:
    """A score: a button, or a number or words that may mean something else altogether."""
    message, dialogue = situation.message, situation.dialogue
    if not message.typed:
        return Plan(Rate(read_score(message.entities.get("score"))), dialogue)
    numbered = {str(n): slug for n, slug in enumerate(message.offered, start=1)}
    picked = numbered.get(message.text.strip(" ."))
    if picked is not None and dialogue.pending is Pending.CLARIFY:
        return Plan(Pick(picked), dialogue)
    score = _typed_score(situation)
    if score is None:
        return _words(situation)
    if situation.survey is None:
        return Lookup.SURVEY
    return Plan(Rate(score), dialogue) if _expects_score(situation) else _words(situation)


def _typed_score(situation: Situation) -> int | None:
    message, labels = situation.message, situation.rules.effort_labels
    understood = score_in_words(message.entities.get("score", ""), labels)
    return understood if understood is not None else score_in_words(message.text, labels)


def _expects_score(situation: Situation) -> bool:
    """Words answer an open question; a bare number still means it when it comes again."""
    if situation.survey is SurveyState.ANSWERED:
        return not has_words(situation.message.text)
    return situation.survey is SurveyState.OPEN


def _words(situation: Situation) -> Plan | Need:
    """Words: a contact detail, a thumb, signs that leave nothing to look up, or a question."""
    text, dialogue = situation.message.text, situation.dialogue
    asked = dialogue.pending is Pending.CONTACT
    if (asked or situation.waiting) and situation.contact is None:
        return Lookup.CONTACT
    if _may_be_contact(situation):
        if not asked and situation.absent is None:
            return Lookup.ABSENCE
        if asked or situation.absent:
            return Plan(TakeContact(), dialogue)
    if has_words(text):
        return answer_question(situation)
    says_yes = nod(text)
    if says_yes is None:
        return nothing_to_search(situation, dialogue.failed())
    return _yes(situation) if says_yes else _no(situation)


def _may_be_contact(situation: Situation) -> bool:
    """Tell whether words may be the answer to "where can we reach you?".

    What only looks like an address is asked for again, rather than searched for.
    """
    if situation.dialogue.pending is Pending.CONTACT:
        return situation.contact is not ContactState.NONE or "@" in situation.message.text
    return situation.waiting and situation.contact is ContactState.ALONE


_READERS: Mapping[Intent, Callable[[Situation], Plan | Need]] = {
    Intent.QUESTION: _words,
    Intent.ASK_PERSON: _ask_person,
    Intent.CHOOSE_ARTICLE: _article,
    Intent.SOMETHING_ELSE: something_else,
    Intent.NOT_HELPED: _not_helped,
    Intent.AFFIRM: _yes,
    Intent.DENY: _no,
    Intent.CANCEL_HANDOFF: _cancel,
    Intent.EFFORT_RATING: _score,
    Intent.SUBSCRIBE: pressed,
    Intent.SUBSCRIBE_AT: pressed,
    Intent.UNSUBSCRIBE: pressed,
}
