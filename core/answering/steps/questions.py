"""What a question gets: two answers, one read with the question before it, or one by itself."""

from __future__ import annotations

from dataclasses import replace

from core.answering.acts import Courtesy, Lookup, Need, Plan, Say, Search, TakeComment
from core.answering.asking_part import parts_that_ask, with_parts
from core.answering.context import (
    ENOUGH_TOGETHER,
    Correction,
    decide_next,
    exclude,
    in_context,
    needs_context,
    outweighs,
    put_right,
    together,
    with_buttons,
)
from core.answering.decision import (
    Answer,
    AnswerBoth,
    AskAgain,
    Reply,
    decide_after_failure,
    decide_both,
    decide_reply,
    is_sure,
)
from core.answering.dialogue import Dialogue, Pending
from core.answering.question_form import (
    is_contextual,
    is_short,
    parts_of,
    repeats,
    says_nothing,
)
from core.answering.retrieval import Retrieval
from core.answering.situation import Situation
from core.answering.spans import fact_asked
from core.answering.steps.ask_on import answer_within, with_span
from core.answering.steps.denials import ask_back, what_is_left
from core.answering.steps.refusals import unless_upset
from core.answering.steps.taken_up import is_comment
from core.conversations import needs_person
from core.wording import Denial


def answer_question(situation: Situation) -> Plan | Need:
    """Decide on words that have something to look up, once that has been found."""
    return with_span(situation, _answer(situation))


def likely_in_context(situation: Situation) -> tuple[str, ...]:
    """Return the words with the question before them, where they point back at its answer.

    They are hardly ever understood without it, so both are looked up at once.
    """
    before, question = situation.dialogue.last_question, situation.question
    points_back = bool(before and situation.dialogue.just_shown) and is_contextual(question)
    if not points_back or repeats(before, question):
        return ()
    return (in_context(before, question),)


def answer_correction(situation: Situation, correction: Correction) -> Plan | Need:
    """Decide on what a correction says now; what was shown before it did not help."""
    return with_span(situation, _answer_correction(situation, correction))


def _answer(situation: Situation) -> Plan | Need:
    question, dialogue = situation.question, situation.dialogue
    thresholds = situation.rules.thresholds
    alone = situation.found.get(question)
    if alone is None:
        return Search((question,))
    commenting = dialogue.pending is Pending.COMMENT and is_comment(question)
    if commenting and alone.confidence < thresholds.answer:
        return Plan(TakeComment(), dialogue)
    if says_nothing(question) and not (_is_open(dialogue) or situation.waiting):
        return Plan(Say(Courtesy.ASK_QUESTION), dialogue)
    if denial := situation.denial:
        return _decide_on_denial(situation, question, denial)
    too_upset = needs_person(situation.anger, dialogue.angered)
    both = None if too_upset else _both(situation, question)
    if isinstance(both, Search):
        return both
    if both is not None:
        return Plan(both, dialogue.asked(question), alone)
    within = answer_within(situation, alone)
    if within is not None:
        return within
    if _leans_on_what_was_said(situation, alone):
        return _decide_in_context(situation, alone)
    return _decide(situation, question, alone) if too_upset else _by_parts(situation, alone)


def _answer_correction(situation: Situation, correction: Correction) -> Plan | Need:
    """Search for what is said now, and unless that is a matter of its own for it in its place.

    "my phone" is read as the question before with the phone in it ("I lost my phone"), and after
    that question ("declined … at the cash machine"); what all ways allow is meant.
    """
    before, words = situation.dialogue, correction.words
    if words not in situation.found:
        return Search((words,))
    shown, thresholds = before.just_shown, situation.rules.thresholds
    alone = situation.found[words]
    best = exclude(alone, shown)
    if before.last_question and (is_short(words) or alone.confidence < thresholds.answer):
        swapped = put_right(before.last_question, correction)
        whole = swapped or in_context(before.last_question, words)
        if whole not in situation.found:
            return Search((whole,))
        both = together(best, exclude(situation.found[whole], shown))
        is_whole = is_sure(best, situation.history(before), thresholds)
        best = replace(both, question=words) if is_whole else both
        # What was shown is ruled out, and what is left was asked for twice.
        thresholds = replace(thresholds, answer=min(thresholds.answer, ENOUGH_TOGETHER))
    dialogue = before.failed(*shown)
    history = situation.history(dialogue)
    if is_sure(best, history, thresholds):
        reply = decide_reply(best, history, thresholds, situation.anger)
    else:
        reply = unless_upset(situation, decide_after_failure(best, history, thresholds))
    return Plan(reply, dialogue.asked(best.question), best)


