"""Two action servers on one record, while a large import runs and a manager publishes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest

from core.articles import draft_of
from core.staff import Role, StaffMember
from launch.paths import HOME
from launch.running.ports import free_port
from store.article_files import ImportOptions, folder_source, import_articles
from store.article_files import importer as article_import
from store.articles import Articles
from store.database import Database
from tests.support.source_in_memory import shipped
from tests.support.waiting import PATIENCE, wait_until

KIM = StaffMember("kim", "kim@tern.example", "Kim Novak", Role.CONTENT_MANAGER)
BEGUN_WITH = ("change_pin", "card_arrival", "exchange_rate")
QUESTIONS = {
    "lost_or_stolen_phone": "somebody stole my phone",
    "age_limit": "how old must my son be to open an account",
}
IMPORTED, AT_A_TIME = 60, 20
FILE = """---
title: Part {number}
questions:
  - where do i order spare part {number}
next: []
audience: everyone
tags: [parts]
review: 2030-05-15
owner: parts-team
---
Spare part {number} is in the shop.
"""


class Server:
    """One `python -m actions`."""

    def __init__(self, variables: dict[str, str]) -> None:
        port = str(free_port())
        self.url = f"http://127.0.0.1:{port}"
        self.process = subprocess.Popen(
            [sys.executable, "-m", "actions"],
            env={**variables, "EFFIE_ACTIONS_PORT": port},
            cwd=HOME,
            stdout=subprocess.DEVNULL,
        )

    def knowledge(self) -> dict[str, Any]:
        """Return what it says it answers from; nothing while it starts."""
        with suppress(httpx.TransportError):
            answered = httpx.get(f"{self.url}/knowledge", timeout=PATIENCE, trust_env=False)
            told: dict[str, Any] = answered.json()
            return told
        return {}

    def answer(self, question: str) -> str:
        """Return the slug of the article that answers, "" if none does."""
        answered = httpx.post(
            f"{self.url}/try", json={"question": question}, timeout=PATIENCE, trust_env=False
        )
        return str(answered.raise_for_status().json()["now"]["answer"] or "")


@pytest.fixture
def servers(
    redis_url: str, database: Database, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[list[Server]]:
    """Two of them, on a record of three articles and one folder for what is trained."""
    publish(Articles(database), *BEGUN_WITH)
    variables = {
        **{name: value for name, value in os.environ.items() if not name.startswith("EFFIE_")},
        "EFFIE_SECRET": "s" * 32,
        "EFFIE_IDENTITY_SECRET": "i" * 32,
        "EFFIE_VAR": str(tmp_path_factory.getbasetemp() / "var"),
        "DATABASE_URL": database.url,
        "REDIS_URL": redis_url,
    }
    servers = [Server(variables), Server(variables)]
    try:
        for server in servers:
            wait_until(lambda server=server: server.knowledge().get("articles") == len(BEGUN_WITH))
        yield servers
    finally:
        for server in servers:
            server.process.terminate()
            server.process.wait()


def publish(articles: Articles, *slugs: str) -> None:
    for article in shipped(*slugs):
        saved = articles.create(article.slug, replace(draft_of(article), next=()), KIM)
        articles.publish(article.slug, saved.revision, "", KIM)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "parts"
    folder.mkdir()
    for number in range(IMPORTED):
        (folder / f"part_{number}.md").write_text(FILE.format(number=number))
    return folder


def test_what_is_published_during_an_import_is_answered_by_both_and_both_end_alike(
    servers: list[Server], database: Database, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(article_import, "BATCH", AT_A_TIME)
    articles, to_publish = Articles(database), list(QUESTIONS)

    def publish_one(stage: str, done: int, total: int) -> None:
        if stage == "Writing" and done < total and to_publish:
            slug = to_publish.pop(0)
            publish(articles, slug)
            for server in servers:
                wait_until(lambda server=server: server.answer(QUESTIONS[slug]) == slug)

    import_articles(database, folder_source(folder), ImportOptions(), KIM, publish_one)
    assert not to_publish, "the import was too small to publish while it ran"

    expected = {"revision": articles.revision(), "articles": len(articles.live()[1])}
    expected |= {"state": "learnt", "trouble": ""}
    for server in servers:
        wait_until(lambda server=server: expected.items() <= server.knowledge().items())
        assert {slug: server.answer(asked) for slug, asked in QUESTIONS.items()} == {
            slug: slug for slug in QUESTIONS
        }
