"""What happens in the demo history: who comes when, about what, and what goes wrong.

Some causes of effort are planted, as they are found in real desks: an article that does not answer
its question until it is mended after two months, matters that no article answers, a queue that is
short of people on Monday mornings, transfers after which everything is asked again.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from random import Random

from core.answering import Reason
from core.articles import Article

DAYS = 90
A_DAY = 34  # contacts on a working day
MENDED_AFTER = 60  # days; then the weak article answers
PEOPLE = 700
_TOPICS = 24  # articles that are asked about
_WEAK = 2  # its place among them, by how often they are asked for
MISSING = (
    ("can I pay into my account at the post office", "post office deposits, how"),
    ("do you give a discount to students", "is there a student account"),
    ("how do I add my accountant to my account", "can my bookkeeper see my statements"),
)  # what no article answers, in different words


@dataclass(frozen=True)
class Company:
    """What a history is made for: its live articles and the names of its settings.

    answered: what no article answered, by its place in MISSING, if one does by now
    """

    articles: Sequence[Article]
    segments: Sequence[tuple[str, str]]  # name, queue
    messenger: str  # a connection that customers may go on over
    answered: Mapping[int, Article] = field(default_factory=dict)


@dataclass(frozen=True)
class Plan:
    """One contact as it goes. Minutes and times are those of its customer.

    person: a number; the same one comes again
    article: None for what no article answers, then `missing` is its number
    """

    number: int
    at: datetime
    person: int
    segment: str
    queue: str
    article: Article | None
    missing: int = 0
    asked_back: bool = False
    failed: int = 0
    says_helped: bool = False
    reason: Reason | None = None
    wait: float = 0.0
    transfer_wait: float = 0.0  # 0 for no transfer
    re_asked: int = 0
    switched: bool = False
    asked: bool = True
    score: int | None = None


def plan(company: Company, now: datetime, days: int = DAYS, first: int = 0) -> Iterator[Plan]:
    """Yield the contacts of the last days, the oldest first; always the same ones.

    first: the number of the first one; more than 0 goes on with a history that there is
    """
    dice = Random(1 + first)  # noqa: S311
    topics = sorted(company.articles, key=lambda each: (-len(each.questions), each.slug))[:_TOPICS]
    some_matter = partial(_matter, company, topics, dice)
    coming: list[tuple[datetime, int, Article | None, int]] = []
    number = first
    for ago in range(days, 0, -1):
        day = (now - timedelta(days=ago)).replace(hour=0, minute=0, second=0, microsecond=0)
        many = int(A_DAY * (0.45 if day.weekday() > 4 else 1.0) * dice.uniform(0.85, 1.15))
        due = [each for each in coming if each[0] < day + timedelta(days=1)]
        coming = [each for each in coming if each not in due]
        fresh = [
            (
                day + timedelta(hours=_hour(dice)),
                dice.randrange(PEOPLE),
                *_matter(company, topics, dice),
            )
            for _ in range(many)
        ]
        for at, person, article, missing in sorted([*due, *fresh], key=lambda each: each[0]):
            weak = article is topics[_WEAK] and not first and ago > days - MENDED_AFTER
            made = _contact(company, dice, (number, at, person, article, missing), weak)
            number += 1
            yield made
            if _comes_back(made, dice):
                matter = (article, missing) if dice.random() < 0.7 else some_matter()
                coming.append((at + timedelta(days=dice.uniform(0.5, 9)), person, *matter))


def _contact(
    company: Company,
    dice: Random,
    about: tuple[int, datetime, int, Article | None, int],
    weak: bool,
) -> Plan:
    number, at, person, article, missing = about
    segment, queue = company.segments[person % len(company.segments)]
    failed = 1 if article is None else int(dice.random() < (0.6 if weak else 0.09))
    failed += int(failed and dice.random() < 0.4)
    reason = _reason(failed, dice)
    wait = transfer = 0.0
    re_asked = 0
    if reason:
        busy = at.weekday() == 0 and at.hour < 12
        wait = dice.expovariate(1 / (14 if busy else 3.5))
        transfer = dice.expovariate(1 / 6) + 0.5 if dice.random() < 0.22 else 0.0
        re_asked = int(dice.random() < (0.5 if transfer else 0.08))
    switched = bool(company.messenger) and dice.random() < (0.12 if reason else 0.03)
    helped = reason is None and not failed and dice.random() < 0.5
    asked = dice.random() < 0.8
    pull = 1.5 + 0.7 * failed + 0.05 * wait + 0.8 * bool(transfer) + 0.6 * re_asked
    score = max(1, min(5, round(pull + 0.4 * switched + dice.gauss(0, 0.7))))
    answers = asked and dice.random() < 0.45
    return Plan(
        number,
        at,
        person,
        segment,
        queue,
        article,
        missing,
        asked_back=article is not None and dice.random() < 0.16,
        failed=failed,
        says_helped=helped,
        reason=reason,
        wait=min(wait, 45.0),
        transfer_wait=min(transfer, 25.0),
        re_asked=re_asked,
        switched=switched,
        asked=asked,
        score=score if answers else None,
    )


def _reason(failed: int, dice: Random) -> Reason | None:
    if failed > 1:
        return Reason.FAILED_TWICE if dice.random() < 0.8 else None
    if failed:
        return Reason.NOTHING_FITS if dice.random() < 0.45 else None
    return Reason.ASKED if dice.random() < 0.1 else None


def _matter(
    company: Company, topics: Sequence[Article], dice: Random
) -> tuple[Article | None, int]:
    if dice.random() < 0.07:
        missing = min(int(dice.expovariate(0.9)), len(MISSING) - 1)
        return company.answered.get(missing), missing
    weights = [1 / (place + 2) for place in range(len(topics))]
    return dice.choices(topics, weights)[0], 0


def _comes_back(made: Plan, dice: Random) -> bool:
    return dice.random() < (0.35 if made.failed and not made.reason else 0.07)


def _hour(dice: Random) -> float:
    return 7 + 14 * (math.sin((dice.random() - 0.5) * math.pi * 0.9) + 1) / 2
