"""Articles that fit some words: for an agent's reply, and as targets of next questions."""

from __future__ import annotations

import asyncio
from typing import Any
from urllib.parse import quote

from core.answering import title_holds
from core.errors import NotFound
from web.articles.actions_client import Knowledge

MAX_FOUND = 6


async def find_articles(knowledge: Knowledge, wanted: str) -> list[dict[str, Any]]:
    """Return the articles that fit some words, the likeliest first.

    Those whose title holds every word, as typed so far, come first: an agent who types "top-u"
    knows the article and wants its name; the search is for those who don't.
    """
    hits, titles = await asyncio.gather(knowledge.search(wanted), knowledge.titles())
    confidence = {hit["slug"]: float(hit["confidence"]) for hit in hits}
    named = [slug for slug, title in titles.items() if title_holds(title, wanted)]
    named.sort(key=lambda slug: -confidence.get(slug, 0.0))
    slugs = list(dict.fromkeys([*named, *confidence]))[:MAX_FOUND]
    found = await asyncio.gather(*(_article(knowledge, slug) for slug in slugs))
    return [
        article | {"confidence": confidence.get(article["slug"])} for article in found if article
    ]


async def _article(knowledge: Knowledge, slug: str) -> dict[str, Any] | None:
    """Return what is inserted of an article; None if it was taken away meanwhile."""
    try:
        article = await knowledge.article(slug)
    except NotFound:
        return None
    return {
        "slug": slug,
        "title": article["title"],
        "short": article["short"],
        "url": f"/help/{quote(slug, safe='')}",
    }
