"""Everything the actions process works with, built once by its entry."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from socket import gethostname
from typing import Protocol

from actions.desk_notifier import DeskNotifier
from actions.host_site import HostSite
from actions.learned_next import LearnedNext
from actions.serving_heartbeat import Heartbeat
from core.answering import Retrieval, Sentence
from core.articles import Article
from core.environment import Environment
from knowledge_base.knowledge_base import IndexStatus, KnowledgeBase
from knowledge_base.retrieval import Engine
from store.announcements import AnnouncementContacts, Announcements, Subscribers
from store.articles import Articles
from store.conversations import Conversations
from store.database import Database
from store.handoffs import Handoffs
from store.realtime import ServerState
from store.settings_files import LiveSettings


class Knowledge(Protocol):
    """What the actions need of the knowledge base."""

    def search(self, question: str, limit: int = ...) -> Retrieval: ...

    def search_all(self, questions: Sequence[str], limit: int = ...) -> list[Retrieval]: ...
    def articles_for(self, questions: Sequence[str]) -> list[Retrieval]: ...

    def sentences(self, question: str, slug: str) -> tuple[Sentence, ...]: ...

    def article(self, slug: str) -> Article | None: ...

    def titles(self) -> Mapping[str, str]: ...

    def engine(self) -> Engine: ...

    def engines_with(self, slug: str, article: Article | None) -> tuple[Engine, Engine]: ...

    def status(self) -> IndexStatus | None: ...


@dataclass(frozen=True)
class Services:
    """The stores and clients that actions use.

    name: tells this action server from others
    learned_next: what is learned of next questions
    heartbeat: lets other processes know what is answered from here
    """

    name: str
    settings: LiveSettings
    knowledge: Knowledge
    database: Database
    conversations: Conversations
    handoffs: Handoffs
    announcements: Announcements
    announcement_contacts: AnnouncementContacts
    subscribers: Subscribers
    desk: DeskNotifier
    host_site: HostSite
    learned_next: LearnedNext
    heartbeat: Heartbeat

    def serving_state(self) -> ServerState | None:
        """Return what is answered from; None while nothing is."""
        return _serving_state(self.name, self.knowledge)

    async def close(self) -> None:
        await self.desk.close()
        await self.host_site.close()
        self.database.close()


def build_knowledge(environment: Environment, settings: LiveSettings) -> KnowledgeBase:
    """Make the knowledge base of the articles in the record; it loads them when it is started."""
    articles = Articles(Database(environment.database_url))
    return KnowledgeBase(
        articles,
        settings.now().retrieval.encoder,
        environment.var,
        subjects=lambda: settings.now().subjects,
    )


def build_services(
    environment: Environment, settings: LiveSettings, knowledge: Knowledge
) -> Services:
    """Make the clients; nothing connects before its first use."""
    database = Database(environment.database_url)
    name = f"{gethostname()}:{environment.actions_port}"
    return Services(
        name=name,
        settings=settings,
        knowledge=knowledge,
        database=database,
        conversations=Conversations(database),
        handoffs=Handoffs(database),
        announcements=Announcements(database),
        announcement_contacts=AnnouncementContacts(database),
        subscribers=Subscribers(database),
        desk=DeskNotifier(environment.redis_url),
        host_site=HostSite(environment.web_url, environment.identity_secret),
        learned_next=LearnedNext(database, lambda slug: _curated_for(knowledge, slug)),
        heartbeat=Heartbeat(environment.redis_url, lambda: _serving_state(name, knowledge)),
    )


def _curated_for(knowledge: Knowledge, slug: str) -> tuple[str, ...]:
    article = knowledge.article(slug)
    return article.next if article else ()


def _serving_state(name: str, knowledge: Knowledge) -> ServerState | None:
    status = knowledge.status()
    if status is None:
        return None
    return ServerState(server=name, **{**asdict(status), "state": status.state.value})
