"""The pages' figures are what an own count of everything that was said comes to."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest

from core.conversations import Author, Profile, Utterance
from store.clock import now
from store.conversations import Conversations, Transcripts
from store.database import Database
from store.next_questions import (
    AgentOffer,
    AgentOffers,
    NextFigures,
    PairFigures,
    Visits,
    person_digest,
)
from tests.support.talk import Talk

ARTICLES, SEGMENTS = "abcdef", ("newcomer", "expert")
LATELY, TWO_WEEKS = timedelta(days=30), timedelta(days=14)
Pair = tuple[str, str]


@dataclass
class Shown:
    """An article that was shown to somebody: when, and which others were offered under it."""

    article: str
    at: datetime
    offered: list[str]
    told: str
    taken: dict[str, str] = field(default_factory=dict)  # of those offered: how


@dataclass
class Count:
    """What is counted by reading the log from its beginning, one customer after another."""

    visits: Counter[str] = field(default_factory=Counter)
    follows: Counter[Pair] = field(default_factory=Counter)
    typed: Counter[Pair] = field(default_factory=Counter)
    came: dict[Pair, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    agents: dict[Pair, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def figures(self, pair: Pair) -> PairFigures:
        came, agents = self.came[pair], self.agents[pair]
        return PairFigures(
            visits=self.visits[pair[0]],
            follows=self.follows[pair],
            typed=self.typed[pair],
            shown=came["shown"],
            pressed=came["pressed"],
            anyway=came["anyway"],
            told=came["told"],
            told_asked=came["told_asked"],
            by_agents=agents["told"],
            by_agents_asked=agents["asked"],
        )


def live(
    database: Database, customer: str, segment: str, luck: random.Random, count: Count
) -> None:
    """Let a customer ask and be told things over some weeks, and count it as it happens."""
    shown: list[Shown] = []
    tellings: list[tuple[Pair, datetime]] = []
    at = now() - timedelta(days=luck.uniform(20, 45))
    for _ in range(luck.randint(1, 4)):
        name = Conversations(database).start(Profile(customer, segment=segment), "web", "").id
        talk = Talk(database, name)
        for _ in range(luck.randint(1, 4)):
            talk.age = now() - at
            _ask(talk, at, shown, luck, count)
            if shown and luck.random() < 0.2:
                at += timedelta(minutes=1)
                tellings.append(_tell(database, name, customer, segment, shown[-1], at, luck))
            at += timedelta(minutes=luck.randint(1, 9))
        at += timedelta(days=luck.uniform(0.1, 17))
        if at > now() - timedelta(hours=1):
            break
    _close(shown, tellings, count)


def _ask(talk: Talk, at: datetime, shown: list[Shown], luck: random.Random, count: Count) -> None:
    before = shown[-1] if shown else None
    article = luck.choice([each for each in ARTICLES if not before or each != before.article])
    lately = before is not None and at - before.at <= TWO_WEEKS
    own = [each for each in shown if each.at > at - TWO_WEEKS]
    pressed = False
    if before and lately and article in before.offered:
        in_this_talk = (at - before.at) < timedelta(minutes=30)
        pressed = in_this_talk and luck.random() < 0.5
        before.taken[article] = "pressed" if pressed else "anyway"
    elif before and lately and at > now() - LATELY:
        count.typed[before.article, article] += 1
    if before and lately and at > now() - LATELY:
        count.follows[before.article, article] += 1
    for earlier in reversed(own[:-1] if lately else []):
        if earlier.article == article:
            break
        if article in earlier.offered:
            earlier.taken[article] = "anyway"
    others = [each for each in ARTICLES if each != article]
    offered = luck.sample(others, luck.randint(0, 3))
    told = luck.choice(offered) if offered and luck.random() < 0.3 else ""
    talk.customer(article, f"article:{article}" if pressed else "")
    talk.bot("answer", article)
    if offered:
        talk.offer(*offered, told=told)
    shown.append(Shown(article, at, offered, told))


def _tell(
    database: Database,
    name: str,
    customer: str,
    segment: str,
    last: Shown,
    at: datetime,
    luck: random.Random,
) -> tuple[Pair, datetime]:
    offered = luck.choice([each for each in ARTICLES if each != last.article])
    message = f"{name[:20]}-{at.timestamp()}"
    person = person_digest(customer, name)
    AgentOffers(database).add(
        [AgentOffer(message, offered, name, person, segment, last.article, at)]
    )
    Transcripts(database).add([Utterance(message, name, Author.AGENT, "…", at, message)])
    return (last.article, offered), at


def _close(shown: list[Shown], tellings: list[tuple[Pair, datetime]], count: Count) -> None:
    since = now() - LATELY
    for each in shown:
        if each.at < since:
            continue
        count.visits[each.article] += 1
        for offered in each.offered:
            came, how = count.came[each.article, offered], each.taken.get(offered)
            if offered == each.told:
                came["told"] += 1
                came["told_asked"] += how is not None
            else:
                came["shown"] += 1
                came[how or "ignored"] += 1
    for pair, at in tellings:
        if at >= since:
            asked = any(s.article == pair[1] and at < s.at <= at + TWO_WEEKS for s in shown)
            count.agents[pair]["told"] += 1
            count.agents[pair]["asked"] += asked


@pytest.mark.parametrize("seed", range(3))
def test_every_figure_of_a_pair_is_what_was_counted_as_it_happened(
    database: Database, seed: int
) -> None:
    counts = {segment: Count() for segment in SEGMENTS}
    luck = random.Random(seed)
    for number in range(60):
        segment = SEGMENTS[number % 2]
        live(database, f"customer-{number}", segment, luck, counts[segment])
    while Visits(database).catch_up(lambda name: name or "newcomer"):
        pass
    pairs = [(a, b) for a in ARTICLES for b in ARTICLES if a != b]
    total = 0
    for segment, count in counts.items():
        found = NextFigures(database).pairs(pairs, now() - LATELY, segment)
        for pair in pairs:
            assert found[pair] == count.figures(pair), (segment, pair)
            total += found[pair].pressed + found[pair].anyway + found[pair].by_agents
    assert total > 50, "something came of the offers"
    every = NextFigures(database).pairs(pairs, now() - LATELY, None)
    assert every["a", "b"].visits == sum(count.visits["a"] for count in counts.values())
