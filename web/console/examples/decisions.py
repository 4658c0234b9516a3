"""Deciding about suggested examples, many at a time."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date
from functools import wraps
from typing import Any

from sanic import Request
from sanic.response import HTTPResponse

from core.articles import MAX_QUESTION_LENGTH, draft_of
from core.errors import BadInput, EffieError
from core.staff import CONSOLE_ROLES, StaffMember
from core.suggested_examples import SuggestedExample, SuggestionState
from core.text import clean_text, whole_number
from web.articles.examples import take_back, with_examples
from web.auth import staff_only
from web.console.examples.pages import examples_page
from web.console.examples.view import MAX_SHOWN_EXAMPLES, VIEWS
from web.console.routing import console_blueprint
from web.http import field, fields, in_thread, read_slug, redirect_to
from web.services import Services

Decision = Callable[[Request], Awaitable[None]]

example_decision_routes = console_blueprint("console_example_decisions")


def decision(name: str) -> Callable[[Decision], Decision]:
    """Serve a button of the list; what it refuses is said there."""

    def serve(decide: Decision) -> Decision:
        @example_decision_routes.post(f"/examples/{name}", name=name)
        @staff_only(*CONSOLE_ROLES)
        @wraps(decide)
        async def handler(request: Request) -> HTTPResponse:
            try:
                await decide(request)
            except EffieError as error:
                return await examples_page(request, error.message, error.status)
            show = request.args.get("show", "")
            query = f"?show={show}" if show in VIEWS else ""
            return redirect_to(request, f"/console/examples{query}", status=303)

        return decide

    return serve


@decision("accept")
async def accept(request: Request) -> None:
    """Put those ticked into the drafts of their articles, as they were edited or moved."""
    services: Services = request.app.ctx.services
    found = await _ticked(request, SuggestionState.OPEN)
    by_article: dict[str, dict[int, str]] = {}
    for each in found:
        words = " ".join(clean_text(field(request, f"words_{each.id}")).split()) or each.words
        if len(words) > MAX_QUESTION_LENGTH:
            raise BadInput(f"An example has at most {MAX_QUESTION_LENGTH} characters. Shorten it.")
        if "[" in words:
            raise BadInput(
                f"Write “{words[:80]}” as others would ask it, without what stands in brackets."
            )
        slug = read_slug(field(request, f"article_{each.id}").strip() or each.article)
        by_article.setdefault(slug, {})[each.id] = words
    for slug, taken in by_article.items():
        await in_thread(_add, services, slug, taken, request.ctx.staff)


@decision("decline")
async def decline(request: Request) -> None:
    services: Services = request.app.ctx.services
    found = await _ticked(request, SuggestionState.OPEN)
    ids = [each.id for each in found]
    await in_thread(services.suggested_examples.decline, ids, request.ctx.staff)


@decision("reopen")
async def reopen(request: Request) -> None:
    """Let those ticked wait for a decision again."""
    services: Services = request.app.ctx.services
    found = await _ticked(request, SuggestionState.ACCEPTED, SuggestionState.DECLINED)
    ids = [each.id for each in found]
    await in_thread(services.suggested_examples.reopen, ids, request.ctx.staff)


@decision("undo")
async def undo(request: Request) -> None:
    """Take out of the articles what was accepted by itself on a day."""
    services: Services = request.app.ctx.services
    try:
        day = date.fromisoformat(field(request, "day"))
    except ValueError:
        raise BadInput("Choose the day that is to be undone.") from None
    taken = await in_thread(services.suggested_examples.of_day, day)
    records = services.articles, services.suggested_examples
    await in_thread(take_back, *records, taken, request.ctx.staff)


async def _ticked(request: Request, *states: SuggestionState) -> list[SuggestedExample]:
    """Return what was ticked; what a colleague has decided about meanwhile is left out."""
    services: Services = request.app.ctx.services
    given = fields(request, "id")
    if not given:
        raise BadInput("Tick the examples first.")
    ids = {each for each in map(whole_number, given) if each}
    if len(given) > MAX_SHOWN_EXAMPLES or len(ids) < len(set(given)):
        raise BadInput("These are no suggested examples. Reload the page.")
    found = await in_thread(services.suggested_examples.some, ids)
    return [each for each in found if each.state in states]


def _add(services: Services, slug: str, taken: dict[int, str], by: StaffMember) -> None:
    record = services.articles.get(slug)
    begun = record.draft.draft if record.draft else record.live and draft_of(record.live)
    if not begun:
        raise BadInput(f"{slug} is withdrawn and has no draft. Restore it first.")
    revision = record.draft.revision if record.draft else 0
    version: dict[str, Any] = {} if record.draft else {"based_on": record.listed.version}
    draft = with_examples(begun, taken.values())
    services.articles.save_draft(slug, draft, revision, by, **version)
    services.suggested_examples.accept(taken, slug, by)
