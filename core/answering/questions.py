"""What a question gets: two answers, one read with the question before it, or one by itself."""

from __future__ import annotations

from dataclasses import replace

from core.answering.acts import Lookup, Need, Plan, Search, TakeComment
from core.answering.context import decide_next, exclude, in_context, needs_context
from core.answering.decision import (
    Answer,
    AnswerBoth,
    AskAgain,
    Reply,
    Retrieval,
    decide_both,
    decide_reply,
)
from core.answering.dialogue import Dialogue, Pending
from core.answering.question_form import parts_of
from core.answering.situation import Situation


def answer_question(situation: Situation) -> Plan | Need:
    """Decide on words that have something to look up, once that has been found."""
    question, dialogue = situation.message.text, situation.dialogue
    thresholds = situation.rules.thresholds
    alone = situation.found.get(question)
    if alone is None:
        return Search((question,))
    if dialogue.pending is Pending.COMMENT and alone.confidence < thresholds.answer:
        return Plan(TakeComment(), dialogue)
    both = None if situation.upset else _both(situation)
    if isinstance(both, Search):
        return both
    if both is not None:
        return Plan(both, dialogue.asked(question), alone)
    if dialogue.last_question and needs_context(alone, thresholds):
        return _decide_in_context(situation, alone)
    return _decide(situation, question, alone)


def _both(situation: Situation) -> AnswerBoth | Search | None:
    """Answer two questions in one message, if it surely holds two."""
    pairs, found = parts_of(situation.message.text), situation.found
    missing = tuple(part for pair in pairs for part in pair if part not in found)
    if missing:
        return Search(tuple(dict.fromkeys(missing)))
    dialogue, thresholds = situation.dialogue, situation.rules.thresholds
    found_pairs = [(found[first], found[second]) for first, second in pairs]
    reply = decide_both(found_pairs, situation.history(dialogue), thresholds)
    if reply and {reply.first.slug, reply.second.slug} <= set(dialogue.just_shown):
        return None  # in other words: those were not the answers
    return reply


def _decide_in_context(situation: Situation, alone: Retrieval) -> Plan | Need:
    """Read a question with the one before it, and look beyond what that one was answered with."""
    dialogue, shown = situation.dialogue, situation.dialogue.just_shown
    question = in_context(dialogue.last_question, alone.question)
    found = situation.found.get(question)
    if found is None:
        return Search((question,))
    found = replace(found, question=alone.question)
    if not shown:
        return _decide(situation, question, found)
    if situation.usual is None:
        return Lookup.NEXT_QUESTIONS
    reply = decide_next(
        exclude(found, shown),
        exclude(alone, shown),
        situation.usual,
        situation.history(dialogue),
        situation.rules.thresholds,
        situation.upset,
    )
    return _plan(situation, reply, dialogue.asked(question), exclude(found, shown))


def _decide(situation: Situation, question: str, found: Retrieval) -> Plan:
    """Give what a question gets by what was found for it."""
    facing = situation.dialogue.facing(found)
    history, thresholds = situation.history(facing), situation.rules.thresholds
    reply = decide_reply(found, history, thresholds, situation.upset)
    # A clear answer makes up for a clarification in vain.
    counted = situation.dialogue if isinstance(reply, Answer) else facing
    return _plan(situation, reply, counted.asked(question), found)


def _plan(situation: Situation, reply: Reply, dialogue: Dialogue, found: Retrieval) -> Plan:
    """A question that must be asked again is a failure, if it was not counted as one yet."""
    if isinstance(reply, AskAgain) and dialogue.failures == situation.dialogue.failures:
        dialogue = dialogue.failed()
    return Plan(reply, dialogue, found)
