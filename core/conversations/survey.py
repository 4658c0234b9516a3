"""When the one effort question is asked, and what its score means.

The Customer Effort Score (CES), as published with the research on 75,000 service contacts
(Dixon, Freeman, Toman: "Stop Trying to Delight Your Customers", Harvard Business Review, 2010).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from core.errors import BadInput, Conflict

QUESTION = "How much effort did you personally have to put forth to handle your request?"
MIN_SCORE, MAX_SCORE = 1, 5
NOT_GROUPED = 0  # what a comment belongs to until it is put beside those that mean the same
MAX_CORRECTION = timedelta(minutes=10)  # so long after a score it may be corrected
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_NUMBER_WORDS = ("one", "two", "three", "four", "five")
_NUMBER_WORD = re.compile(rf"\b(?:{'|'.join(_NUMBER_WORDS)})\b")
_INSTEAD_OF = re.compile(r"\b(?:not|instead of|rather than|and not) (?:an? )?\d\b")
_CORRECTING_WORDS = """
sorry oops meant mean actually no nope wrong wrongly mistake mistakenly typo mistyped misclicked
change changed correct correction rather instead should score rating rate answer make
"""
_WORDS_AROUND = """
i i'm it it's its that that's this the a an my to is was be been as of for by please and but
want wanted would like have had give say said put number button one pressed clicked typed hit
effort can you me wait hang on ah oh well hm hmm so just really ok thanks
"""
_CORRECTING, _AROUND = frozenset(_CORRECTING_WORDS.split()), frozenset(_WORDS_AROUND.split())


class Moment(str, Enum):
    """When a chat is over."""

    GOODBYE = "goodbye"
    SOLVED = "solved"
    RESOLVED = "resolved"
    SILENCE = "silence"


class SurveyNotAsked(Conflict):
    """The effort question has not been asked in this chat yet. Ask your question first."""


class SurveyAnswered(Conflict):
    """You have already told us, a while ago. Thank you; that score stays."""


class ScoreDecision(Enum):
    """What becomes of a score."""

    TAKE = "take"
    REPEAT = "repeat"  # the same again: one answer that arrived twice
    CORRECT = "correct"


@dataclass(frozen=True)
class SurveyRules:
    """What `settings/survey.yml` says.

    moments: the ends of a chat at which to ask
    silence: how long a customer is quiet before the chat counts as over
    follow_up_from: the score from which staff call back
    follow_up_within: how soon they do
    """

    moments: frozenset[Moment]
    silence: timedelta
    follow_up_from: int
    follow_up_within: timedelta
    labels: tuple[str, ...]  # for the scores 1 to 5


@dataclass(frozen=True)
class Survey:
    """The effort question of one conversation."""

    conversation: str
    asked_at: datetime
    moment: Moment
    asked_by: str  # the id of the message that ended the chat
    score: int | None = None
    comment: str = ""
    answered_at: datetime | None = None


def should_ask(rules: SurveyRules, moment: Moment, survey: Survey | None, message: str) -> bool:
    """Ask once per conversation; the same message seen again may ask its question again."""
    if moment not in rules.moments:
        return False
    if survey is None:
        return True
    return survey.asked_by == message and survey.score is None


def decide_score(survey: Survey | None, score: int, at: datetime) -> ScoreDecision:
    """Tell what becomes of a score that arrives at `at`.

    Raises SurveyNotAsked, and SurveyAnswered for another score than the first one later than
    MAX_CORRECTION after that.
    """
    if survey is None:
        raise SurveyNotAsked
    if survey.score is None or survey.answered_at is None:
        return ScoreDecision.TAKE
    if survey.score == score:
        return ScoreDecision.REPEAT
    if at - survey.answered_at > MAX_CORRECTION:
        raise SurveyAnswered
    return ScoreDecision.CORRECT


def read_score(value: object) -> int:
    """Return a score from 1 (very low effort) to 5 (very high); raises BadInput for any other."""
    if str(value).strip() in {"1", "2", "3", "4", "5"}:
        return int(str(value).strip())
    raise BadInput("Choose a number from 1 (very low effort) to 5 (very high effort).")


def score_in_words(text: str, labels: tuple[str, ...]) -> int | None:
    """Return the score that typed words name, by its digit or its label; None if they do not."""
    plain = " ".join(_digits(text).lower().strip(" .!").split())
    for score, label in enumerate(labels, start=MIN_SCORE):
        if plain in {str(score), label.lower(), f"{score} {label.lower()}"}:
            return score
    return None


def corrected_score(text: str, labels: tuple[str, ...]) -> int | None:
    """Return the score that words like "sorry, I meant 2" put in place of another; None if none.

    They must name one score, say that something is to be corrected, and nothing else.
    """
    plain = " ".join(_digits(text).lower().replace("’", "'").split())
    for score, label in sorted(enumerate(labels, start=MIN_SCORE), key=lambda each: -len(each[1])):
        plain = re.sub(rf"\b{re.escape(label.lower())}\b", str(score), plain)
    if not any(map(str.isdecimal, plain)):  # else "one" may stand for "that one"
        plain = _NUMBER_WORD.sub(lambda found: str(_NUMBER_WORDS.index(found[0]) + 1), plain)
    words = _WORD.findall(_INSTEAD_OF.sub(" ", plain))
    scores = {word for word in words if word.isdecimal()}
    others = {word for word in words if not word.isdecimal()}
    if len(scores) != 1 or not others & _CORRECTING or others - _CORRECTING - _AROUND:
        return None
    return score_in_words(scores.pop(), labels)


def needs_follow_up(rules: SurveyRules, score: int) -> bool:
    """High effort is worth a call back: it raised resolution by 31 % in the same research."""
    return score >= rules.follow_up_from


def _digits(text: str) -> str:
    """With the digits of every script, and of emoji keys (2️⃣), as plain ones."""
    bare = text.translate({0xFE0F: None, 0x20E3: None})
    return "".join(str(unicodedata.decimal(sign, sign)) for sign in bare)
