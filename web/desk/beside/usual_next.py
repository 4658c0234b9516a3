"""What usually comes next, for an agent to tell before the customer has to ask."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from core.next_questions import Learned, draw_for
from web.http import in_thread
from web.services import Services


async def usual_next_json(
    services: Services, conversation: str, segment: str, shown: Sequence[str]
) -> list[dict[str, str]]:
    """Return up to three articles as {slug, title, short}: what the assistant would offer.

    shown: the articles that the customer was shown, the latest last; nothing follows on none
    """
    live = await services.live_articles.now()
    articles = live.some(tuple(shown[-1:]))
    if not articles:
        return []
    (article,) = articles
    learned = await in_thread(_learned, services, segment, article.slug)
    among = {each.slug for each in live.by_title} - set(shown)
    random = draw_for(conversation, article.slug)
    least = services.settings.next_questions.learned_from
    slugs = learned.offers(segment, article.slug, article.next, among, random, least)
    return [
        {"slug": each.slug, "title": each.title, "short": each.short} for each in live.some(slugs)
    ]


def shown_in(context: Mapping[str, Any]) -> list[str]:
    """Return the articles that a conversation's context names as shown."""
    return [article["slug"] for article in context["effort"]["articles"]]


def _learned(services: Services, segment: str, article: str) -> Learned:
    counts = services.learned_counts.after(segment, article)
    return Learned(counts, services.next_verdicts.all())
