"""Suggested examples: the list, of all articles or of one."""

from __future__ import annotations

from sanic import Request
from sanic.response import HTTPResponse

from core.errors import NotFound
from core.staff import CONSOLE_ROLES
from core.suggested_examples import SuggestedExample, SuggestionState
from core.text import MAX_SLUG_LENGTH
from web.auth import staff_only, staff_page
from web.console.examples.view import (
    LOOK,
    MAX_SHOWN_EXAMPLES,
    READY,
    VIEWS,
    groups_of,
    rows_in,
    unpublished,
)
from web.console.routing import console_blueprint
from web.http import in_thread, read_query
from web.services import Services

example_routes = console_blueprint("console_examples")


@example_routes.get("/examples")
@staff_only(*CONSOLE_ROLES)
async def examples(request: Request) -> HTTPResponse:
    return await examples_page(request)


async def examples_page(request: Request, problem: str = "", status: int = 200) -> HTTPResponse:
    """Return the list, with what went wrong if something did."""
    services: Services = request.app.ctx.services
    shown = request.args.get("show", READY)
    shown = shown if shown in VIEWS else READY
    article = read_query(request, MAX_SLUG_LENGTH, "article")
    undecided = await in_thread(services.suggested_examples.listed, SuggestionState.OPEN, article)
    decided = {
        state.value: await in_thread(services.suggested_examples.listed, state, article)
        for state in (SuggestionState.ACCEPTED, SuggestionState.DECLINED)
    }
    by_view = {view: rows_in(view, decided.get(view, undecided)) for view in VIEWS}
    found = by_view[shown][:MAX_SHOWN_EXAMPLES]
    live = await services.live_articles.now()
    titles = {each.slug: each.title for each in live.by_title}
    return await staff_page(
        request,
        "console/examples.html",
        status,
        groups=groups_of(found, titles),
        more=len(by_view[shown]) - len(found),
        tally={view: len(rows) for view, rows in by_view.items()},
        views=VIEWS,
        show=shown,
        is_open=shown in {READY, LOOK},
        article=article,
        titles=titles,
        waiting=len(await in_thread(services.example_collector.waiting)),
        drafts=await in_thread(_drafts, services, decided[SuggestionState.ACCEPTED.value]),
        days=await in_thread(services.suggested_examples.days),
        problem=problem,
    )


def _drafts(services: Services, accepted: list[SuggestedExample]) -> list[tuple[str, str, int]]:
    """Return the drafts that hold accepted examples: slug, title, how many."""
    taken: dict[str, list[str]] = {}
    for each in accepted:
        taken.setdefault(each.taken_by, []).append(each.taken_as)
    found = []
    for slug, words in taken.items():
        try:
            record = services.articles.get(slug)
        except NotFound:
            continue
        if number := unpublished(record, words):
            title = record.draft.draft.title if record.draft else ""
            found.append((slug, title or slug, number))
    return sorted(found, key=lambda each: each[1].casefold())
