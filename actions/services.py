"""Everything the actions process works with, built once by its entry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from actions.desk import DeskNews
from core.answering import Retrieval
from core.articles import Article, ArticleFault
from core.environment import Environment
from knowledge_base.knowledge_base import KnowledgeBase
from store.conversations import Conversations
from store.database import Database
from store.handoffs import Handoffs
from store.live_settings import LiveSettings


class Knowledge(Protocol):
    """What the actions need of the knowledge base."""

    def search(self, question: str) -> Retrieval: ...

    def article(self, slug: str) -> Article | None: ...

    def articles(self) -> tuple[Article, ...]: ...

    def titles(self) -> Mapping[str, str]: ...

    def faults(self) -> tuple[ArticleFault, ...]: ...


@dataclass(frozen=True)
class Services:
    """The stores and clients that actions use."""

    settings: LiveSettings
    knowledge: Knowledge
    database: Database
    conversations: Conversations
    handoffs: Handoffs
    desk: DeskNews

    async def close(self) -> None:
        await self.desk.close()
        self.database.close()


def build_knowledge(environment: Environment, settings: LiveSettings) -> KnowledgeBase:
    """Make the knowledge base; it loads the articles when it is started."""
    retrieval = settings.now().retrieval
    return KnowledgeBase(
        environment.articles, retrieval.encoder, environment.var, retrieval.watch_seconds
    )


def build_services(
    environment: Environment, settings: LiveSettings, knowledge: Knowledge
) -> Services:
    """Make the clients; nothing connects before its first use."""
    database = Database(environment.database_url)
    return Services(
        settings=settings,
        knowledge=knowledge,
        database=database,
        conversations=Conversations(database),
        handoffs=Handoffs(database),
        desk=DeskNews(environment.redis_url),
    )
