"""The operations of the API: each is a route, a scope, the shapes it takes and answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from sanic import Blueprint

from core.api_keys import Scope
from web.api.guard import with_key
from web.auth import keep_private
from web.auth.access import Handler

API = "/api/v1"


@dataclass(frozen=True)
class Operation:
    """What the document says of a route.

    takes, query, answers: dataclasses; see `web.api.shapes`
    matches: it must bring the ETag of what it changes
    tags: it answers with an ETag
    """

    method: str
    path: str
    scope: Scope
    summary: str
    answers: type[Any]
    status: int = 200
    takes: type[Any] | None = None
    query: type[Any] | None = None
    matches: bool = False
    tags: bool = False


OPERATIONS: list[Operation] = []


def api_blueprint(name: str) -> Blueprint:
    blueprint = Blueprint(name, url_prefix=API)
    blueprint.middleware(keep_private, "response")
    return blueprint


def operation(blueprint: Blueprint, of: Operation) -> Callable[[Handler], Handler]:
    """Serve an operation with a handler, and put it into the document."""

    def serve(handler: Handler) -> Handler:
        guarded = with_key(of.scope)(handler)
        name = f"{of.method}_{handler.__name__}".lower()
        blueprint.add_route(
            cast(Any, guarded), of.path, methods=[of.method], name=name, unquote=True
        )
        OPERATIONS.append(of)
        return guarded

    return serve
