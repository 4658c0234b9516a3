"""Next questions: the clusters of a segment, and what is known of one."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from urllib.parse import quote

from sanic import Request
from sanic.response import HTTPResponse

from core.errors import BadInput
from core.next_questions import FollowCounts, Verdict, Verdicts, read_verdict
from core.staff import CONSOLE_ROLES
from store.clock import now
from web.auth import staff_only, staff_page
from web.console.next_questions.view import (
    NextRow,
    Pair,
    found_of,
    pairs_of,
    picture_of,
    rows_of,
    segment_counts,
)
from web.console.routing import console_blueprint, console_path
from web.http import field, in_thread, read_slug, redirect_to
from web.services import Services

A_MONTH = timedelta(days=30)
_LONG = timedelta(days=90)  # of what says how often a person was needed

next_question_routes = console_blueprint("console_next_questions")


@next_question_routes.get("/next-questions")
@staff_only(*CONSOLE_ROLES)
async def next_questions(request: Request) -> HTTPResponse:
    services: Services = request.app.ctx.services
    segment = _segment(services, request.args.get("segment", ""))
    counts, verdicts = await in_thread(_learned, services)
    found = found_of(segment_counts(counts, segment))
    rows = await in_thread(
        _rows, services, pairs_of(found, verdicts, segment), counts, verdicts, segment
    )
    titles = await _titles(services, [*found, *(row.pair for row in rows)])
    return await staff_page(
        request,
        "console/next_questions.html",
        rows=rows,
        picture=picture_of(found, titles) if found else None,
        more=max(0, len(found) - len(rows)),
        **_words(services, segment, titles),
    )


@next_question_routes.get("/next-questions/<article:str>/<offered:str>", unquote=True)
@staff_only(*CONSOLE_ROLES)
async def one_next_question(request: Request, article: str, offered: str) -> HTTPResponse:
    services: Services = request.app.ctx.services
    pair = read_slug(article), read_slug(offered)
    await _check(services, pair)
    segment = _segment(services, request.args.get("segment", ""))
    counts, verdicts = await in_thread(_learned, services)
    (row,) = await in_thread(_rows, services, [pair], counts, verdicts, segment)
    since = now() - A_MONTH
    return await staff_page(
        request,
        "console/next_question.html",
        row=row,
        behind=await in_thread(services.next_figures.behind, pair, since, segment),
        **_words(services, segment, await _titles(services, [pair])),
    )


@next_question_routes.post("/next-questions/<article:str>/<offered:str>", unquote=True)
@staff_only(*CONSOLE_ROLES)
async def decide(request: Request, article: str, offered: str) -> HTTPResponse:
    """Adopt, hide or pin a next question for a segment, or take that back."""
    services: Services = request.app.ctx.services
    pair = read_slug(article), read_slug(offered)
    verdict, segment = (
        read_verdict(field(request, "verdict")),
        _segment(services, field(request, "segment")),
    )
    await _check(services, pair)
    await in_thread(services.next_verdicts.give, segment, *pair, verdict, request.ctx.staff)
    query = f"?segment={quote(segment)}" if segment else ""
    return redirect_to(request, console_path("next-questions", *pair) + query, status=303)


async def _check(services: Services, pair: Pair) -> None:
    """Raise NotFound unless there are both articles, and BadInput if they are one."""
    for slug in pair:
        await in_thread(services.articles.get, slug)
    if pair[0] == pair[1]:
        raise BadInput("An article is no next question of its own. Choose another one.")


def _segment(services: Services, name: str) -> str | None:
    """Return the segment of this name, None for all; raises BadInput if there is none."""
    if name and name not in services.settings.segments.by_name:
        known = ", ".join(services.settings.segments.by_name)
        raise BadInput(f"There is no segment '{name[:60]}'. Known: {known}.")
    return name or None


def _learned(services: Services) -> tuple[FollowCounts, Verdicts]:
    counts = FollowCounts()
    for row in services.learned_counts.changes(0)[1]:
        counts.put(row.segment, row.article, row.state)
    return counts, services.next_verdicts.all()


def _rows(
    services: Services,
    pairs: list[Pair],
    counts: FollowCounts,
    verdicts: Verdicts,
    segment: str | None,
) -> list[NextRow]:
    at = now()
    figures = services.next_figures.pairs(pairs, at - A_MONTH, segment)
    to_a_person = services.next_figures.to_a_person(at - _LONG)
    found = found_of(segment_counts(counts, segment))
    return rows_of(pairs, found, figures, to_a_person, verdicts, segment)


async def _titles(services: Services, pairs: list[Pair]) -> dict[str, str]:
    slugs = {slug for pair in pairs for slug in pair}
    return await in_thread(services.article_search.titles, tuple(slugs))


def _words(services: Services, segment: str | None, titles: dict[str, str]) -> dict[str, Any]:
    return {
        "segment": segment or "",
        "segments": {each.name: each.label for each in services.settings.segments.by_name.values()},
        "titles": titles,
        "verdicts": list(Verdict),
    }
