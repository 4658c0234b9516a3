"""How many of the next questions in a history would have been among those offered."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

from commands.next_questions.spool import Spool, Step
from core.articles import MAX_NEXT_QUESTIONS
from core.errors import BadInput
from core.next_questions import Chance, FollowCounts, chances_after, clusters, offers

LEARNED_SHARE = 0.8  # of the questions, the earlier ones; the rest is foreseen
_SEED = 1
_WAYS = ("learned", "curated", "most_frequent", "first_order")

Curated = Mapping[str, Sequence[str]]


@dataclass
class Learned:
    """What the earlier part of a history says, for us and for what we are compared with."""

    counts: FollowCounts = field(default_factory=FollowCounts)
    asked: Counter[str] = field(default_factory=Counter)
    after: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def learn(self, steps: Iterable[Step]) -> None:
        for now, before in steps:
            self.counts.learn(now, (before,) if before else ())
            self.asked[now.article] += 1
            if before:
                self.after[before.article][now.article] += 1


def measure_history(spool: Spool, curated: Curated) -> dict[str, object]:
    """Return the figures of a history in order, split in time: shares from 0 to 1.

    recall: of the next questions that were asked, for how many they stood among the three offered
    offered: next questions under an answer, mean
    Raises BadInput if nothing follows on anything in the later part.
    """
    known = int(LEARNED_SHARE * spool.asked)
    learned = Learned()
    learned.learn(spool.steps(limit=known))
    seen, went_on, hits, offered = 0, 0, Counter[str](), Counter[str]()
    ways = _Ways(learned, curated)
    for now, before in spool.steps(offset=known):
        seen += 1
        if before is None:
            continue
        went_on += 1
        for way, slugs in ways.after(before.segment, before.article).items():
            hits[way] += now.article in slugs
            offered[way] += len(slugs)
    if not went_on:
        raise BadInput("No question of the later fifth follows on another; give a longer history.")
    return {
        "conversations": spool.conversations,
        "conversations_again": spool.again,
        "messages": spool.messages,
        "questions": spool.asked,
        "judged": seen,
        "went_on": went_on,
        "clusters": len(clusters(learned.counts.all)),
        "recall": {way: hits[way] / went_on for way in _WAYS},
        "offered": {way: offered[way] / went_on for way in _WAYS},
    }


class _Ways:
    """What each way of choosing offers after an article."""

    def __init__(self, learned: Learned, curated: Curated) -> None:
        self._learned, self._curated = learned, curated
        self._random = Random(_SEED)  # noqa: S311, what it draws is no secret
        self._chances: dict[tuple[str, str], dict[str, Chance]] = {}
        self._often = [slug for slug, _ in learned.asked.most_common(MAX_NEXT_QUESTIONS + 1)]

    def after(self, segment: str, article: str) -> dict[str, Sequence[str]]:
        curated = self._curated.get(article, ())
        key = segment, article
        if key not in self._chances:
            counts = self._learned.counts
            self._chances[key] = chances_after(counts, segment, article, curated)
        often = [slug for slug in self._often if slug != article]
        next_often = self._learned.after[article].most_common(MAX_NEXT_QUESTIONS)
        return {
            "learned": offers(self._chances[key], {article}, self._random),
            "curated": curated[:MAX_NEXT_QUESTIONS],
            "most_frequent": often[:MAX_NEXT_QUESTIONS],
            "first_order": [slug for slug, _ in next_often],
        }
