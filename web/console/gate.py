"""The publish gate: what publishing a draft would change for customers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sanic import Request
from sanic.response import HTTPResponse, empty, json

from core.answering import MAX_CHOICES
from core.articles import (
    MAX_QUESTION_LENGTH,
    Draft,
    ReplayedQuestion,
    Source,
    draft_to_json,
    is_stolen,
    judge,
    problems_of,
)
from core.articles.publish_gate import ReplayResult
from core.conversations import Decision
from core.errors import BadInput
from core.staff import CONSOLE_ROLES
from core.text import MAX_SLUG_LENGTH, read_message
from store.articles import DraftConflict
from store.clock import now
from web.auth import staff_only, staff_page
from web.console.gate_questions import questions_for
from web.console.json import current_draft
from web.console.routing import console_blueprint
from web.http import in_thread, read_body, read_count, read_line, read_slug, to_json
from web.services import Services

MAX_AT_ONCE = 100  # questions in one request
_PIN = ("id", "question", "by")
_REPLAY_TAKES = 60.0  # seconds at most, for a batch

gate_routes = console_blueprint("console_gate")


@gate_routes.get("/articles/<slug:str>/publish", unquote=True)
@staff_only(*CONSOLE_ROLES)
async def gate(request: Request, slug: str) -> HTTPResponse:
    services: Services = request.app.ctx.services
    record = await in_thread(services.articles.get, read_slug(slug))
    draft, saved = current_draft(record), record.draft
    context = await in_thread(
        services.live_articles.validation_context, services.settings.effort_words, now().date()
    )
    given = {
        "slug": slug,
        "title": draft.title.strip() or "Untitled",
        "revision": saved.revision if saved else 0,
        "is_live": record.live is not None,
        "problems": to_json(problems_of(slug, draft, context)),
    }
    return await staff_page(request, "console/gate.html", record=record, draft=draft, given=given)


@gate_routes.get("/api/articles/<slug:str>/gate", unquote=True)
@staff_only(*CONSOLE_ROLES)
async def gate_questions(request: Request, slug: str) -> HTTPResponse:
    """Answer the questions to replay, and those that are pinned."""
    services: Services = request.app.ctx.services
    record = await in_thread(services.articles.get, read_slug(slug))
    questions = await questions_for(services, slug, current_draft(record))
    pinned = await in_thread(services.pinned_questions.of, slug)
    return json(
        {
            "questions": to_json(questions),
            "pinned": [to_json(each, *_PIN) for each in pinned],
        }
    )


@gate_routes.post("/api/articles/<slug:str>/replay", unquote=True)
@staff_only(*CONSOLE_ROLES)
async def replay(request: Request, slug: str) -> HTTPResponse:
    """Answer what becomes of up to 100 questions; 409 if the draft is another by now."""
    services: Services = request.app.ctx.services
    body = read_body(request)
    asked = _read_questions(body.get("questions"))
    draft = await _draft(services, read_slug(slug), read_count(body, "revision"))
    sent = {
        "slug": slug,
        "article": draft_to_json(draft),
        "questions": [each.question for each in asked],
    }
    found = await services.actions.post("/replay", sent, timeout=_REPLAY_TAKES)
    pairs = zip(asked, found["results"], strict=True)
    least = services.settings.confidence.common.choice
    return json({"results": [_judged(each, result, slug, least) for each, result in pairs]})


@gate_routes.post("/api/articles/<slug:str>/competing", unquote=True)
@staff_only(*CONSOLE_ROLES)
async def competing(request: Request, slug: str) -> HTTPResponse:
    """Answer the articles that compete with the draft for the same questions, worst first."""
    services: Services = request.app.ctx.services
    revision = read_count(read_body(request), "revision")
    draft = await _draft(services, read_slug(slug), revision)
    sent = {"slug": slug, "article": draft_to_json(draft)}
    found = await services.actions.post("/competing", sent, timeout=_REPLAY_TAKES)
    return json({"competing": found["competing"]})


@gate_routes.post("/api/articles/<slug:str>/pinned", unquote=True)
@staff_only(*CONSOLE_ROLES)
async def pin(request: Request, slug: str) -> HTTPResponse:
    """Pin a question that this article must answer; the same one again stays as it is."""
    services: Services = request.app.ctx.services
    question = read_line(read_body(request), "question", MAX_QUESTION_LENGTH)
    add = services.pinned_questions.pin
    pinned = await in_thread(add, read_slug(slug), question, request.ctx.staff)
    return json(to_json(pinned, *_PIN), status=201)


@gate_routes.delete("/api/articles/<slug:str>/pinned/<pinned:int>", unquote=True)
@staff_only(*CONSOLE_ROLES)
async def unpin(request: Request, slug: str, pinned: int) -> HTTPResponse:
    services: Services = request.app.ctx.services
    number = read_count({"pinned": pinned}, "pinned")
    await in_thread(services.pinned_questions.unpin, read_slug(slug), number, request.ctx.staff)
    return empty()


async def _draft(services: Services, slug: str, revision: int) -> Draft:
    """Return the draft that was looked at; raises DraftConflict if it is another by now."""
    record = await in_thread(services.articles.get, slug)
    if (record.draft.revision if record.draft else 0) != revision:
        raise DraftConflict(record)
    return current_draft(record)


def _judged(
    asked: ReplayedQuestion, result: Mapping[str, Any], slug: str, least: float
) -> dict[str, Any]:
    before, after = _outcome(result["now"], least), _outcome(result["then"], least)
    return {
        **to_json(asked),
        "now": result["now"],
        "then": result["then"],
        "verdict": judge(asked, before, after).value,
        "stolen": is_stolen(asked, after, slug),
    }


def _outcome(found: Mapping[str, Any], least: float) -> ReplayResult:
    """Read what actions says; a clarification offers what is at least so likely."""
    decision, answer = Decision(found["decision"]), str(found["answer"])
    if decision is not Decision.CLARIFY:
        return ReplayResult(decision, (answer,) if answer else ())
    offered = [hit["slug"] for hit in found["hits"] if hit["confidence"] >= least]
    return ReplayResult(decision, tuple(offered[:MAX_CHOICES]))


def _read_questions(given: object) -> list[ReplayedQuestion]:
    if not isinstance(given, list) or not 0 < len(given) <= MAX_AT_ONCE:
        raise BadInput(f"Send 1 to {MAX_AT_ONCE} questions at a time.")
    return list(_read_each(given))


def _read_each(given: Iterable[object]) -> Iterable[ReplayedQuestion]:
    for each in given:
        if not isinstance(each, dict):
            raise BadInput("Each question must be a JSON object.")
        try:
            source = Source(each.get("source"))
        except ValueError:
            raise BadInput("A question's source is pinned, own, asked or other.") from None
        question = read_message(each.get("question"), MAX_QUESTION_LENGTH)
        expected, refused = (
            read_line(each, name, MAX_SLUG_LENGTH) for name in ("expected", "refused")
        )
        yield ReplayedQuestion(question, source, expected, refused)
