"""The OpenAPI document, made of the operations and of the shapes that are checked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, fields
from functools import cache
from http import HTTPStatus
from typing import Any, get_type_hints

from web.api.operations import API, OPERATIONS, Operation
from web.api.shapes import example_of, field_schema, schema_of, told

_PARAMETER = re.compile(r"<([a-z_]{1,40}):([a-z]{1,10})>")
_JSON = "application/json"
_ABOUT = (
    "Errors are problem details (RFC 9457) whose `detail` says what to do. A POST with an "
    "`Idempotency-Key` (8 to 64 letters, digits, `_` or `-`) is done once within a day, however "
    "often it is sent. Each key may ask 600 times a minute; beyond that comes 429 with "
    "`Retry-After`."
)


@dataclass(frozen=True)
class Problem:
    """What went wrong, and what to do about it."""

    type: str = told("the kind, as a name that stays", "urn:effie:error:NotFound")
    title: str = told("the status in words", "Not Found")
    status: int = told("the status", 404)
    detail: str = told("what to do next", "There is no such follow-up. Reload the list.")


@cache
def document() -> Mapping[str, Any]:
    """Return the OpenAPI 3.1 document."""
    parts: dict[str, Any] = {}
    paths: dict[str, dict[str, Any]] = {}
    for each in OPERATIONS:
        path = API + _PARAMETER.sub(r"{\1}", each.path)
        paths.setdefault(path, {})[each.method.lower()] = _operation(each, parts)
    schema_of(Problem, parts)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Effie", "version": "1", "description": _ABOUT},
        "paths": paths,
        "security": [{"key": []}],
        "components": {
            "schemas": parts,
            "securitySchemes": {"key": {"type": "http", "scheme": "bearer"}},
        },
    }


def _operation(of: Operation, parts: dict[str, Any]) -> dict[str, Any]:
    described: dict[str, Any] = {
        "summary": of.summary,
        "description": f"Needs the scope `{of.scope.value}`.",
        "tags": [of.scope.value.partition(":")[0]],
        "operationId": f"{of.method.lower()}{re.sub(r'[^a-z]+', '_', of.path)}".rstrip("_"),
        "parameters": list(_parameters(of, parts)),
        "responses": {
            str(of.status): _response(of, parts),
            "default": {
                "description": "What went wrong, and what to do about it",
                "content": {
                    "application/problem+json": {
                        "schema": schema_of(Problem, parts),
                        "example": example_of(Problem),
                    }
                },
            },
        },
    }
    if of.takes is not None:
        taken = {"schema": schema_of(of.takes, parts), "example": example_of(of.takes)}
        described["requestBody"] = {"required": True, "content": {_JSON: taken}}
    return described


def _response(of: Operation, parts: dict[str, Any]) -> dict[str, Any]:
    given = {"schema": schema_of(of.answers, parts), "example": example_of(of.answers)}
    answer = {"description": HTTPStatus(of.status).phrase, "content": {_JSON: given}}
    if of.tags:
        tag = {"description": "As which it was read", "schema": {"type": "string"}}
        answer["headers"] = {"ETag": tag}
    return answer


def _parameters(of: Operation, parts: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for name, kind in _PARAMETER.findall(of.path):
        number = {"type": "integer", "minimum": 1, "maximum": 2**31 - 1}
        text = {"type": "string", "minLength": 1, "maxLength": 80}
        shape = number if kind == "int" else text
        yield {"name": name, "in": "path", "required": True, "schema": shape}
    if of.query is not None:
        hints = get_type_hints(of.query)
        for each in fields(of.query):
            asked = field_schema(hints[each.name], each, parts)
            about = asked.pop("description")
            if "anyOf" in asked:  # an address has no null: it leaves the name out
                asked = {**asked.pop("anyOf")[0], **asked}
            is_needed = each.default is MISSING
            of_field = {"name": each.name, "in": "query", "required": is_needed, "schema": asked}
            yield {**of_field, "description": about}
    headers = {"Idempotency-Key": of.method == "POST" and not of.matches, "If-Match": of.matches}
    for name, is_taken in headers.items():
        if is_taken:
            given = {"type": "string", "pattern": "^[A-Za-z0-9_-]{8,64}$"}
            sent = {"type": "string"} if of.matches else given
            yield {"name": name, "in": "header", "required": of.matches, "schema": sent}
