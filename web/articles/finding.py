"""Articles that fit some words: for help pages, for an agent's reply, for next questions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from core.answering import (
    HelpResults,
    Thresholds,
    decide_results,
    merged_order,
    results_by_words,
    titled,
)
from core.articles import Article
from core.errors import Unavailable
from web.articles.actions_client import ActionsClient
from web.articles.live_articles import ArticleSet, LiveArticles
from web.articles.page import article_path
from web.http import in_thread

MAX_OFFERED = 6


async def search_help(
    actions: ActionsClient, live: LiveArticles, wordings: Sequence[str], thresholds: Thresholds
) -> HelpResults:
    """Return what a search shows: as the assistant would reply; by words while it is away.

    wordings: what was typed, and what else it may be called (`Synonyms.wordings`)
    """
    articles = await live.now()
    try:
        retrieval = await actions.search(wordings[0])
    except Unavailable:
        containing = await in_thread(articles.containing, wordings)
        return results_by_words(wordings, containing, articles.by_title)
    holding = await in_thread(articles.holding, wordings)
    return decide_results(retrieval, articles.by_title, thresholds, wordings, holding)


async def find_articles(
    actions: ActionsClient, live: LiveArticles, wordings: Sequence[str]
) -> list[dict[str, Any]]:
    """Return up to six articles that fit some words as {slug, title, short, url, confidence}.

    Those whose title holds every word, as typed so far, come first: an agent who types "top-u"
    knows the article and wants its name; then what holds every word in its text and what means
    the same, in one order. `confidence` is None where only the words speak for an article.

    wordings: as above
    """
    articles, words = await live.now(), wordings[0]
    confidence = await _confidence(actions, articles, wordings)
    holding = await in_thread(articles.holding, wordings)
    named = [each.slug for each in titled(articles.by_title, (words,))]
    named.sort(key=lambda slug: -(confidence.get(slug) or 0.0))
    order = merged_order(list(confidence), holding, list(confidence))
    found = articles.some(tuple(dict.fromkeys([*named, *order])))[:MAX_OFFERED]
    return [_choice(article, confidence.get(article.slug)) for article in found]


async def _confidence(
    actions: ActionsClient, articles: ArticleSet, wordings: Sequence[str]
) -> dict[str, float | None]:
    """Return how likely each article is meant, the likeliest first; None while nobody can tell."""
    try:
        return {hit.slug: hit.confidence for hit in (await actions.search(wordings[0])).hits}
    except Unavailable:
        return dict.fromkeys(await in_thread(articles.containing, wordings))


def _choice(article: Article, confidence: float | None) -> dict[str, Any]:
    return {
        "slug": article.slug,
        "title": article.title,
        "short": article.short,
        "url": article_path(article.slug),
        "confidence": confidence,
    }
