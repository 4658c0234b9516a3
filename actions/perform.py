"""Doing what was decided: each act is one behaviour."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from actions.behaviours import (
    account,
    announcing,
    answer,
    care,
    contact,
    courtesy,
    facts,
    handoff,
    subscribing,
    survey,
)
from actions.dialogue import Turn
from actions.dialogue.evidence import (
    evidence,
    evidence_beyond,
    evidence_of_choice,
    evidence_of_telling,
)
from core.answering import (
    Act,
    Answer,
    AnswerBoth,
    AskAgain,
    AskContact,
    Care,
    Clarify,
    Decline,
    Dialogue,
    Finish,
    HandOff,
    KeepWaiting,
    LeaveQueue,
    LookUpAccount,
    OfferAgain,
    OfferPerson,
    Pick,
    Plan,
    Rate,
    Reply,
    Rest,
    Say,
    Subscribe,
    SubscribeAt,
    TakeComment,
    TakeContact,
    TakeOver,
    TellAnnouncement,
    TellFact,
    TellWait,
    Unsubscribe,
)


async def perform(turn: Turn, plan: Plan) -> Dialogue:
    """Do what a message gets, and return where the dialogue stands then."""
    _attach_evidence(turn, plan)
    return await _perform(turn, plan.dialogue, plan.act)


async def _perform(turn: Turn, dialogue: Dialogue, act: Act) -> Dialogue:  # noqa: C901
    match act:
        case Answer(hit, kindly, span):
            return await answer.show(turn, dialogue, hit.slug, kindly=kindly, span=span)
        case AnswerBoth(first, second, kindly):
            return await answer.show(turn, dialogue, second.slug, first.slug, kindly)
        case Pick():
            return await answer.show_picked(turn, dialogue, act)
        case Clarify(hits):
            return answer.clarify(turn, dialogue, hits)
        case OfferAgain(slugs):
            return answer.offer_again(turn, dialogue, slugs)
        case AskAgain():
            return answer.ask_again(turn, dialogue)
        case HandOff(reason):
            return await handoff.hand_off(turn, dialogue, reason)
        case KeepWaiting():
            return await handoff.keep_waiting(turn, dialogue)
        case TellWait(helped):
            return await handoff.tell_wait(turn, dialogue, helped)
        case LeaveQueue():
            return await handoff.leave_queue(turn, dialogue)
        case TakeOver():
            return await handoff.take_over(turn, dialogue)
        case AskContact():
            return await contact.ask_contact(turn, dialogue)
        case TakeContact():
            return await contact.take_contact(turn, dialogue)
        case Finish(moment):
            return await survey.finish(turn, dialogue, moment)
        case Rate(score):
            return await survey.rate(turn, dialogue, score)
        case TakeComment():
            return await survey.take_comment(turn, dialogue)
        case Say(phrase):
            return courtesy.say(turn, dialogue, phrase)
        case OfferPerson():
            return courtesy.offer_person(turn, dialogue)
        case TellFact(fact):
            return facts.tell(turn, dialogue, fact)
        case LookUpAccount():
            return await account.look_up(turn, dialogue, act)
        case TellAnnouncement(then=then):
            dialogue = await announcing.tell(turn, dialogue, act)
            return answer.clarify(turn, dialogue, then.hits) if then else dialogue
        case Subscribe():
            return await subscribing.subscribe(turn, dialogue, act)
        case SubscribeAt():
            return await subscribing.subscribe_at(turn, dialogue, act)
        case Unsubscribe():
            return await subscribing.unsubscribe(turn, dialogue, act)
        case Care():
            return await care.care(turn, dialogue, act)
        case Decline():
            return care.decline(turn, dialogue, act)
        case Rest():
            return dialogue
    assert_never(act)


def _attach_evidence(turn: Turn, plan: Plan) -> None:
    """Note for staff why it is said, where something was decided about a question."""
    if isinstance(plan.act, Pick):
        turn.speech.attach_evidence(evidence_of_choice(turn.message))
    elif isinstance(plan.act, TellFact | LookUpAccount | TellAnnouncement):
        fact = plan.act.fact.value if isinstance(plan.act, TellFact) else ""
        turn.speech.attach_evidence(evidence_of_telling(turn.message, fact, plan.found))
    elif isinstance(plan.act, Care | Decline | OfferPerson) and plan.found is not None:
        turn.speech.attach_evidence(evidence_beyond(turn.message, plan.act, plan.found))
    elif plan.found is not None and isinstance(plan.act, Reply):
        why = evidence(turn.message, plan.act, plan.found)
        turn.speech.attach_evidence(replace(why, language=turn.situation.language))
