"""What a draft would change, over HTTP, for the console: nothing here alters what is served."""

from __future__ import annotations

from typing import Any

from sanic import Blueprint, Request
from sanic.response import HTTPResponse, json

from actions.http.outcome import outcome_to_json
from actions.http.requests import explaining, in_turn, read_body, read_change, read_questions
from actions.services import Services
from core.answering import Retrieval, look_up
from core.errors import BadInput
from core.text import read_message
from knowledge_base.authoring import Group, competitors_of, group_by_meaning, nearness_in
from knowledge_base.retrieval import Engine

MAX_REPLAYED_AT_ONCE = 200  # questions in one request
MAX_GROUPED = 2_000
MAX_OF_A_GROUP = 20

draft_routes = Blueprint("drafts")


@draft_routes.post("/try")
@explaining
async def try_question(request: Request) -> HTTPResponse:
    """Answer what a question gets now, and with a draft."""
    services: Services = request.app.ctx.services
    body = read_body(request)
    question = read_message(body.get("question"))
    change = read_change(body) if "slug" in body and "article" in body else None
    settings = services.settings.now()
    thresholds = settings.confidence.of(_segment(body))

    def outcome(engine: Engine) -> dict[str, Any]:
        found = look_up(engine.search_all, [question], settings.synonyms)[0]
        return outcome_to_json(found, settings, thresholds)

    def outcomes() -> dict[str, Any]:
        if change is None:
            return {"now": outcome(services.knowledge.engine()), "then": None}
        now, then = services.knowledge.engines_with(*change)
        return {"now": outcome(now), "then": outcome(then)}

    return json(await in_turn(request, outcomes))


@draft_routes.post("/replay")
@explaining
async def replay(request: Request) -> HTTPResponse:
    """Answer what becomes of each question."""
    services: Services = request.app.ctx.services
    body = read_body(request)
    questions = read_questions(body.get("questions"), MAX_REPLAYED_AT_ONCE)
    slug, article = read_change(body)
    settings = services.settings.now()
    thresholds = settings.confidence.of(_segment(body))

    def outcome(found: Retrieval) -> dict[str, Any]:
        return outcome_to_json(found, settings, thresholds)

    def results() -> list[dict[str, Any]]:
        now, then = services.knowledge.engines_with(slug, article)
        before, after = (
            look_up(engine.search_all, questions, settings.synonyms) for engine in (now, then)
        )
        return [
            {"question": old.question, "now": outcome(old), "then": outcome(new)}
            for old, new in zip(before, after, strict=True)
        ]

    status = services.knowledge.status()
    revision = status.revision if status else 0
    return json({"revision": revision, "results": await in_turn(request, results)})


@draft_routes.post("/competing")
@explaining
async def competing(request: Request) -> HTTPResponse:
    """Answer which articles and the draft would take questions from each other."""
    services: Services = request.app.ctx.services
    slug, article = read_change(read_body(request))
    if article is None:
        raise BadInput("Send the article as well as its slug.")

    def found() -> list[dict[str, Any]]:
        _, engine = services.knowledge.engines_with(slug, article)
        return [
            {
                "slug": each.slug,
                "title": each.title,
                "questions": list(each.confusions_in),
                "theirs": list(each.confusions_out),
            }
            for each in competitors_of(slug, engine)
        ]

    return json({"competing": await in_turn(request, found)})


@draft_routes.post("/group")
@explaining
async def group(request: Request) -> HTTPResponse:
    """Answer for each question which group means the same, or which new one."""
    services: Services = request.app.ctx.services
    body = read_body(request)
    questions = read_questions(body.get("questions"), MAX_GROUPED)
    groups = _groups(body.get("groups", []))

    def assigned() -> list[str]:
        return group_by_meaning(questions, groups, services.knowledge.engine().encode)

    return json({"assigned": await in_turn(request, assigned)})


@draft_routes.post("/group/nearness")
@explaining
async def nearness(request: Request) -> HTTPResponse:
    """Answer for each text of each group how near it is to the group's middle."""
    services: Services = request.app.ctx.services
    sent = read_body(request).get("groups")
    if not isinstance(sent, list):
        raise BadInput("'groups' must be a list of lists of texts.")
    groups = [read_questions(each, MAX_GROUPED) for each in sent]
    if sum(map(len, groups)) > MAX_GROUPED:
        raise BadInput(f"Send at most {MAX_GROUPED:,} texts at a time, all groups together.")

    def found() -> list[list[float]]:
        return nearness_in(groups, services.knowledge.engine().encode)

    return json({"nearness": await in_turn(request, found)})


def _segment(body: dict[str, Any]) -> str:
    segment = body.get("segment") or ""
    if not isinstance(segment, str):
        raise BadInput("'segment' must be a segment's name.")
    return segment


def _groups(value: object) -> list[Group]:
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        raise BadInput("'groups' must be a list of {id, questions}.")
    return [
        Group(str(each.get("id")), tuple(read_questions(each.get("questions"), MAX_OF_A_GROUP)))
        for each in value
    ]
