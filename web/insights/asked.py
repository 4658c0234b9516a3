"""What the address of a page of insights asks for, and what its values are called."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from sanic import Request

from core.conversations import WEB_CHANNEL
from core.insights import FILTERS, NO_QUEUE, OWN_LANGUAGE, Scope, read_scope
from core.settings import Settings
from core.staff import StaffMember
from store.clock import now
from store.insights import Insights
from web.http import in_thread, read_query
from web.services import Services

MAX_INSIGHT_FILTER_LENGTH = 80

Choices = list[tuple[str, str]]


@dataclass(frozen=True)
class Asked:
    """The scope of a page, and how its values are called."""

    scope: Scope
    today: date
    settings: Settings
    titles: dict[str, str]
    member: StaffMember

    def query(self, **changes: str) -> str:
        """Return the query of an address that asks for the same, but for the changes."""
        scope = self.scope
        told = {"since": scope.since.isoformat(), "until": scope.until.isoformat()}
        return urlencode({k: v for k, v in {**told, **scope.filters, **changes}.items() if v})

    def behind(self, which: str, **changes: str) -> str:
        """Return the path of the conversations behind a number."""
        return f"/insights/conversations?{self.query(**changes, which=which)}"

    def label(self, what: str, value: str) -> str:
        """Return what a segment, channel, queue, language or article is called."""
        settings = self.settings
        if what == "segment":
            return settings.segments.of(value).label
        if what == "channel":
            return channel_label(value, settings)
        if what == "queue":
            queue = settings.queues.get(value)
            return queue.label if queue else value or "Without a person"
        if what == "language":
            return settings.languages.name_of(value) if value else "The assistant's own"
        return self.titles.get(value) or value or "No article"


def channel_label(name: str, settings: Settings) -> str:
    connection = settings.connections.by_name.get(name)
    if name in {"", WEB_CHANNEL}:
        return "Website"
    return connection.label if connection else name.capitalize()


def in_address(what: str, value: str) -> str:
    """Return how an address asks for a value; the record has "" for some."""
    if not value and what == "queue":
        return NO_QUEUE
    if not value and what == "language":
        return OWN_LANGUAGE
    return value


async def read_asked(request: Request) -> Asked:
    """Read what is asked for; raises BadInput."""
    services: Services = request.app.ctx.services
    names = ("since", "until", *FILTERS)
    told = {name: read_query(request, MAX_INSIGHT_FILTER_LENGTH, name) for name in names}
    today = now().date()
    live = services.live_articles
    titles = {each.slug: each.title for each in (await live.now()).by_title}
    return Asked(read_scope(told, today), today, services.settings, titles, request.ctx.staff)


async def filters_of(request: Request, asked: Asked) -> list[tuple[str, str, str, Choices]]:
    """Return what one can choose from: field, label, the value now, and values with their names."""
    services: Services = request.app.ctx.services
    found = await in_thread(Insights(services.database).choices, asked.scope)
    labels = {"segment": "Segment", "channel": "Channel", "queue": "Queue", "language": "Language"}
    shown = []
    for name, label in labels.items():
        values = {in_address(name, each): asked.label(name, each) for each in found[name]}
        value = getattr(asked.scope, name)
        if value:
            values.setdefault(value, asked.label(name, value))
        shown.append((name, label, value, sorted(values.items(), key=lambda each: each[1])))
    articles = sorted(asked.titles.items(), key=lambda each: each[1])
    shown.append(("article", "Article", asked.scope.article, articles))
    return shown
