"""The API under what its own document allows and forbids, made up by schemathesis."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from core.api_keys import Scope
from core.staff import Role
from store.database import Database
from tests.integration.api.test_api import key
from tests.support.web import running_web
from web.api import guard
from web.api.document import document

EXAMPLES = 8  # of each operation and mode
BOUNDED = settings(
    max_examples=EXAMPLES,
    deadline=None,  # how fast is for the benchmarks
    database=None,
    derandomize=True,  # the same at every run
    suppress_health_check=list(HealthCheck),
)


def ask(url: str, secret: str) -> int:
    """Ask every operation; returns how often. What is answered must be what is promised."""
    asked = 0
    described = schemathesis.openapi.from_dict(json.loads(json.dumps(document())))
    for found in described.get_all_operations():
        operation = found.ok()
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):

            def hold(case: schemathesis.Case) -> None:
                nonlocal asked
                asked += 1
                headers = {"Authorization": f"Bearer {secret}"}
                answer = case.call(base_url=url, headers=headers)
                # What fits the document may still name nothing that there is.
                case.validate_response(answer, excluded_checks=[positive_data_acceptance])

            BOUNDED(given(case=operation.as_strategy(generation_mode=mode))(hold))()
    return asked


async def test_whatever_is_asked_the_answer_is_what_the_document_promises(
    database: Database, redis_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guard, "MAX_API_CALLS_A_MINUTE", 10**9)
    async with running_web(database.url, redis_url, tmp_path) as web:
        web.add_staff("Ravi Menon", Role.ADMIN)
        assert await asyncio.to_thread(ask, web.url, key(web, *Scope)) > 100
