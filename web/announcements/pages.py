"""Where announcements are written, changed, solved and ended."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

import structlog
from sanic import Request
from sanic.response import HTTPResponse

from core.announcements import (
    MAX_ANNOUNCEMENT_LENGTH,
    Announcement,
    AnnouncementState,
    Audience,
    Known,
    Written,
    read_announcement,
    read_words,
)
from core.conversations import WEB_CHANNEL
from core.errors import BadInput, Conflict
from core.staff import INSIGHT_ROLES
from core.text import clip, whole_number
from store.announcements import Asked, Met
from store.audit import read_audit
from store.clock import now
from store.content_gaps import Rises, Rising
from store.realtime import ANNOUNCEMENTS, RedisError
from web.auth import staff_blueprint, staff_only, staff_page
from web.http import field, fields, in_thread, read_number, read_query, redirect_to
from web.services import Services

log = structlog.get_logger()

HELP_CHANNEL = "help"
_GIVEN = ("words", "state")  # what an address can fill a new one with
_ONE = ("words", "state", "begins", "ends", "next_news")
_SEVERAL = ("segments", "channels", "articles")
_PLACE = "/announcements"

announcement_routes = staff_blueprint("announcements")


@announcement_routes.get("/announcements")
@staff_only(*INSIGHT_ROLES)
async def announcements(request: Request) -> HTTPResponse:
    """List those that stand, those to come, and those that are over."""
    services: Services = request.app.ctx.services
    at = now()
    current = await in_thread(services.announcements.current, at)
    over = await in_thread(services.announcements.over, at)
    listed = [each.id for each in (*current, *over)]
    return await _page(
        request,
        "announcements/list.html",
        standing=[each for each in current if each.stands_at(at)],
        coming=[each for each in current if not each.stands_at(at)],
        over=over,
        met=await in_thread(services.announcement_contacts.of_all, listed),
        nobody=Met(),
        asked=await in_thread(services.subscribers.of_all, listed),
        rising=await _rising(services),
        titles={each.slug: each.title for each in (await services.live_articles.now()).by_title},
    )


@announcement_routes.get("/announcements/new")
@staff_only(*INSIGHT_ROLES)
async def new(request: Request) -> HTTPResponse:
    """Begin one; `?about=` a topic that rises fills in what its customers said."""
    about = request.get_args(keep_blank_values=True).get("about")  # "" for what has no article
    if about is None:
        return await _form(request, None)
    rising = await _rising(request.app.ctx.services)
    said = next((each for each in rising if each.rise.topic == about), None)
    return await _form(request, None, said=said)


@announcement_routes.post("/announcements")
@staff_only(*INSIGHT_ROLES)
async def create(request: Request) -> HTTPResponse:
    """Post one; what is wrong with it is said beside what was written."""
    services: Services = request.app.ctx.services
    try:
        written = await _read(request, Audience())
        made = await in_thread(services.announcements.create, written, request.ctx.staff)
    except BadInput as error:
        return await _form(request, None, error)
    return await _done(request, made)


@announcement_routes.get("/announcements/<announcement:int>")
@staff_only(*INSIGHT_ROLES)
async def one(request: Request, announcement: int) -> HTTPResponse:
    services: Services = request.app.ctx.services
    return await _form(
        request, await in_thread(services.announcements.get, read_number(announcement))
    )


@announcement_routes.post("/announcements/<announcement:int>")
@staff_only(*INSIGHT_ROLES)
async def change(request: Request, announcement: int) -> HTTPResponse:
    """Change one; if a colleague was faster, what was written stays on the page."""
    services: Services = request.app.ctx.services
    record = services.announcements
    before = await in_thread(record.get, read_number(announcement))
    try:
        written, version = await _read(request, before.audience), _version(request)
        changed = await in_thread(record.change, before.id, version, written, request.ctx.staff)
    except (BadInput, Conflict) as error:
        return await _form(request, before, error)
    return await _done(request, changed)


@announcement_routes.post("/announcements/<announcement:int>/solve")
@staff_only(*INSIGHT_ROLES)
async def solve(request: Request, announcement: int) -> HTTPResponse:
    """Say that it is solved, in what words; who asked to be told is told them."""
    record, by = request.app.ctx.services.announcements, request.ctx.staff
    number, version = read_number(announcement), _version(request)
    typed = field(request, "words")
    words = read_words(typed) if typed.strip() else ""
    return await _done(request, await in_thread(record.solve, number, version, by, words))


@announcement_routes.post("/announcements/<announcement:int>/end")
@staff_only(*INSIGHT_ROLES)
async def end(request: Request, announcement: int) -> HTTPResponse:
    """Take it away from customers."""
    record = request.app.ctx.services.announcements
    number, version = read_number(announcement), _version(request)
    return await _done(request, await in_thread(record.end, number, version, request.ctx.staff))


async def _done(request: Request, changed: Announcement) -> HTTPResponse:
    services: Services = request.app.ctx.services
    try:
        await services.news.publish(ANNOUNCEMENTS, announcement=changed.id)
    except (RedisError, OSError) as error:  # it is kept; pages look again once Redis is back
        log.warning("announcements.not_told", error=str(error))
    return redirect_to(request, _PLACE, status=303)


def _version(request: Request) -> int:
    version = whole_number(field(request, "version"))
    if version is None:
        raise BadInput("The form is incomplete. Reload the page and try again.")
    return version


async def _read(request: Request, kept: Audience) -> Written:
    several = {name: fields(request, name) for name in _SEVERAL}
    several["pages"] = field(request, "pages").splitlines()
    one = {name: field(request, name) for name in _ONE}
    return read_announcement(one, several, (await _named(request, kept)).known, now())


@dataclass(frozen=True)
class Named:
    """What an announcement may name, each with what it is called."""

    segments: dict[str, str]
    channels: dict[str, str]
    articles: dict[str, str]
    zone: ZoneInfo

    @property
    def known(self) -> Known:
        return Known(self.segments, self.channels, self.articles, self.zone)


async def _named(request: Request, kept: Audience) -> Named:
    """Return what may be named.

    kept: what is named already; also what is gone since. Left out, it would end as "all".
    """
    services: Services = request.app.ctx.services
    settings, articles = services.settings, await services.live_articles.now()
    segments = {each.name: each.label for each in settings.segments.by_name.values()}
    return Named(
        segments=_with_gone(segments, kept.segments),
        channels=_with_gone(_channels(services), kept.channels),
        articles=_with_gone({each.slug: each.title for each in articles.by_title}, kept.articles),
        zone=settings.zone,
    )


def _with_gone(called: dict[str, str], kept: tuple[str, ...]) -> dict[str, str]:
    return called | {name: f"{name} (no longer there)" for name in kept if name not in called}


def _channels(services: Services) -> dict[str, str]:
    """Return what each channel is called."""
    connections = services.settings.connections.by_name
    return {
        WEB_CHANNEL: "The chat on web pages",
        HELP_CHANNEL: "The help centre",
        **{name: each.label for name, each in connections.items()},
    }


async def _rising(services: Services) -> tuple[Rising, ...]:
    """Return what rises and is not announced yet."""
    settings, at = services.settings, now()
    zone = settings.zone
    topics = len((await services.live_articles.now()).by_slug)
    current = await in_thread(services.announcements.current, at)
    known = {slug for each in current for slug in each.audience.articles}
    found = await in_thread(Rises(services.database).now, at, zone, topics)
    return tuple(each for each in found if each.rise.topic not in known)


def _said(values: dict[str, Any], said: Rising) -> dict[str, Any]:
    """Return what the form holds of a topic that rises: customers' words, to be put in order."""
    quoted = clip("; ".join(f"“{words}”" for words in said.words), MAX_ANNOUNCEMENT_LENGTH)
    return values | {"words": quoted, "articles": [said.rise.topic] if said.rise.topic else []}


