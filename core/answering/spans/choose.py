"""Which sentence of an article answers a question by itself. Extractive: nothing is written."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.answering.question_form import akin, asks, words_of
from core.answering.spans.facts import fact_asked, form_of, has_form

# Chosen on questions of the demo company's customers (`tests/conversations/context.yml`).
_FORM, _WORDS, _SHORT = 0.25, 0.2, 0.12  # what counts beside the likeness of the vectors
_MIN_OF_A_FACT = 0.62  # the score of a sentence that has the form of what was asked
_MIN_OTHERWISE = 0.76
_MIN_LEANING = 0.45  # the article was just shown, and the words lean on it
_MIN_LEANING_FACT = 0.3
_MIN_OF_A_REPORT = 0.2  # the likeness of what a customer says they did and a step

_STOP = """
a an the my our your i it its is are was were do does did can could will would to of for in on at
and or but if me we you this that these those there be been have has had got get how what when
where which who why long much many old soon fast there one ones with from by as so please then any
not no yes about into up out just also already still
"""
_STOPPED = frozenset(_STOP.split())
_CHECK = re.compile(
    r"(?:check|make sure|see (?:that|whether)|open \S.{0,60}\b(?:check|see)\b|make one)",
    re.IGNORECASE,
)
_REPORT = re.compile(
    r"^\W*(?:(?:yes|yeah|yep|ok|but|well|no)\W{1,3})?"
    r"(?:(?:i|we)\s?(?:['’]?ve| have| did| made| do| am|['’]?m| checked| tried| already)"
    r"|(?:it|my \w{1,20}|the \w{1,20})\s?(?:['’]?s| is| are| was| has)|already)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Sentence:
    """A sentence of an article beside a question.

    text: Markdown, as the article has it
    likeness: the cosine of its vector and the question's
    step: the number of the step it stands in, from 1; 0 outside the steps
    """

    text: str
    likeness: float
    step: int = 0
    is_short: bool = False


def span_in(question: str, sentences: Sequence[Sentence], *, leans: bool) -> str:
    """Return the sentence that surely holds what is asked, "" if none does.

    leans: the article was just shown, and the question points at it or says little by itself
    """
    kind = fact_asked(question)
    if not sentences:
        return ""
    forms = [form_of(kind, question, sentence.text) for sentence in sentences]
    if has_form(kind) and not any(forms):
        return ""
    asked = _weighed(_matter(question), sentences)
    scored = [
        (_score(sentence, form, asked), form, sentence)
        for sentence, form in zip(sentences, forms, strict=True)
    ]
    if any(forms):
        scored = [each for each in scored if each[1]]
    score, form, best = max(scored, key=lambda each: each[0])
    return best.text if score >= _enough(bool(form), leans) else ""


def next_step(report: str, sentences: Sequence[Sentence]) -> str:
    """Return the step after the one whose check a customer says is done, "" if none surely is.

    "Yes, I have enough money" answers "Check that your balance covers the amount": the next
    likely reason follows.
    """
    if asks(report) or not _REPORT.match(report):
        return ""
    steps = [sentence for sentence in sentences if sentence.step]
    done = max(steps, key=lambda sentence: sentence.likeness, default=None)
    if done is None or done.likeness < _MIN_OF_A_REPORT or not _CHECK.match(done.text):
        return ""
    following = [each.text for each in steps if each.step == done.step + 1]
    return " ".join(following)


def is_bare(question: str) -> bool:
    """Tell whether a question names nothing by itself ("how long have I got?")."""
    return not _matter(question)


def _enough(has_form: bool, leans: bool) -> float:
    if leans:
        return _MIN_LEANING_FACT if has_form else _MIN_LEANING
    return _MIN_OF_A_FACT if has_form else _MIN_OTHERWISE


def _score(sentence: Sentence, form: float, asked: Mapping[str, float]) -> float:
    held = sum(weight for word, weight in asked.items() if _holds(sentence.text, word))
    share = held / sum(asked.values()) if asked else 0.0
    return sentence.likeness + _FORM * form + _WORDS * share + _SHORT * sentence.is_short


def _weighed(words: Sequence[str], sentences: Sequence[Sentence]) -> dict[str, float]:
    """Weigh each word: one that stands in every sentence tells none of them from the others."""
    return {
        word: 1 / max(1, sum(_holds(sentence.text, word) for sentence in sentences))
        for word in words
    }


def _holds(sentence: str, word: str) -> bool:
    return any(akin(word, their) for their in words_of(sentence))


def _matter(question: str) -> list[str]:
    """Return the words that say what a question is about."""
    return [word for word in words_of(question) if word not in _STOPPED]
