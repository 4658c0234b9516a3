"""A made-up clientele of which it is known what follows what: to see whether that is found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from random import Random

ARTICLES = 77  # as many as are shipped
SEGMENTS = ("novice", "expert")
NOISE = 0.05  # of the questions are about anything at all
FOLLOWED = 12  # of the articles, the most asked about, are followed by others more than by chance
# By how many, as shares of those who asked: one to three.
_FOLLOWED_BY = ((0.5,), (0.4, 0.2), (0.3, 0.2, 0.1))
_DIFFERENT = 0.5  # of the followed articles have other followers in each segment
_CURATED_WRONG = 0.25  # of the curated next questions follow no more than by chance


@dataclass(frozen=True)
class Clientele:
    """What is true of the customers: what each segment's go on to, and how often.

    follows: of a segment and an article, the followers with their shares, the likeliest first
    curated: what people chose beforehand, some of it wrong
    """

    follows: Mapping[tuple[str, str], Mapping[str, float]]
    curated: Mapping[str, tuple[str, ...]]

    @property
    def articles(self) -> tuple[str, ...]:
        return tuple(self.curated)

    def conversations(self, random: Random) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield segments with what a customer of it asked, one thing after another, endlessly."""
        weights = [1 / rank for rank in range(1, len(self.articles) + 1)]
        while True:
            segment = random.choice(SEGMENTS)
            (first,) = random.choices(self.articles, weights)
            yield segment, tuple(self._walk(segment, first, random))

    def changed(self, random: Random) -> Clientele:
        """Return the same articles, popularity and curated lists, and other followers."""
        return Clientele(_follows(self.articles, random), self.curated)

    def _walk(self, segment: str, first: str, random: Random) -> Iterator[str]:
        asked, now = {first}, first
        yield first
        while now := self._next(segment, now, random):
            if now in asked:
                return
            asked.add(now)
            yield now

    def _next(self, segment: str, article: str, random: Random) -> str:
        """Return what the customer goes on to; "" if to nothing."""
        if random.random() < NOISE:
            return random.choice(self.articles)
        drawn = random.random()
        for follower, share in self.follows.get((segment, article), {}).items():
            drawn -= share
            if drawn < 0:
                return follower
        return ""


def clientele(random: Random) -> Clientele:
    """Return customers made up at random; the same seed makes the same ones."""
    articles = tuple(f"topic_{number:02}" for number in range(1, ARTICLES + 1))
    follows = _follows(articles, random)
    return Clientele(
        follows, {each: _curated(articles, each, follows, random) for each in articles}
    )


def _follows(
    articles: tuple[str, ...], random: Random
) -> dict[tuple[str, str], Mapping[str, float]]:
    follows = {}
    for article in articles[:FOLLOWED]:
        same, differs = _followers(articles, article, random), random.random() < _DIFFERENT
        for segment in SEGMENTS:
            follows[segment, article] = _followers(articles, article, random) if differs else same
    return follows


def _followers(articles: tuple[str, ...], article: str, random: Random) -> Mapping[str, float]:
    shares = random.choice(_FOLLOWED_BY)
    others = [other for other in articles if other != article]
    return dict(zip(random.sample(others, len(shares)), shares, strict=True))


def _curated(
    articles: tuple[str, ...],
    article: str,
    follows: Mapping[tuple[str, str], Mapping[str, float]],
    random: Random,
) -> tuple[str, ...]:
    """Return what somebody who knows the first segment chose, now and then mistaken."""
    right = follows.get((SEGMENTS[0], article), {})
    return tuple(
        random.choice(articles) if random.random() < _CURATED_WRONG else follower
        for follower in right
    )
