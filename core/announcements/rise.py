"""Whether a topic is asked about more than is usual at this hour of this day.

What was asked in the hour is compared with the same hour of the same weekday in earlier weeks. If
nothing has changed, each of all these conversations is as likely to be of this hour as any other
conversation about anything else is: how many are is binomial, whatever the topic's own rate. So an
hour that is busy as a whole is no rise, and a topic that is hardly known needs no model.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, lgamma, log, log1p

WEEKS = 8  # that this hour is compared with
MIN_RISE = 5  # conversations in the hour: fewer are no flood, however rare
HOURS_A_WEEK = 168
FALSE_ALARMS_A_WEEK = 0.25  # at most, of all topics together: one a month


@dataclass(frozen=True)
class Rise:
    """A topic that rises.

    asked: conversations about it in the hour
    usual: in the same hour of earlier weeks, on average
    """

    topic: str
    asked: int
    usual: float


def rises(
    hour: Mapping[str, int], earlier: Sequence[Mapping[str, int]], topics: int
) -> tuple[Rise, ...]:
    """Return the topics that rise, the strongest first.

    hour: conversations by topic; earlier: the same in that hour of earlier weeks
    topics: how many there are: the more are looked at, the surer each must be (Bonferroni)
    """
    if not earlier:
        return ()
    level = FALSE_ALARMS_A_WEEK / (HOURS_A_WEEK * max(topics, len(hour), 1))
    before = {topic: sum(week.get(topic, 0) for week in earlier) for topic in hour}
    all_now, all_before = sum(hour.values()), sum(sum(week.values()) for week in earlier)
    found = []
    for topic, asked in hour.items():
        others_now, others_before = all_now - asked, all_before - before[topic]
        share = max(1 / (len(earlier) + 1), (others_now + 1) / (others_now + others_before + 2))
        if asked >= MIN_RISE and tail(asked, asked + before[topic], share) < level:
            found.append(Rise(topic, asked, before[topic] / len(earlier)))
    return tuple(sorted(found, key=lambda rise: rise.usual - rise.asked))


def tail(least: int, of: int, share: float) -> float:
    """Return how likely at least so many of so many are, each with this probability."""
    if share >= 1:
        return 1.0
    return min(1.0, sum(_exactly(many, of, share) for many in range(least, of + 1)))


def _exactly(many: int, of: int, share: float) -> float:
    ways = lgamma(of + 1) - lgamma(many + 1) - lgamma(of - many + 1)
    return exp(ways + many * log(share) + (of - many) * log1p(-share))
