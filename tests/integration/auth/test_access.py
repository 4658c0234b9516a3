"""Who may use which route: every route of the application, tried by every role and by none.

What each is answered is recorded in `tests/data/routes.json`; see tests/support/recorded.py.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from sanic_routing import Route

from core.staff import Role
from store.database import Database
from tests.support.recorded import Recorded, skip_what_was_recorded
from tests.support.web import Web, running_web
from web.auth import Open, access_of, conversation_token
from web.auth.access import Access
from web.auth.csrf import page_token

NOBODY, CUSTOMER = "nobody", "customer"
CALLERS: tuple[Role | str, ...] = (NOBODY, CUSTOMER, *Role)
REFUSALS = frozenset({"NotSignedIn", "WrongRole", "TokenRefused"})
KEY_REFUSED = "urn:effie:error:KeyRefused"
READING = frozenset({"GET", "HEAD", "OPTIONS"})
EXAMPLES = {"int": "1", "str": "example", "path": "desk/base.css"}


@pytest.fixture
async def web(database: Database, redis_url: str, tmp_path: Path) -> AsyncIterator[Web]:
    async with running_web(database.url, redis_url, tmp_path, demo=True) as web:
        for role in Role:
            web.add_staff(f"{role.value} Smith", role)
        yield web


async def test_every_route_lets_in_exactly_those_it_declares(web: Web) -> None:
    wrong = []
    tried = 0
    async with web.browser() as browser:
        for route in web.app.router.routes:
            access = access_of(route.handler)
            if access is None:
                wrong.append(f"/{route.path} does not declare who may use it")
                continue
            for method in sorted(route.methods - {"HEAD", "OPTIONS"}):
                for caller in CALLERS:
                    got_in = not was_refused(await call(web, browser, caller, route, method))
                    tried += 1
                    if got_in != may(caller, access):
                        found = "got in" if got_in else "was refused"
                        wrong.append(f"{method} /{route.path}: {caller} {found}")
    assert not wrong, "\n".join(wrong)
    assert tried > 200, "the routes are not being walked"


async def test_every_route_answers_each_caller_with_the_recorded_status(web: Web) -> None:
    recorded, walked = Recorded("routes.json"), set()
    async with web.browser() as browser:
        for route in sorted(web.app.router.routes, key=lambda r: (r.path, sorted(r.methods))):
            for method in sorted(route.methods - {"HEAD", "OPTIONS"}):
                statuses = {}
                for caller in CALLERS:
                    answer = await call(web, browser, caller, route, method)
                    statuses[str(getattr(caller, "value", caller))] = answer.status_code
                name = f"{method} /{route.path}"
                walked.add(name)
                recorded.check(name, statuses)
    recorded.keep_only(walked)
    skip_what_was_recorded()


async def test_every_change_by_staff_needs_the_token_of_a_page(web: Web) -> None:
    tried = 0
    async with web.browser() as browser:
        for route in web.app.router.routes:
            access = access_of(route.handler)
            if not isinstance(access, frozenset):
                continue
            for method in route.methods - READING:
                role = next(iter(access))
                answer = await call(web, browser, role, route, method, token="guessed")
                error = (answer.status_code, answer.json()["error"])
                assert error == (403, "PageOutOfDate"), f"{method} /{route.path}"
                tried += 1
    assert tried > 10, "the routes are not being walked"


def may(caller: Role | str, access: Access) -> bool:
    if access is Open.EVERYONE:
        return True
    if isinstance(access, Open):
        return access is Open.CONVERSATION and caller == CUSTOMER
    return caller in access


def was_refused(answer: httpx.Response) -> bool:
    if answer.headers.get("content-type") == "application/problem+json":
        return answer.json()["type"] == KEY_REFUSED
    is_json = answer.headers.get("content-type", "").startswith("application/json")
    return is_json and answer.is_client_error and answer.json().get("error") in REFUSALS


async def call(
    web: Web,
    browser: httpx.AsyncClient,
    caller: Role | str,
    route: Route,
    method: str,
    token: str | None = None,
) -> httpx.Response:
    """Ask as somebody; each time with a fresh session, because some routes end it."""
    headers = {"Accept": "application/json", **credentials(web, caller)}
    if token is not None:
        headers["X-CSRF-Token"] = token
    body = None if method in READING else {}
    path = re.sub(r"<[^:>]+:([^>]+)>", lambda found: EXAMPLES[found[1]], route.path)
    asking = browser.build_request(method, f"/{path}", headers=headers, json=body)
    answer = await browser.send(asking, stream=True)
    if not answer.headers.get("content-type", "").startswith("text/event-stream"):
        await answer.aread()
    await answer.aclose()
    return answer


def credentials(web: Web, caller: Role | str) -> dict[str, str]:
    secret = web.services.environment.secret
    if isinstance(caller, Role):
        accounts = web.services.staff.everyone()
        member = next(a.member for a in accounts if a.member.role is caller and a.active)
        session = web.services.staff_sessions.start(member, "here", "a test")
        return {"Cookie": f"effie_staff={session}", "X-CSRF-Token": page_token(secret, session)}
    if caller == CUSTOMER:
        return {"Authorization": f"Bearer {conversation_token(EXAMPLES['str'], secret)}"}
    return {}
