"""Which questions a publish gate replays, the most telling first."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping, Sequence

from core.articles import (
    MAX_OF_OTHERS,
    MAX_OF_OWN,
    MAX_QUESTION_LENGTH,
    MAX_REPLAYED,
    Article,
    Draft,
    ReplayedQuestion,
    Source,
)
from core.content_gaps import LoggedQuestion
from core.errors import Unavailable
from core.text import plain
from web.http import in_thread
from web.services import Services

MAX_ASKED = 300  # recent questions of customers
_NEAR_OF = 5  # of the draft's questions, spread over all, whose neighbours are looked for


async def questions_for(services: Services, slug: str, draft: Draft) -> list[ReplayedQuestion]:
    """Return the pinned questions, the article's own, what customers asked, and the others'."""
    pinned, recent, live, near = await asyncio.gather(
        in_thread(services.pinned_questions.of, slug),
        in_thread(services.question_log.recent, MAX_ASKED),
        services.live_articles.now(),
        _near(services, slug, draft),
    )
    own = _whole(draft)
    found = [
        *(ReplayedQuestion(pin.question, Source.PINNED, expected=slug) for pin in pinned),
        *(ReplayedQuestion(each, Source.OWN, expected=slug) for each in own[:MAX_OF_OWN]),
        *(_asked(each, slug) for each in recent if len(each.question) <= MAX_QUESTION_LENGTH),
        *_others(live.by_slug, slug, near),
    ]
    once: dict[str, ReplayedQuestion] = {}
    for each in found:
        once.setdefault(plain(each.question), each)
    return list(once.values())[:MAX_REPLAYED]


def _asked(logged: LoggedQuestion, slug: str) -> ReplayedQuestion:
    """What a customer said of the article that they got tells which one is right.

    That this very article did not help says nothing of the draft, which may be written for that.
    """
    refused = logged.helped is False and logged.article != slug
    return ReplayedQuestion(
        logged.question,
        Source.ASKED,
        expected=logged.article if logged.helped else "",
        refused=logged.article if refused else "",
    )


def _others(
    live: Mapping[str, Article], slug: str, near: Sequence[str]
) -> Iterator[ReplayedQuestion]:
    """Yield questions of other articles: all of the nearest ones', then some of everybody's."""
    neighbours = [each for each in near if each in live and each != slug]
    theirs = [(each, question) for each in neighbours for question in live[each].asked]
    rest = [
        (each, question)
        for each, article in live.items()
        if each != slug and each not in neighbours
        for question in article.asked
    ]
    left = max(0, MAX_OF_OTHERS - len(theirs))
    spread = rest[:: max(1, len(rest) // left)][:left] if left else []
    for owner, question in [*theirs, *spread][:MAX_OF_OTHERS]:
        yield ReplayedQuestion(question, Source.OTHER, expected=owner)


async def _near(services: Services, slug: str, draft: Draft) -> list[str]:
    """Return the articles nearest to the draft; none while the actions process is away."""
    questions = _whole(draft)
    some = questions[:: max(1, len(questions) // _NEAR_OF)][:_NEAR_OF]
    texts = [text for text in (draft.title.strip()[:MAX_QUESTION_LENGTH], *some) if text]
    try:
        found = await asyncio.gather(*map(services.actions.search, texts))
    except Unavailable:
        return []
    slugs = (hit.slug for retrieval in found for hit in retrieval.hits)
    return [each for each in dict.fromkeys(slugs) if each != slug]


def _whole(draft: Draft) -> list[str]:
    """Return the draft's questions, or its title, that can be asked; no other can be published."""
    asked = draft.questions or (draft.title,)
    return [each for each in asked if each.strip() and len(each) <= MAX_QUESTION_LENGTH]
