"""Which announcements a customer sees, here and now."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from core.announcements.announcement import Announcement, AnnouncementState

_FIRST = (AnnouncementState.PROBLEM, AnnouncementState.PLANNED, AnnouncementState.SOLVED)


@dataclass(frozen=True)
class Reader:
    """Who reads, and where.

    channel: "web", "help" or a connection's name
    page: the path of the page they are on; None where that makes no difference
    """

    segment: str
    channel: str
    page: str | None = None


def shown_to(
    announcements: Iterable[Announcement], reader: Reader, at: datetime
) -> tuple[Announcement, ...]:
    """Return what a reader sees now: problems first, of each state the latest first.

    News that was to come by a moment which has passed is promised no longer.
    """
    concerned = [
        each.promising_at(at)
        for each in announcements
        if each.stands_at(at) and _concerns(each, reader)
    ]
    latest_first = sorted(concerned, key=lambda each: each.begins, reverse=True)
    return tuple(sorted(latest_first, key=lambda each: _FIRST.index(each.state)))


def by_article(
    announcements: Iterable[Announcement], reader: Reader, told: Collection[int], at: datetime
) -> dict[str, Announcement]:
    """Return what is to be told to who asks about an article, by its slug.

    told: what they have been told already. What is solved stands on pages, but it is no answer:
    what the article says holds again.
    """
    found: dict[str, Announcement] = {}
    for each in shown_to(announcements, reader, at):
        if each.state is not AnnouncementState.SOLVED and each.id not in told:
            for slug in each.audience.articles:
                found.setdefault(slug, each)
    return found


def next_change(announcements: Iterable[Announcement], at: datetime) -> datetime | None:
    """Return when what readers see changes next by itself, None if it does not."""
    moments = (
        moment for each in announcements for moment in (each.begins, each.next_news, each.ends)
    )
    return min((moment for moment in moments if moment and moment > at), default=None)


def _concerns(announcement: Announcement, reader: Reader) -> bool:
    audience = announcement.audience
    return (
        _is_among(reader.segment, audience.segments)
        and _is_among(reader.channel, audience.channels)
        and (reader.page is None or _is_on(reader.page, audience.pages))
    )


def _is_among(one: str, chosen: tuple[str, ...]) -> bool:
    return not chosen or one in chosen


def _is_on(page: str, paths: tuple[str, ...]) -> bool:
    """Tell whether a page is one of these, or below one."""
    return not paths or any(page == path or page.startswith(f"{path}/") for path in paths)
