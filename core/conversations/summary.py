"""An extractive summary: a few of the customer's own sentences, chosen for the words they add."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.conversations.messages import Author
from core.conversations.transcript import Utterance
from core.text import clip

MAX_SENTENCES = 4
MAX_SENTENCE_LENGTH = 200  # characters
_MIN_NEW_WORDS = 2  # a sentence that adds less repeats what is said already
_EACH_END = 40  # messages of a very long conversation that are looked at, at either end
_MAX_READ = 1000  # characters of a message; its point stands before that
_END = re.compile(r"(?<=[.!?…])\s+|(?<=[。！？])|\n+")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_SPECIFIC = re.compile(r"\d")
_TROUBLES = """
not never no nothing still again but wrong failed fails declined refused missing stuck error problem
twice charged lost stolen broken can't cannot won't doesn't didn't isn't wasn't haven't hasn't
"""
# Words that carry courtesy or grammar, or ask for a person: the handoff's reason says that.
_STOP_WORDS = """
a an and are as at be been can could did do does for from had has have hello help hey hi how i i'm
i've if in is it it's just me my of ok okay on or please so some sure thank thanks that that's the
their them then there they this to too us was we were what when which who will with would yes you
your agent human person people someone somebody talk speak speaking want need like good morning
afternoon evening day know already see
"""
_TROUBLE, _STOP = frozenset(_TROUBLES.split()), frozenset(_STOP_WORDS.split())


@dataclass(frozen=True)
class _Sentence:
    place: int
    text: str
    words: frozenset[str]


def summary_of(transcript: Sequence[Utterance]) -> tuple[str, ...]:
    """Return at most MAX_SENTENCES sentences the customer typed, in the order they were said.

    The first one that says anything always stands; then those that add most to what is chosen,
    numbers and troubles before the rest. Buttons are no words of theirs.
    """
    sentences = list(_sentences(transcript))
    chosen = sentences[:1]
    while len(chosen) < MAX_SENTENCES:
        known = frozenset().union(*(sentence.words for sentence in chosen))
        adding = [s for s in sentences if len(s.words - known) >= _MIN_NEW_WORDS]
        if not adding:
            break
        chosen.append(max(adding, key=lambda s: (_worth(s, known), s.place)))
    return tuple(sentence.text for sentence in sorted(chosen, key=lambda s: s.place))


def _sentences(transcript: Sequence[Utterance]) -> Iterator[_Sentence]:
    """Yield the sentences that say something."""
    place = 0
    for utterance in _looked_at(transcript):
        for part in _END.split(utterance.text[:_MAX_READ]):
            text = " ".join(part.split())
            words = frozenset(_plain_words(text)) - _STOP
            if words:
                place += 1
                yield _Sentence(place, clip(text, MAX_SENTENCE_LENGTH), words)


def _looked_at(transcript: Sequence[Utterance]) -> list[Utterance]:
    """Return what the customer typed; of a very long conversation its beginning and its end."""
    typed = [
        utterance
        for utterance in transcript
        if utterance.author is Author.CUSTOMER and utterance.is_typed
    ]
    return typed if len(typed) <= 2 * _EACH_END else [*typed[:_EACH_END], *typed[-_EACH_END:]]


def _worth(sentence: _Sentence, known: frozenset[str]) -> float:
    """Rate what a sentence adds; length alone must not win, so new words count ever less."""
    new = len(sentence.words - known)
    specific = bool(_SPECIFIC.search(sentence.text))
    trouble = bool(sentence.words & _TROUBLE)
    return min(new, 8) + 2 * specific + 2 * trouble


def _plain_words(text: str) -> list[str]:
    return [word.lower().replace("’", "'") for word in _WORD.findall(text)]
