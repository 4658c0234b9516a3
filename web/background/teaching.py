"""What customers teach: taken in, put together by meaning, checked, and accepted where that is set.

Goes on from where it stood, whoever does it; what needs the assistant waits while it is away.
"""

from __future__ import annotations

import structlog

from core.articles import draft_of
from core.errors import EffieError
from core.staff import Role, StaffMember
from core.suggested_examples import AcceptRules, SuggestedExample, in_order
from store.clock import now
from web.articles.examples import with_examples
from web.http import in_thread
from web.services import Services

log = structlog.get_logger()

BY_ITSELF = StaffMember("", "Effie, by itself", "", Role.CONTENT_MANAGER)
MAX_OF_AN_ARTICLE_A_DAY = 10  # accepted without anybody looking: a flood is for people to judge


async def learn_from_customers(services: Services) -> None:
    """Do all that is new; raises Unavailable where the assistant is needed and away."""
    while await in_thread(services.example_collector.collect):
        pass
    while await _put_together(services):
        pass
    while await _check(services):
        pass
    rules = services.settings.suggested_examples
    if rules.sure is not None:
        await in_thread(accept_by_itself, services, rules)


async def _put_together(services: Services) -> int:
    """Find for words that wait what was suggested in the same meaning; returns how many."""
    waiting = await in_thread(services.example_collector.waiting)
    if waiting:
        known = list((await in_thread(services.example_collector.meanings)).items())
        words = [each.words for each in waiting]
        places = await services.actions.meanings(words, [said for _, said in known])
        found = {
            each.id: known[place][0] if place < len(known) else f"new {place}"
            for each, place in zip(waiting, places, strict=True)
        }
        await in_thread(services.example_collector.assign, found)
    return len(waiting)


async def _check(services: Services) -> int:
    """Ask the engine about suggestions that it has not seen since the articles changed."""
    revision = await in_thread(services.articles.revision)
    unchecked = await in_thread(services.suggested_examples.unchecked, revision)
    if not unchecked or await services.actions.revision() < revision:
        return 0
    asked = [(each.words, each.article) for each in unchecked]
    answered_from, checks = await services.actions.check_examples(asked)
    if answered_from < revision:
        return 0
    found = {each.id: check for each, check in zip(unchecked, checks, strict=True)}
    await in_thread(services.suggested_examples.note_checks, found, answered_from)
    return len(unchecked)


def accept_by_itself(services: Services, rules: AcceptRules) -> None:
    """Publish what the rules accept, an article at a time.

    An article somebody is writing is left alone until its draft is published or thrown away.
    """
    by_article: dict[str, list[SuggestedExample]] = {}
    for each in in_order(services.suggested_examples.listed()):
        if rules.accepts(each):
            by_article.setdefault(each.article, []).append(each)
    if not by_article:
        return
    today = now().date()
    done = services.suggested_examples.of_day(today)
    for slug, found in by_article.items():
        left = MAX_OF_AN_ARTICLE_A_DAY - len(done.get(slug, {}))
        try:
            if left > 0:
                _accept(services, slug, {each.id: each.words for each in found[:left]})
        except EffieError as error:
            log.info("examples.not_accepted", article=slug, why=error.message)


def _accept(services: Services, slug: str, taken: dict[int, str]) -> None:
    record = services.articles.get(slug)
    if record.live is None or record.draft is not None:
        return
    draft = with_examples(draft_of(record.live), taken.values())
    version = record.listed.version
    saved = services.articles.save_draft(slug, draft, 0, BY_ITSELF, based_on=version)
    services.articles.publish(slug, saved.revision, "Customers taught it", BY_ITSELF)
    services.suggested_examples.accept(taken, slug, BY_ITSELF, now().date())
