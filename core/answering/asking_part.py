"""Of a message of several sentences, what asks: it is looked up by itself as well."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from core.answering.question_form import asks, asks_for, sentences_of
from core.answering.retrieval import Retrieval
from core.conversations import Hit

MAX_PARTS = 6  # looked up beside the whole; a longer story is searched as one
MAX_TOLD_LENGTH = 200  # words of a message that is taken apart
_BY_ITSELF = 7  # words; a shorter question ("is that possible?") is read with the sentence before
_ASIDE = re.compile(r"[,:–—]\s+")  # "sorry to bother you, …"


def parts_that_ask(message: str) -> tuple[str, ...]:
    """Return what of a message may be its question by itself; () where it is one sentence.

    Each sentence that asks, short ones also with the sentence before; where none asks, the last
    ones, for a story ends with what is wrong. A question after a comma counts as a sentence.
    """
    if len(message.split()) > MAX_TOLD_LENGTH:
        return ()
    told = [part for sentence in sentences_of(message) for part in _without_aside(sentence)]
    if len(told) < 2:
        return ()
    asking = [place for place, sentence in enumerate(told) if asks_for(sentence)]
    places = asking or [len(told) - 2, len(told) - 1]
    parts = [part for place in places for part in _read_at(told, place)]
    return tuple(dict.fromkeys(part for part in parts if part != message))[:MAX_PARTS]


def with_parts(whole: Retrieval, parts: Sequence[Retrieval]) -> Retrieval:
    """Return what was found for a message and its parts: an article is as likely as the surest."""
    likely: dict[str, Hit] = {}
    for hit in (hit for found in (whole, *parts) for hit in found.hits):
        likely[hit.slug] = max(likely.get(hit.slug, hit), hit, key=lambda each: each.confidence)
    hits = sorted(likely.values(), key=lambda hit: -hit.confidence)
    return replace(whole, hits=tuple(hits))


def _without_aside(sentence: str) -> list[str]:
    """Take apart what only leads up to a question after a comma."""
    for gap in _ASIDE.finditer(sentence):
        question = sentence[gap.end() :]
        if asks(question) and not asks(sentence[: gap.start()]):
            return [sentence[: gap.start()], question]
    return [sentence]


def _read_at(told: Sequence[str], place: int) -> list[str]:
    sentence, before = told[place], told[max(0, place - 1) : place]
    joined = " ".join([*before, sentence])
    if len(sentence.split()) < _BY_ITSELF and before:
        return [joined, *before, sentence]
    return [sentence, joined]
