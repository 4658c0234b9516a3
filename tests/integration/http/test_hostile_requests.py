"""Hostile requests over every route, in every role: none breaks anything, none hangs.

`make fuzz` sends thousands more to the whole product.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from commands.fuzz import Outcome, Plan, attack, by_chance
from commands.hostile import Callers, targets_of, wrong_fields
from core.conversations import Decision
from store.database import Database
from tests.support.articles import an_article, let_live
from tests.support.assistant import answer_for_actions
from tests.support.web import Web, running_web

REQUESTS = 400  # more than four for each route and method
OUTCOME = {"decision": Decision.HAND_OFF.value, "reason": "", "words": "", "hits": [], "answer": ""}


@pytest.fixture
async def web(database: Database, redis_url: str, tmp_path: Path) -> AsyncIterator[Web]:
    async with running_web(database.url, redis_url, tmp_path, demo=True) as web:
        await answer_for_actions(web, assistant)
        let_live(database, an_article("pin", "Change the PIN"), an_article("fees", "What it costs"))
        yield web


def assistant(request: httpx.Request) -> httpx.Response:
    """The action server, which answers everything with nothing."""
    path = request.url.path
    body: dict[str, Any] = {"hits": [], "decision": Decision.HAND_OFF.value, "revision": 1}
    if path == "/try":
        body = {"now": OUTCOME, "then": None}
    elif path == "/replay":
        asked = httpx.Response(200, content=request.content).json()["questions"]
        results = [{"question": each, "now": OUTCOME, "then": OUTCOME} for each in asked]
        body = {"revision": 1, "results": results}
    elif path == "/competing":
        body = {"competing": []}
    return httpx.Response(200, json=body)


async def test_hostile_requests_over_every_route_break_nothing_and_none_hangs(web: Web) -> None:
    targets = targets_of(web.app.router.routes)
    assert len(targets) > 90, "the routes are not being walked"
    callers = Callers(web.services.database, web.services.environment.secret)
    plan = Plan(seed=11, requests=REQUESTS, at_once=1)
    limits = web.services.limits
    await limits.hit("before", 1, 3600)
    make = by_chance(plan.seed, targets)
    outcome = await attack(web.url, make, callers, web.services.redis, plan)
    await limits.hit("before", 1, 3600)  # raises, were limits not lifted meanwhile
    assert not outcome.failed, in_words(outcome)
    assert outcome.statuses[200] > REQUESTS / 20, "hardly anything got past the doors"
    assert sum(outcome.statuses.values()) == REQUESTS


async def test_no_field_of_any_body_breaks_anything_whatever_it_cannot_hold(web: Web) -> None:
    wrong = wrong_fields(targets_of(web.app.router.routes))
    callers = Callers(web.services.database, web.services.environment.secret)
    plan = Plan(requests=len(wrong), at_once=1)
    redis = web.services.redis
    outcome = await attack(
        web.url, lambda number, known: wrong[number].request(number, known), callers, redis, plan
    )
    assert not outcome.failed, in_words(outcome)
    assert outcome.statuses[422] > len(wrong) / 4, "hardly anything got past the doors"


def in_words(outcome: Outcome) -> str:
    return "\n\n".join(
        f"{answer.status}: {answer.text[:300]}\n{request}" for request, answer in outcome.failed
    )
