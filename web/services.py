"""Everything the web process works with, built once by its entry."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass

from redis.asyncio import Redis

from core.environment import Environment
from core.settings import Settings
from store.conversations import Conversations
from store.database import Database
from store.handoffs import Handoffs
from store.live import Holders, Lease, Limits, News
from store.live_settings import LiveSettings
from store.redis_client import open_redis
from store.staff import Staff
from store.streams import Events, Inbox
from store.surveys import FollowUps, Surveys
from store.transcripts import Transcripts
from web.hub import Hub
from web.knowledge import Knowledge


@dataclass(frozen=True)
class Services:
    """The stores and clients that request handlers use."""

    environment: Environment
    live_settings: LiveSettings
    database: Database
    redis: Redis
    conversations: Conversations
    transcripts: Transcripts
    handoffs: Handoffs
    surveys: Surveys
    follow_ups: FollowUps
    staff: Staff
    inbox: Inbox
    events: Events
    holders: Holders
    news: News
    limits: Limits
    chores: Lease
    hub: Hub
    knowledge: Knowledge

    @property
    def settings(self) -> Settings:
        """What `settings/` says now."""
        return self.live_settings.now()

    async def close(self) -> None:
        await self.knowledge.close()
        await self.redis.aclose()
        self.database.close()


def build_services(environment: Environment) -> Services:
    """Read the settings and make the clients; nothing connects before its first use."""
    live_settings = LiveSettings(environment.settings)
    database = Database(environment.database_url)
    redis = open_redis(environment.redis_url)
    process = f"web-{os.getpid()}-{secrets.token_hex(4)}"
    news = News(redis)
    return Services(
        environment=environment,
        live_settings=live_settings,
        database=database,
        redis=redis,
        conversations=Conversations(database),
        transcripts=Transcripts(database),
        handoffs=Handoffs(database),
        surveys=Surveys(database, live_settings.now().survey),
        follow_ups=FollowUps(database),
        staff=Staff(database),
        inbox=Inbox(redis),
        events=Events(redis, group="recorder", consumer="recorder"),
        holders=Holders(redis),
        news=news,
        limits=Limits(redis),
        chores=Lease(redis, "chores", process),
        hub=Hub(news),
        knowledge=Knowledge(environment.actions_url),
    )
