"""What is offered from: everything that is learned, held in memory and swapped whole."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from random import Random

from core.articles import MAX_NEXT_QUESTIONS
from core.next_questions.counts import FollowCounts
from core.next_questions.ranking import CURATED_VISITS, Chance, chances_after, offers, told_of
from core.next_questions.verdicts import Verdict, Verdicts

_PREPARED = 300  # articles: most that is asked is about them


def draw_for(conversation: str, article: str) -> Random:
    """Return what draws the offers under an article in a conversation: always the same ones."""
    return Random(f"{conversation} {article}")  # noqa: S311, it is no secret


class Learned:
    """Counts that nobody adds to any more. Safe to use from several threads."""

    def __init__(
        self, counts: FollowCounts | None = None, verdicts: Verdicts | None = None
    ) -> None:
        self.counts = counts or FollowCounts()
        self._verdicts = verdicts or Verdicts()
        self._chances: dict[tuple[str, ...], dict[str, Chance]] = {}

    def remade(self, counts: FollowCounts, verdicts: Verdicts) -> Learned:
        """Return what is offered from newer counts and verdicts, ready for all asked for so far.

        What a reply would have to work out otherwise, up to some ms, is worked out here.
        """
        remade = Learned(counts, verdicts)
        for segment, article, *curated in list(self._chances):
            remade._after(segment, article, curated)
        return remade

    def prepare(self, curated_for: Callable[[str], Sequence[str]]) -> None:
        """Work out the chances after the articles that are asked for most, in every segment.

        curated_for: returns what people chose for an article
        """
        rows = self.counts.all.rows
        known = (slug for slug, row in rows.items() if row.visits >= CURATED_VISITS)
        for slug in sorted(known, key=lambda each: -rows[each].visits)[:_PREPARED]:
            for segment in self.counts.segments:
                verdicts = self._verdicts.of(segment, slug)
                self._after(segment, slug, _chosen(curated_for(slug), verdicts))

    def offers(
        self,
        segment: str,
        article: str,
        curated: Sequence[str],
        among: Collection[str],
        random: Random,
        learned_from: float = CURATED_VISITS,
    ) -> tuple[str, ...]:
        """Return the next questions to offer under an article, at most three.

        While the article was asked for less often than `learned_from`, by default what people
        chose weighs, what they chose stands as they ordered it: nothing is known yet that they did
        not know.

        curated: what people chose for it
        among: the articles that may be offered: live, and not shown already
        random: the same seed offers the same
        """
        verdicts = self._verdicts.of(segment, article)
        pinned = [s for s, each in verdicts.items() if each is Verdict.PINNED and s in among]
        if verdicts:
            curated = _chosen(curated, verdicts)
            among = set(among) - {s for s, each in verdicts.items() if each is not Verdict.ADOPTED}
        if self.counts.all.row(article).visits < learned_from:
            others = _as_chosen(article, curated, among)
        else:
            others = self._likely(segment, article, curated, among, random)
        return (*pinned, *others)[:MAX_NEXT_QUESTIONS]

    def told(
        self,
        segment: str,
        article: str,
        curated: Sequence[str],
        offered: Sequence[str],
        told_from: float,
        random: Random,
    ) -> str:
        """Return which of the offered is answered in a sentence as well, see `told_of`.

        None while the article was asked for less often than what people chose weighs.
        """
        if self.counts.all.row(article).visits < CURATED_VISITS:
            return ""
        chosen = _chosen(curated, self._verdicts.of(segment, article))
        return told_of(self._after(segment, article, chosen), offered, told_from, random)

    def _likely(
        self,
        segment: str,
        article: str,
        curated: Sequence[str],
        among: Collection[str],
        random: Random,
    ) -> tuple[str, ...]:
        """Return what is offered but for what is pinned, at most three."""
        chances = self._after(segment, article, curated)
        return offers({s: c for s, c in chances.items() if s in among}, (), random)

    def _after(self, segment: str, article: str, curated: Sequence[str]) -> dict[str, Chance]:
        """Return the chances, remembered until something else was learned or chosen."""
        key = (segment, article, *curated)
        if key not in self._chances:
            self._chances[key] = chances_after(self.counts, segment, article, curated)
        return self._chances[key]


def _as_chosen(article: str, curated: Sequence[str], among: Collection[str]) -> tuple[str, ...]:
    chosen = (slug for slug in dict.fromkeys(curated) if slug in among and slug != article)
    return tuple(chosen)[:MAX_NEXT_QUESTIONS]


def _chosen(curated: Sequence[str], verdicts: Mapping[str, Verdict]) -> Sequence[str]:
    """Return what people chose: for the article, and adopted since."""
    adopted = (slug for slug, each in verdicts.items() if each is Verdict.ADOPTED)
    return (*dict.fromkeys((*curated, *adopted)),)
