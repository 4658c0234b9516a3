"""The words that stand for a gap: its name, and the example questions of its article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from core.content_gaps.gaps import Gap, GapEvidence
from core.conversations import content_words
from core.personal_data import ERASED
from core.text import clip, plain

MAX_GAP_NAME_LENGTH = 90  # characters
_LOOKED_AT = 40  # wordings that a name is chosen from
_EASY_TO_READ = 6  # in a word or two nobody says what they want


def name_of(said: Sequence[GapEvidence]) -> str:
    """Return the words that are most like all the others, customers' before colleagues'."""
    kept = [each for each in said if each.words != ERASED] or list(said)
    own = [each for each in kept if each.kind.asked] or kept
    often = Counter(" ".join(each.words.split()) for each in own)
    looked_at = [(words, content_words(words)) for words, _ in often.most_common(_LOOKED_AT)]

    def typical(candidate: tuple[str, frozenset[str]]) -> tuple[float, int, int]:
        words, telling = candidate
        alike = sum(_alike(telling, other) * often[them] for them, other in looked_at)
        return round(alike, 6), often[words], -abs(len(words.split()) - _EASY_TO_READ)

    return clip(max(looked_at, key=typical)[0], MAX_GAP_NAME_LENGTH)


def others_of(
    said: Sequence[GapEvidence], name: str, most: int, longest: int = 60
) -> tuple[str, ...]:
    """Return other wordings than the one that a gap is called by, the newest first."""
    others = [clip(words, longest) for key, words in _once(said).items() if key != plain(name)]
    return tuple(others[:most])


def examples_of(gap: Gap, most: int) -> tuple[str, ...]:
    """Return customers' questions, each once however it was typed, the most typical at the front.

    Those that had something masked are left out: an example must stand for what others ask.
    """
    name = plain(name_of(gap.said))
    fit = [words for words in _once(gap.asked).values() if "[" not in words]
    return tuple(sorted(fit, key=lambda words: plain(words) != name))[:most]


def _once(said: Sequence[GapEvidence]) -> dict[str, str]:
    once: dict[str, str] = {}
    for each in (each for each in said if each.words != ERASED):
        once.setdefault(plain(each.words), " ".join(each.words.split()))
    return once


def _alike(one: frozenset[str], other: frozenset[str]) -> float:
    together = len(one | other)
    return len(one & other) / together if together else 0.0
