"""What conversations teach: a question that turned out to belong to an article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from math import log
from urllib.parse import unquote

from core.content_gaps import LoggedQuestion, log_questions
from core.conversations import Author, Decision, Utterance, content_words, mask
from core.text import SLUG, has_words

MAX_EXAMPLE_LENGTH = 200  # characters; a longer message tells a story, and other things besides
MIN_EXAMPLE_WORDS = 2  # words that say something; with fewer nobody knows what is meant
_ARTICLE_PAGE = re.compile(r"/help/([A-Za-z0-9_%-]{1,240})(?![/\w])")


class Signal(str, Enum):
    """What says that a question belongs to an article, or does not."""

    INSERTED = "inserted"  # an agent answered it with the article
    CONFIRMED = "confirmed"  # its button was pressed, and it helped
    HELPED = "helped"
    PRESSED = "pressed"  # its button was pressed, and nothing was said of it
    REFUSED = "refused"  # it did not help

    @property
    def label(self) -> str:
        return _LABELS[self]

    @property
    def weight(self) -> float:
        """How much it moves the log odds that the article is the right one."""
        return log(_ODDS[self])


_LABELS = {
    Signal.INSERTED: "an agent answered with it",
    Signal.CONFIRMED: "button pressed, and it helped",
    Signal.HELPED: "it helped",
    Signal.PRESSED: "button pressed",
    Signal.REFUSED: "it did not help",
}
# How many times as often it is seen where the article is right as where it is not. Held low: one
# customer in twenty says anything at all, and people press what is near enough.
_ODDS = {
    Signal.INSERTED: 20.0,
    Signal.CONFIRMED: 40.0,
    Signal.HELPED: 15.0,
    Signal.PRESSED: 10.0,
    Signal.REFUSED: 1 / 15.0,
}


@dataclass(frozen=True)
class Taught:
    """A question of one conversation, masked, and what it says of an article.

    seq: of the utterance that asked it
    """

    seq: int
    words: str
    article: str
    signal: Signal
    at: datetime


@dataclass(frozen=True)
class Sighting:
    """The same, and who it was: names of the customer, the browser and the address.

    Whoever shares one of these is taken for one person.
    """

    words: str
    article: str
    signal: Signal
    at: datetime
    who: frozenset[str]


def taught_by(transcript: Sequence[Utterance]) -> tuple[Taught, ...]:
    """Return what one conversation teaches, in order; each question and article once."""
    questions = log_questions(transcript)
    found = [*_by_customers(questions), *_by_agents(transcript, questions)]
    once = {(each.seq, each.article): each for each in found}
    return tuple(sorted(once.values(), key=lambda each: (each.seq, each.article)))


def is_worth_learning(words: str) -> bool:
    """Tell whether words can stand as an example: neither a story nor half a thought."""
    told = has_words(words) and len(words) <= MAX_EXAMPLE_LENGTH
    return told and len(content_words(words)) >= MIN_EXAMPLE_WORDS


@dataclass
class _Person:
    names: set[str]
    seen: list[Sighting]


def people(sightings: Iterable[Sighting]) -> list[list[Sighting]]:
    """Return the sightings of each person, the latest last.

    Two that share a customer, a browser or an address are one person's, and so are those that
    only a third one connects.
    """
    by_name: dict[str, _Person] = {}
    persons: dict[int, _Person] = {}
    for each in sightings:
        known = {id(by_name[name]): by_name[name] for name in each.who if name in by_name}
        # The smaller ones move to the largest, so that a crowd is not gone through for each of it.
        ranked = sorted(known.values(), key=lambda one: len(one.names), reverse=True)
        person, smaller = (ranked[0] if ranked else _Person(set(), [])), ranked[1:]
        moved = set(each.who).union(*(one.names for one in smaller))
        person.names |= moved
        person.seen += [each, *(sighting for one in smaller for sighting in one.seen)]
        by_name |= dict.fromkeys(moved, person)
        persons[id(person)] = person
        for one in smaller:
            del persons[id(one)]
    return [sorted(person.seen, key=lambda seen: seen.at) for person in persons.values()]


def signal_of(question: LoggedQuestion) -> Signal | None:
    """Return what became of a question's article; None if nothing was said of it."""
    if not question.article or question.wordless:
        return None
    if question.helped is False:
        return Signal.REFUSED
    if question.decision is Decision.CLARIFY:
        return Signal.CONFIRMED if question.helped else Signal.PRESSED
    return Signal.HELPED if question.helped and question.decision is Decision.ANSWER else None


def _by_customers(questions: Sequence[LoggedQuestion]) -> Iterable[Taught]:
    for question, after in zip(questions, [*questions, None][1:], strict=True):
        signal = signal_of(question)
        answered_two = after is not None and after.beside
        if signal is None or answered_two or not is_worth_learning(question.question):
            continue
        yield _taught(question.seq, question.question, question.article, signal, question.at)


def _by_agents(
    transcript: Sequence[Utterance], questions: Sequence[LoggedQuestion]
) -> Iterable[Taught]:
    """What agents answered with an article: the customer's last words that ask something."""
    asked: Utterance | None = None
    for said in transcript:
        if said.author is Author.CUSTOMER and said.is_typed and is_worth_learning(said.text):
            asked = said
        if said.author is not Author.AGENT or asked is None:
            continue
        for article in inserted_articles(said.text):
            yield _taught(asked.seq, asked.text, article, Signal.INSERTED, asked.at)


def inserted_articles(text: str) -> tuple[str, ...]:
    """Return the articles whose pages an agent's words lead to, each once.

    With several nobody knows which of them is the answer: then none.
    """
    found = {unquote(slug) for slug in _ARTICLE_PAGE.findall(text)} - {"search", "contact"}
    slugs = tuple(sorted(slug for slug in found if SLUG.match(slug)))
    return slugs if len(slugs) == 1 else ()


def _taught(seq: int, words: str, article: str, signal: Signal, at: datetime) -> Taught:
    return Taught(seq, " ".join(mask(words).split()), article, signal, at)