async def _form(
    request: Request,
    announcement: Announcement | None,
    problem: BadInput | Conflict | None = None,
    said: Rising | None = None,
) -> HTTPResponse:
    services: Services = request.app.ctx.services
    named = await _named(request, announcement.audience if announcement else Audience())
    values = _values(announcement, named.zone)
    if said is not None:
        values = _said(values, said)
    if announcement is None:  # another page may have the words already
        given = {name: read_query(request, MAX_ANNOUNCEMENT_LENGTH, name) for name in _GIVEN}
        values |= {name: value for name, value in given.items() if value}
    if problem is not None:
        values |= {name: field(request, name) for name in (*_ONE, "pages")}
        values |= {name: fields(request, name) for name in _SEVERAL}
    lines, met, asked = [], Met(), Asked()
    if announcement is not None:
        subject = f"announcement:{announcement.id}"
        lines = await in_thread(read_audit, services.database, subject)
        met = await in_thread(services.announcement_contacts.of, announcement.id)
        asked = await in_thread(services.subscribers.of, announcement.id)
    return await _page(
        request,
        "announcements/form.html",
        status=problem.status if problem else 200,
        announcement=announcement,
        values=values,
        problem=problem.message if problem else "",
        segments=named.segments,
        channels=named.channels,
        articles=named.articles,
        states=list(AnnouncementState),
        zone=named.zone,
        lines=lines,
        met=met,
        asked=asked,
        is_over=announcement is not None and announcement.is_over(now()),
    )


def _values(announcement: Announcement | None, zone: ZoneInfo) -> dict[str, Any]:
    """Return what the form holds at first."""
    if announcement is None:
        empty: dict[str, Any] = dict.fromkeys((*_ONE, "pages"), "")
        return {**empty, "state": "problem", **{name: [] for name in _SEVERAL}}
    audience = announcement.audience
    moments = {name: getattr(announcement, name) for name in ("begins", "ends", "next_news")}
    return {
        "words": announcement.words,
        "state": announcement.state.value,
        **{
            name: f"{moment.astimezone(zone):%Y-%m-%dT%H:%M}" if moment else ""
            for name, moment in moments.items()
        },
        **{name: list(getattr(audience, name)) for name in _SEVERAL},
        "pages": "\n".join(audience.pages),
    }


async def _page(request: Request, template: str, status: int = 200, **values: Any) -> HTTPResponse:
    services: Services = request.app.ctx.services
    settings = services.settings
    zone = settings.zone
    local = lambda moment: f"{moment.astimezone(zone):%d %B %Y, %H:%M}"  # noqa: E731
    return await staff_page(request, template, status, local=local, **values)