def _both(situation: Situation, question: str) -> AnswerBoth | Search | None:
    """Answer two questions in one message, if it surely holds two."""
    pairs, found = parts_of(question), situation.found
    missing = tuple(part for pair in pairs for part in pair if part not in found)
    if missing:
        return Search(tuple(dict.fromkeys(missing)))
    dialogue, thresholds = situation.dialogue, situation.rules.thresholds
    found_pairs = [(found[first], found[second]) for first, second in pairs]
    reply = decide_both(found_pairs, situation.history(dialogue), thresholds)
    if reply and {reply.first.slug, reply.second.slug} <= set(dialogue.just_shown):
        return None  # in other words: those were not the answers
    return replace(reply, kindly=situation.upset) if reply else None


def _decide_on_denial(situation: Situation, question: str, denial: Denial) -> Plan | Need:
    """Answer what a message says besides what is not so, or ask back."""
    if not denial.rest:
        return ask_back(situation, question, denial)
    left = what_is_left(situation, denial)
    return left if isinstance(left, Search) else _decide(situation, denial.rest, left)


def _leans_on_what_was_said(situation: Situation, alone: Retrieval) -> bool:
    """Tell whether a question is to be read with the one before it.

    Once that one is settled only what points back at it: "hm" is no question about it.
    """
    dialogue, question = situation.dialogue, alone.question
    is_choice = dialogue.pending is Pending.CLARIFY
    if not dialogue.last_question or repeats(dialogue.last_question, question):
        return False
    may_lean = _is_open(dialogue) or dialogue.just_shown
    if not may_lean and not is_contextual(question) and fact_asked(question) is None:
        return False
    return needs_context(alone, situation.rules.thresholds, is_choice=is_choice)


def _is_open(dialogue: Dialogue) -> bool:
    """Tell whether the matter before is not settled: a reply waits for a word about it."""
    awaits_word = dialogue.pending in {Pending.CLARIFY, Pending.HELPED}
    return awaits_word or dialogue.failures > 0


def _decide_in_context(situation: Situation, alone: Retrieval) -> Plan | Need:
    """Read a question with the one before it, and look beyond what that one was answered with."""
    dialogue, screen = situation.dialogue, situation.screen
    own = in_context(dialogue.last_question, alone.question)
    if own not in situation.found:
        return Search((own,))
    joined = situation.found[own]
    within = answer_within(situation, alone, joined)
    if within is not None:
        return within
    found = replace(joined, question=alone.question)
    thresholds, shown = situation.rules.thresholds, dialogue.just_shown
    is_sure = alone.confidence >= thresholds.answer
    if not shown:
        alone = with_buttons(alone, {hit.slug for hit in screen.offered})
        if outweighs(found, alone):
            return _decide(situation, own, found)
        return _decide(situation, alone.question, alone)
    if is_sure and (found.hits[0].slug in shown or not outweighs(found, alone)):
        return _decide(situation, alone.question, alone)
    if situation.usual is None:
        return Lookup.NEXT_QUESTIONS
    reply = decide_next(
        exclude(found, shown),
        exclude(alone, shown),
        situation.usual,
        situation.history(dialogue),
        thresholds,
        situation.anger,
    )
    return _plan(situation, reply, dialogue.asked(own), exclude(found, shown))


def _by_parts(situation: Situation, alone: Retrieval) -> Plan | Need:
    """Decide by what of a longer message asks, where the whole of it is not surely answered."""
    question, enough = alone.question, situation.rules.thresholds.answer
    parts = () if alone.confidence >= enough else parts_that_ask(question)
    missing = tuple(part for part in parts if part not in situation.found)
    if missing:
        return Search(missing)
    found = with_parts(alone, [situation.found[part] for part in parts])
    return _decide(situation, question, found)


def _decide(situation: Situation, question: str, found: Retrieval) -> Plan:
    """Give what a question gets by what was found for it."""
    facing = situation.dialogue.facing(found)
    history, thresholds = situation.history(facing), situation.rules.thresholds
    reply = decide_reply(found, history, thresholds, situation.anger)
    # A clear answer makes up for a clarification in vain.
    counted = situation.dialogue if isinstance(reply, Answer) else facing
    return _plan(situation, reply, counted.asked(question), found)


def _plan(situation: Situation, reply: Reply, dialogue: Dialogue, found: Retrieval) -> Plan:
    """A question that must be asked again is a failure, if it was not counted as one yet."""
    if isinstance(reply, AskAgain) and dialogue.failures == situation.dialogue.failures:
        dialogue = dialogue.failed()
    return Plan(reply, dialogue, found)
