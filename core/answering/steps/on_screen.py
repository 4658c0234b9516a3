"""What typed words get by what the customer has before them: the first step of reading them."""

from __future__ import annotations

from core.answering.acts import Need, Pick, Plan, TellWait
from core.answering.context import ButtonMeant, Corrected, NoneMeant, PersonMeant, meant_by
from core.answering.decision import HandOff, Reason
from core.answering.retrieval import Retrieval
from core.answering.situation import Situation
from core.answering.steps.questions import answer_correction, answer_question
from core.answering.steps.refusals import something_else
from core.conversations import Intent


def read_screen(situation: Situation) -> Plan | Need | None:
    """Return what words get that mean something on the screen, None for all others."""
    message, dialogue = situation.message, situation.dialogue
    if not message.typed:
        return None
    is_question = situation.intent is Intent.QUESTION
    match meant_by(message.text, situation.screen, is_question=is_question):
        case ButtonMeant(slug):
            is_offered = slug in {hit.slug for hit in situation.screen.offered}
            return Plan(Pick(slug, new_request=not is_offered), dialogue)
        case NoneMeant():
            return something_else(situation)
        case Corrected(correction):
            return answer_correction(situation, correction)
        case PersonMeant(tried):
            return _person(situation, tried)
        case None:
            return None


def what_is_denied(situation: Situation) -> Plan | Need | None:
    """What is denied is not what is on the screen, and no plain "no" either."""
    if situation.denial is None or _is_corrected(situation):
        return None
    return answer_question(situation)


def _is_corrected(situation: Situation) -> bool:
    """Tell whether words put one thing in the place of another: "not a transfer, a top-up"."""
    meant = meant_by(situation.message.text, situation.screen, is_question=False)
    return isinstance(meant, Corrected) and bool(meant.to.instead_of)


def _person(situation: Situation, tried: bool) -> Plan:
    """Call a person because one was asked for; what was tried before that did not help."""
    before = situation.dialogue
    dialogue = before.failed(*before.just_shown) if tried and before.just_shown else before
    if situation.waiting:
        return Plan(TellWait(), dialogue)
    return Plan(HandOff(Reason.ASKED), dialogue, Retrieval(situation.message.text))
