"""Putting questions together that mean the same."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge_base.encoding import Vectors

ALIKE = 0.55  # mean inner product with the members of a group, see decision 0008
NEW = "new-"


@dataclass(frozen=True)
class Group:
    """Questions that were put together before."""

    id: str
    questions: tuple[str, ...]


def group_by_meaning(
    questions: Sequence[str], groups: Sequence[Group], encode: Callable[[Sequence[str]], Vectors]
) -> list[str]:
    """Return for each question the id of the group that means the same; of new ones "new-1" on.

    Deterministic. What fits no group is put together among itself, by average likeness.
    """
    if not questions:
        return []
    vectors = encode(questions)
    assigned = _known_groups(vectors, groups, encode)
    rest = [place for place, group in enumerate(assigned) if group is None]
    if rest:
        for place, number in zip(rest, _together(vectors[rest]), strict=True):
            assigned[place] = f"{NEW}{number}"
    return [str(group) for group in assigned]


def _known_groups(
    vectors: Vectors, groups: Sequence[Group], encode: Callable[[Sequence[str]], Vectors]
) -> list[str | None]:
    """Return the group nearest to each question, None if none is near enough."""
    groups = [group for group in groups if group.questions]
    if not groups:
        return [None] * len(vectors)
    said = encode([question for group in groups for question in group.questions])
    ends = np.cumsum([len(group.questions) for group in groups])
    centres = np.stack([part.mean(axis=0) for part in np.split(said, ends[:-1])])
    likeness = vectors @ centres.T
    best = likeness.argmax(axis=1)
    return [
        groups[number].id if likeness[place, number] >= ALIKE else None
        for place, number in enumerate(best)
    ]


def _together(vectors: Vectors) -> list[int]:
    """Number clusters by their first member, from 1: the two most alike merge, again and again.

    Average linkage by chains of nearest neighbours. The mean of all inner products between two
    clusters is the inner product of their means.
    """
    means, sizes = vectors.copy(), np.ones(len(vectors))
    member_of = np.arange(len(vectors))
    is_open = np.ones(len(vectors), dtype=np.bool_)  # may yet find a partner
    chain: list[int] = []
    while is_open.any():
        if not chain:
            chain = [int(is_open.argmax())]
        likeness = means @ means[chain[-1]]
        likeness[~is_open] = -np.inf
        likeness[chain[-1]] = -np.inf
        before = chain[-2] if len(chain) > 1 else -1
        nearest = int(likeness.argmax())
        if before >= 0 and likeness[before] >= likeness[nearest]:
            nearest = before
        if likeness[nearest] < ALIKE:
            is_open[chain.pop()] = False
        elif nearest != before:
            chain.append(nearest)
        else:
            one, other = sorted((chain.pop(), chain.pop()))
            means[one] = np.average(means[[one, other]], axis=0, weights=sizes[[one, other]])
            sizes[one] += sizes[other]
            member_of[member_of == other] = one
            is_open[other] = False
    return _numbered(member_of)


def _numbered(member_of: NDArray[np.int64]) -> list[int]:
    numbers: dict[int, int] = {}
    return [numbers.setdefault(int(cluster), len(numbers) + 1) for cluster in member_of]


def nearness_in(
    groups: Sequence[Sequence[str]], encode: Callable[[Sequence[str]], Vectors]
) -> list[list[float]]:
    """Return for each text its cosine with the middle of its group, 1 at most."""
    texts = [text for group in groups for text in group]
    if not texts:
        return [[] for _ in groups]
    ends = np.cumsum([len(group) for group in groups])
    return [_to_the_middle(part) for part in np.split(encode(texts), ends[:-1])]


def _to_the_middle(vectors: Vectors) -> list[float]:
    if not len(vectors):
        return []
    middle = vectors.mean(axis=0)
    length = float(np.linalg.norm(middle))
    return [float(each) for each in vectors @ middle / (length or 1.0)]
