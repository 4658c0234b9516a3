"""Which sentence of an article answers a question by itself. Extractive: nothing is written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from core.answering.question_form import akin, asks, words_of
from core.answering.spans.facts import FactKind, fact_asked, form_of, has_form

# Chosen on questions of the demo company's customers (`tests/conversations/context.yml`).
_FORM, _WORDS, _SHORT = 0.25, 0.25, 0.12  # what counts beside the likeness of the vectors
_LISTS, _ON_CONDITION = 0.25, 0.15
_ALONE = 0.2  # for the choice among sentences; by itself it makes none answer better
_OF_KIN = 0.7  # what a word counts that is said for the one asked for
_MIN_OF_A_FACT = 0.62  # the score of a sentence that has the form of what was asked
_MIN_OTHERWISE = 0.76
_MIN_OF_A_REPORT = 0.2  # the likeness of what a customer says they did and a step

MAX_SENTENCES_KEPT = 4_096  # taken apart into words; some 5 MB
MAX_PAIRS_KEPT = 16_384  # of a sentence and a word; a message looks at each several times
MAX_CHOICES_KEPT = 256  # of a question and an article; asked for again after each look-up

_STOP = """
a an the my our your i it its is are was were do does did can could will would to of for in on at
and or but if me we you this that these those there be been have has had got get how what when
where which who why long much many old soon fast there one ones with from by as so please then any
not no yes about into up out just also already still take takes taking per most least ok okay too
whats hows whens wheres whos isnt dont doesnt cant
"""
_STOPPED = frozenset(_STOP.split())
_CHECK = re.compile(
    r"(?:check|make sure|see (?:that|whether)|open \S.{0,60}\b(?:check|see)\b|make one)",
    re.IGNORECASE,
)
_LIST = re.compile(r", [^,.;:()\n]{1,30} (?:or|and) \w")
_CONDITION = re.compile(r"(?:if|should|otherwise)\b", re.IGNORECASE)
_ELLIPTIC = re.compile(
    r"\W{0,9}(?:and|or|but|(?:what|how) about)\b(?!.{0,60}\b(?:why|how|who|what|if)\b)",
    re.IGNORECASE,
)
_CASE = re.compile(  # "at the weekend", "to Switzerland", "a day"
    r"\b(?:(?:at|in|on|to|from|during|by|with) (?:(?:the|an?|one|my|another) )?"
    r"|(?:per|an?|each|every) (?=day|week|month|year))([^\W\d_]{3,20})(?![^\W\d_])"
)
_KIN = (  # said for one another in a question and its answer
    frozenset(["abroad", "overseas", "foreign", "country", "countries", "worldwide", "world"]),
    frozenset(["saturday", "sunday", "weekend", "weekends"]),
    frozenset(["day", "days", "daily"]),
    frozenset(["month", "months", "monthly"]),
    frozenset(["america", "american", "usa", "us"]),
    frozenset(["switzerland", "swiss"]),
    frozenset(["replacement", "replace", "new"]),
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


@dataclass(frozen=True)
class Span:
    """The sentence of an article that answers a question best.

    score: from 0 on; what is enough depends on what else the question may be about
    has_form: it has the form of the fact that is asked for
    """

    text: str
    score: float
    has_form: bool


@lru_cache(maxsize=MAX_CHOICES_KEPT)
def best_span(question: str, sentences: tuple[Sentence, ...], before: str = "") -> Span | None:
    """Return the sentence that answers a question best.

    None where there is none, or none has the form of the fact that is asked for.

    before: the question before; "and with express?" asks for the same kind of fact
    """
    kind = fact_asked(question)
    is_elliptic = kind is None and bool(_ELLIPTIC.match(question))
    as_before = fact_asked(before) if is_elliptic else kind
    forms = [form_of(as_before, question, sentence.text) for sentence in sentences]
    if not sentences or (has_form(kind) and not any(forms)):
        return None
    asked, report = _weighed(_matter(question), sentences), is_report(question)
    scored = [
        (_score(sentence, form, asked) + _bonus(kind, report, sentence.text), form, sentence)
        for sentence, form in zip(sentences, forms, strict=True)
        if form or is_elliptic or not any(forms)
    ]
    cases = _CASE.findall(question.casefold()) if any(forms) else []
    rivals = [sentence.text for _, _, sentence in scored]
    score, form, best = max(
        scored, key=lambda each: each[0] + _ALONE * _says_alone(each[2].text, cases, rivals)
    )
    return Span(best.text, score, bool(form))


def span_in(question: str, sentences: tuple[Sentence, ...]) -> str:
    """Return the sentence that surely holds what is asked by itself, "" if none does."""
    best = best_span(question, sentences)
    if best is None:
        return ""
    return best.text if best.score >= (_MIN_OF_A_FACT if best.has_form else _MIN_OTHERWISE) else ""


def next_step(report: str, sentences: Sequence[Sentence]) -> str:
    """Return the step after the one whose check a customer says is done, "" if none surely is.

    "Yes, I have enough money" answers "Check that your balance covers the amount": the next
    likely reason follows.
    """
    if not is_report(report):
        return ""
    steps = [sentence for sentence in sentences if sentence.step]
    done = max(steps, key=lambda sentence: sentence.likeness, default=None)
    if done is None or done.likeness < _MIN_OF_A_REPORT or not _CHECK.match(done.text):
        return ""
    following = [each.text for each in steps if each.step == done.step + 1]
    return " ".join(following)


def is_report(words: str) -> bool:
    """Tell whether words say how things stand, rather than ask: "it's been two weeks now"."""
    return not asks(words) and bool(_REPORT.match(words))


def is_bare(question: str) -> bool:
    """Tell whether a question names nothing by itself ("how long have I got?")."""
    return not _matter(question)


def _score(sentence: Sentence, form: float, asked: Mapping[str, float]) -> float:
    held = sum(weight * _holds(sentence.text, word) for word, weight in asked.items())
    share = held / sum(asked.values()) if asked else 0.0
    return sentence.likeness + _FORM * form + _WORDS * share + _SHORT * sentence.is_short


def _says_alone(sentence: str, cases: Iterable[str], rivals: Sequence[str]) -> bool:
    """Tell whether a sentence alone of those that may answer names the case that is asked about.

    "And at the weekend?" is answered where the weekend is named.
    """
    held = (word for word in cases if _holds(sentence, word))
    return any(sum(_holds(other, word) > 0 for other in rivals) == 1 for word in held)


def _bonus(kind: FactKind | None, report: bool, sentence: str) -> float:
    """Which of several is answered by a list, how things stand by what to do in that case."""
    lists = kind is FactKind.WHICH and _LIST.search(sentence)
    return (_LISTS if lists else 0.0) + (
        _ON_CONDITION if report and _CONDITION.match(sentence) else 0.0
    )


def _weighed(words: Sequence[str], sentences: Sequence[Sentence]) -> dict[str, float]:
    """Weigh each word: one that stands in every sentence tells none of them from the others."""
    return {
        word: 1 / max(1.0, sum(_holds(sentence.text, word) for sentence in sentences))
        for word in words
    }


@lru_cache(maxsize=MAX_PAIRS_KEPT)
def _holds(sentence: str, word: str) -> float:
    """Return 1 for the word itself, endings aside; less for one that is said for it."""
    theirs = _words_in(sentence)
    if word in theirs or any(akin(word, their) for their in theirs):
        return 1.0
    kin = next((words for words in _KIN if word in words), frozenset())
    return 0.0 if kin.isdisjoint(theirs) else _OF_KIN


@lru_cache(maxsize=MAX_SENTENCES_KEPT)
def _words_in(sentence: str) -> frozenset[str]:
    return frozenset(words_of(sentence))


def _matter(question: str) -> list[str]:
    """Return the words that say what a question is about."""
    return [word for word in words_of(question) if word not in _STOPPED]
