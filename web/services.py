"""Everything the web process works with, built once by its entry."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import httpx
from redis.asyncio import Redis

from core.attachments import FileLinks
from core.environment import Environment
from core.settings import Settings
from core.staff import SIGN_ON_SECRET
from store.attachments import Scanner
from store.database import Database
from store.realtime import (
    AGENTS,
    CUSTOMERS,
    DeadLetters,
    Editors,
    Events,
    Holders,
    Inbox,
    LeaderLock,
    News,
    Presence,
    RateLimiter,
    Serving,
    Writing,
    open_redis,
)
from store.sealing import Seal
from store.setting_versions import ChangedTexts
from store.settings_files import LiveSettings
from web.articles import ActionsClient
from web.live import Hub, QueueSnapshots
from web.records import Records, open_records
from web.single_sign_on import Provider

_VENDOR_TIMEOUT = 20.0  # seconds


@dataclass(frozen=True)
class Services(Records):
    """The stores and clients that request handlers use."""

    environment: Environment
    live_settings: LiveSettings
    database: Database
    redis: Redis
    editors: Editors
    serving: Serving
    inbox: Inbox
    events: Events
    dead_letters: DeadLetters
    holders: Holders
    agents_here: Presence
    customers_here: Presence
    writing: Writing
    queue_snapshots: QueueSnapshots
    news: News
    limits: RateLimiter
    leader_lock: LeaderLock
    folder_lock: LeaderLock
    hub: Hub
    actions: ActionsClient
    scanner: Scanner
    file_links: FileLinks
    vendors: httpx.AsyncClient  # the way to whoever stands behind a connection
    provider: Provider  # which signs members of staff in
    sign_on_seal: Seal

    @property
    def settings(self) -> Settings:
        """What `settings/` says now."""
        return self.live_settings.now()

    async def close(self) -> None:
        await self.actions.close()
        await self.vendors.aclose()
        await self.redis.aclose()
        self.live_settings.close()
        self.database.close()


def build_services(
    environment: Environment, change: Callable[[Settings], Settings] = lambda settings: settings
) -> Services:
    """Read the settings and make the clients; nothing connects before its first use.

    change: what is made of the settings, each time they are read
    """
    database = Database(environment.database_url)
    changed = ChangedTexts(database)
    live_settings = LiveSettings(environment.settings, change=change, changed=changed)
    redis = open_redis(environment.redis_url)
    news, inbox = News(redis), Inbox(redis)
    agents_here, customers_here = Presence(redis, AGENTS), Presence(redis, CUSTOMERS)
    vendors = httpx.AsyncClient(timeout=_VENDOR_TIMEOUT, trust_env=False)
    return Services(
        **vars(open_records(database, environment, live_settings)),
        environment=environment,
        live_settings=live_settings,
        database=database,
        redis=redis,
        editors=Editors(redis),
        serving=Serving(redis),
        inbox=inbox,
        events=Events(redis, group="recorder", consumer="recorder"),
        dead_letters=DeadLetters(redis),
        holders=Holders(redis),
        agents_here=agents_here,
        customers_here=customers_here,
        writing=Writing(redis),
        queue_snapshots=QueueSnapshots(database, live_settings, inbox, agents_here, customers_here),
        news=news,
        limits=RateLimiter(redis),
        leader_lock=LeaderLock(redis, "chores"),
        folder_lock=LeaderLock(redis, "folder"),
        hub=Hub(news),
        actions=ActionsClient(environment.actions_urls),
        scanner=Scanner(environment.scanner),
        file_links=FileLinks(environment.secret),
        vendors=vendors,
        provider=Provider(vendors, environment.connection_secrets.get(SIGN_ON_SECRET, "")),
        sign_on_seal=Seal(environment.secret, "sign on"),
    )
