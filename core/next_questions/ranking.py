"""Which next questions are offered: what is curated, what was learned, and what offers brought."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from core.articles import MAX_NEXT_QUESTIONS
from core.next_questions.clusters import clusters_after
from core.next_questions.counts import FollowCounts
from core.next_questions.era import Believed

LIKELY = 0.05  # of the customers must go on to it, or it is not offered
CURATED_SHARE = 0.15  # of the customers are thought to go on to what people chose
CURATED_VISITS = 20.0  # that thought counts like so many visits
POOLED_VISITS = 10.0  # so many visits' worth a segment believes of all segments together
OFFER_WEIGHT = 2.0  # what comes of an offer tells so much more than what is asked unoffered
UNTOLD = 0.1  # of the times nothing is told, to learn on what would be asked
_MOST_SURE = 200.0  # visits' worth: nobody is surer than that, for everything changes


@dataclass(frozen=True)
class Chance:
    """That a customer goes on to a question, from 0 to 1; sure as after so many visits."""

    share: float
    visits: float

    @property
    def surely(self) -> float:
        """Return the share less its standard deviation: it is hardly less."""
        spread = math.sqrt(self.share * (1 - self.share) / max(self.visits, 1.0))
        return max(0.0, self.share - spread)

    def drawn(self, random: Random) -> float:
        """Return a share that it may well be: the less is known, the further it may be off."""
        sure = min(self.visits, _MOST_SURE)
        return random.betavariate(max(self.share * sure, 1e-3), max((1 - self.share) * sure, 1e-3))


def offers(
    chances: Mapping[str, Chance], answered: Collection[str], random: Random
) -> tuple[str, ...]:
    """Return the next questions to offer: at most three, the likeliest first.

    What is known to be likely is offered nearly always; what may be, as often as that seems true
    (Thompson sampling), so that it gets found out at little cost. None if nothing is likely enough.

    chances: as `chances_after` the article that answers now
    answered: what the customer was shown already
    random: who wants the same result again gives the same seed
    """
    drawn = {slug: chance.drawn(random) for slug, chance in chances.items() if slug not in answered}
    likely = [slug for slug, share in drawn.items() if share >= LIKELY]
    return tuple(sorted(likely, key=lambda slug: -drawn[slug])[:MAX_NEXT_QUESTIONS])


def told_of(
    chances: Mapping[str, Chance], offered: Sequence[str], told_from: float, random: Random
) -> str:
    """Return the offered question that is answered in a sentence as well; "" if none is.

    The likeliest one, if at least `told_from` of the customers surely go on to it. One time in
    ten none: who is told does not ask, so that only the others show what would be asked.
    """
    known = {slug: chances[slug] for slug in offered if slug in chances}
    likeliest = max(known, key=lambda slug: known[slug].share, default="")
    is_due = bool(likeliest) and known[likeliest].surely >= told_from
    return likeliest if is_due and random.random() >= UNTOLD else ""


def chances_after(
    counts: FollowCounts, segment: str, article: str, curated: Sequence[str]
) -> dict[str, Chance]:
    """Return how likely each next question is that is curated, or follows more than by chance.

    In this segment or in all together: a segment of which little is known goes by what all do.

    curated: what people chose for this article
    """
    own = counts.of(segment)
    mined = [*clusters_after(own, article), *clusters_after(counts.all, article)]
    candidates = dict.fromkeys([*curated, *(cluster.after for cluster in mined)])
    return {
        slug: _chance(counts, segment, article, slug, slug in curated)
        for slug in candidates
        if slug != article
    }


def _chance(
    counts: FollowCounts, segment: str, article: str, slug: str, is_curated: bool
) -> Chance:
    """Begin with what is thought, and go on to what is nearer and nearer to the case."""
    everyone = counts.all.row(article).believed(slug)
    own = counts.of(segment).row(article).believed(slug)
    by_chance = counts.all.chance.believed(slug)
    thought = CURATED_SHARE if is_curated else _share(by_chance.follows, by_chance.visits)
    return _moved(
        _moved(Chance(thought, CURATED_VISITS), CURATED_VISITS, everyone), POOLED_VISITS, own
    )


def _moved(thought: Chance, weight: float, pair: Believed) -> Chance:
    """Return the chance that was thought, moved by what was counted.

    What was thought weighs like at most so many visits, as far as it can be true given the counts:
    half as much where such counts come about one time in two, and nothing where they contradict it.
    """
    of = pair.visits - pair.shown + OFFER_WEIGHT * pair.shown
    if of <= 0:
        return thought
    times = min(of, pair.unasked + OFFER_WEIGHT * pair.taken)
    weight = min(weight, thought.visits) * _plausible(thought.share, times, of)
    return Chance((weight * thought.share + times) / (weight + of), weight + of)


def _plausible(share: float, times: float, of: float) -> float:
    """Return how often counts lie at least so far from a share if it is true (normal curve)."""
    spread = math.sqrt(of * share * (1 - share))
    if not spread:
        return 1.0 if times == share * of else 0.0
    return math.erfc(abs(times - share * of) / spread / math.sqrt(2))


def _share(times: float, of: float) -> float:
    return times / of if of else 0.0
