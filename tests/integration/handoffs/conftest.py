"""The desk of a running web process, who works at it, and who waits."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from core.answering import Reason
from core.conversations import Author
from core.handoffs import Handoff
from core.staff import Role
from store.database import Database
from store.handoffs import Opening
from tests.support.desk import PRIYA, Agent, at_the_desk, say
from tests.support.web import Web, running_web


@pytest.fixture
async def web(database: Database, redis_url: str, tmp_path: Path) -> AsyncIterator[Web]:
    async with running_web(database.url, redis_url, tmp_path) as web:
        yield web


@pytest.fixture
async def sam(web: Web) -> AsyncIterator[Agent]:
    async with at_the_desk(web, "Sam Whitaker") as agent:
        yield agent


@pytest.fixture
async def ada(web: Web) -> AsyncIterator[Agent]:
    async with at_the_desk(web, "Ada Lindqvist") as agent:
        yield agent


@pytest.fixture
async def noor(web: Web) -> AsyncIterator[Agent]:
    async with at_the_desk(web, "Noor Haddad", Role.SUPERVISOR) as agent:
        yield agent


@pytest.fixture
def waiting(web: Web) -> Handoff:
    """A customer who asked one question and waits for a person."""
    page = "https://tern.example/cards"
    conversation = web.services.conversations.start(PRIYA, "web", page)
    say(web, conversation.id, "where is my card")
    say(web, conversation.id, "A person will help.", Author.BOT, evidence={"decision": "hand_off"})
    return web.services.handoffs.open(
        conversation.id, Opening(Reason.NOTHING_FITS, "support", "expert")
    )


@pytest.fixture
def disappointed(web: Web) -> Handoff:
    """Someone who asked, was shown an article that did not help, and waits for a person."""
    conversation = web.services.conversations.start(PRIYA, "web", "https://tern.example/").id
    article = {"slug": "card_arrival", "title": "Card delivery", "url": "/help/card_arrival"}
    evidence = {"decision": "answer", "hits": [{"slug": "card_arrival", "confidence": 0.7}]}
    say(web, conversation, "My new card hasn't arrived since 3 March.")
    say(
        web,
        conversation,
        "Ten days.",
        Author.BOT,
        kind="answer",
        article=article,
        evidence=evidence,
    )
    say(web, conversation, "No", choice="helped:no")
    say(web, conversation, "this is ridiculous")
    return web.services.handoffs.open(conversation, Opening(Reason.FRUSTRATED, "support", "expert"))
