"""What usually comes next, for an agent to tell before the customer has to ask."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from core.articles import MAX_NEXT_QUESTIONS, SLUG
from core.conversations import effort_so_far
from core.errors import BadInput
from core.next_questions import Learned, draw_for
from store.clock import now
from store.next_questions import AgentOffer, person_digest
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


async def usual_next_in(services: Services, conversation: str) -> list[dict[str, str]]:
    """Return the same of a conversation in the record. Raises NotFound."""
    segment, shown = await in_thread(_whose, services, conversation)
    return await usual_next_json(services, conversation, segment, shown)


def shown_in(context: Mapping[str, Any]) -> list[str]:
    """Return the articles that a conversation's context names as shown."""
    return [article["slug"] for article in context["effort"]["articles"]]


def read_told(body: Mapping[str, Any]) -> tuple[str, ...]:
    """Return which next questions a reply tells the answer to; raises BadInput."""
    told = body.get("told", [])
    fits = isinstance(told, list) and len(told) <= MAX_NEXT_QUESTIONS
    if not fits or not all(isinstance(each, str) and SLUG.match(each) for each in told):
        raise BadInput(f"'told' must be a list of at most {MAX_NEXT_QUESTIONS} articles' names.")
    return tuple(told)


def note_told(
    services: Services, conversation: str, message: str, told: Sequence[str], follow_up: int = 0
) -> None:
    """Remember what an agent is about to tell; it counts once it was said. Writes SQL.

    What follows on no article that the customer was shown, or names none, is left out.
    """
    if not told:
        return
    segment, shown = _whose(services, conversation)
    customer = services.conversations.get(conversation).profile.customer
    known = services.article_search.titles(tuple(told))
    offers = [
        AgentOffer(
            message=message,
            offered=slug,
            conversation=conversation,
            person=person_digest(customer, conversation),
            segment=segment,
            article=shown[-1],
            at=now(),
            follow_up=follow_up,
        )
        for slug in told
        if slug in known and slug not in shown
    ]
    services.agent_offers.add(offers if shown else [])


def _whose(services: Services, conversation: str) -> tuple[str, list[str]]:
    """Return the customer's segment, and the articles that they were shown, the latest last."""
    profile = services.conversations.get(conversation).profile
    articles = effort_so_far(services.transcripts.read(conversation)).articles
    segment = services.settings.segments.of(profile.segment).name
    return segment, [article.slug for article in articles]


def _learned(services: Services, segment: str, article: str) -> Learned:
    counts = services.learned_counts.after(segment, article)
    return Learned(counts, services.next_verdicts.all())
