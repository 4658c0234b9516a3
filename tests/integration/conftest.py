"""The action server for integration tests: real record, real Redis, real knowledge base."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import httpx
import pytest
from argon2 import PasswordHasher
from redis import Redis as SyncRedis
from redis.asyncio import Redis

from actions.services import Services, build_services
from commands.files.folder_articles import FolderArticles
from knowledge_base.knowledge_base import KnowledgeBase
from store.database import Database
from store.handoffs import Handoffs
from store.logs import configure_logs
from store.realtime import open_redis
from store.settings_files import LiveSettings
from store.staff import passwords
from tests.support.action_server import ALWAYS, HOME, Desk, SettingsFolder, environment, serving
from tests.support.rasa_side import Chat


@pytest.fixture(scope="package", autouse=True)
def cheap_passwords() -> Iterator[None]:
    """Hash passwords at a cost that a busy machine hardly notices; argon2 takes long on purpose."""
    cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_hasher", cheap)
        patch.setattr(passwords, "_NOBODYS", cheap.hash("nobody's"))
        yield


@pytest.fixture(scope="session")
def knowledge() -> Iterator[KnowledgeBase]:
    """The shipped articles, with the vectors that `make run` keeps."""
    configure_logs()
    ours = environment()
    shipped = LiveSettings(ours.settings).now()
    articles, encoder = FolderArticles(ours.articles), shipped.retrieval.encoder
    knowledge = KnowledgeBase(articles, encoder, ours.var, subjects=lambda: shipped.subjects)
    knowledge.start()
    yield knowledge
    knowledge.stop()


@pytest.fixture
def settings(tmp_path: Path) -> SettingsFolder:
    """The shipped settings, but with teams that are always there and thresholds that stay.

    What the dialogue does with the thresholds is tested with them, not how they are tuned.
    """
    folder = tmp_path / "settings"
    shutil.copytree(HOME / "settings", folder)
    settings = SettingsFolder(folder)
    for team in ("support", "business"):
        settings.change("hours.yml", "teams", team, value=ALWAYS)
    for key, value in (("answer", 0.75), ("clarify", 0.15), ("choice", 0.05)):
        settings.change("confidence.yml", key, value=value)
    return settings


@pytest.fixture
def desk(database: Database, redis_url: str) -> Iterator[Desk]:
    """A desk at which one agent sits."""
    client = SyncRedis.from_url(redis_url)
    desk = Desk(database, client)
    desk.sit_down("sam")
    yield desk
    client.flushdb()
    client.close()


@pytest.fixture
def services(
    settings: SettingsFolder,
    knowledge: KnowledgeBase,
    database: Database,
    redis_url: str,
    desk: Desk,
) -> Services:
    ours = environment(DATABASE_URL=database.url, REDIS_URL=redis_url)
    return build_services(ours, LiveSettings(settings.folder, look_every=0), knowledge)


@pytest.fixture
async def http(services: Services) -> AsyncIterator[httpx.AsyncClient]:
    async with serving(services) as client:
        yield client


@pytest.fixture
def chat(http: httpx.AsyncClient) -> Chat:
    return Chat(http)


@pytest.fixture
def handoffs(database: Database) -> Handoffs:
    return Handoffs(database)


@pytest.fixture
async def redis(redis_url: str) -> AsyncIterator[Redis]:
    """An empty Redis."""
    client = open_redis(redis_url)
    await client.flushdb()
    yield client
    await client.aclose()
