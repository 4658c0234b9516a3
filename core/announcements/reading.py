"""Reading what somebody wrote into the form of an announcement."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from core.announcements.announcement import (
    MAX_ANNOUNCEMENT_LENGTH,
    AnnouncementState,
    Audience,
)
from core.errors import BadInput
from core.text import clean_text, has_words, is_path

MAX_CHOSEN = 50  # segments, channels, pages or articles of one announcement
MAX_PATH_LENGTH = 200
MIN_MOMENT_YEAR, MAX_MOMENT_YEAR = 2000, 2100  # any other is a slip, and may be no date elsewhere
_LONGEST = timedelta(days=366)  # an announcement of years is an article


@dataclass(frozen=True)
class Known:
    """What an announcement may name, and the time zone in which its moments are written."""

    segments: Collection[str]
    channels: Collection[str]
    articles: Collection[str]
    zone: ZoneInfo


@dataclass(frozen=True)
class Written:
    """An announcement as somebody wrote it."""

    words: str
    state: AnnouncementState
    begins: datetime
    ends: datetime | None
    next_news: datetime | None
    audience: Audience


def read_announcement(
    one: Mapping[str, str], several: Mapping[str, Sequence[str]], known: Known, at: datetime
) -> Written:
    """Return what a form says; raises BadInput naming what is wrong, and what to do about it.

    one: words, state, begins ("" for now), ends, next_news
    several: segments, channels, articles, and the lines of pages
    """
    begins = _moment(one, "begins", "The beginning", known.zone) or at
    ends = _moment(one, "ends", "The end", known.zone)
    next_news = _moment(one, "next_news", "The time of the next news", known.zone)
    if ends is not None and ends <= begins:
        raise BadInput("It ends before it begins. Choose an end after the beginning, or none.")
    if ends is not None and ends - begins > _LONGEST:
        raise BadInput("It would stand for more than a year. Write an article instead.")
    if next_news is not None and ends is not None and next_news > ends:
        raise BadInput("The next news would come after it has ended. Choose a later end, or none.")
    return Written(
        words=read_words(one.get("words", "")),
        state=_state(one.get("state", "")),
        begins=begins,
        ends=ends,
        next_news=next_news,
        audience=Audience(
            segments=_chosen(several, "segments", "segment", known.segments),
            channels=_chosen(several, "channels", "channel", known.channels),
            pages=tuple(dict.fromkeys(_pages(several.get("pages", ())))),
            articles=_chosen(several, "articles", "article", known.articles),
        ),
    )


def read_words(text: str) -> str:
    """Return the words of an announcement on one line; raises BadInput."""
    words = " ".join(clean_text(text).split())
    if not has_words(words):
        raise BadInput("It has no words. Write what customers should know.")
    if len(words) > MAX_ANNOUNCEMENT_LENGTH:
        raise BadInput(
            f"It has {len(words):,} characters. Say it in {MAX_ANNOUNCEMENT_LENGTH} at most: "
            "the rest belongs into an article."
        )
    return words


def _state(value: str) -> AnnouncementState:
    try:
        return AnnouncementState(value)
    except ValueError:
        states = ", ".join(state.value for state in AnnouncementState)
        raise BadInput(f"Choose what it tells of: {states}.") from None


def _moment(one: Mapping[str, str], name: str, called: str, zone: ZoneInfo) -> datetime | None:
    """Return a local moment in UTC, None for none."""
    value = one.get(name, "").strip()
    if not value:
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        raise BadInput(f"{called} is no date and time. Write it as 2027-01-31T15:00.") from None
    if not MIN_MOMENT_YEAR <= moment.year <= MAX_MOMENT_YEAR:
        raise BadInput(f"{called} is in the year {moment.year}. Check the year.")
    return moment.replace(tzinfo=moment.tzinfo or zone).astimezone(timezone.utc)


def _chosen(
    several: Mapping[str, Sequence[str]], name: str, called: str, known: Collection[str]
) -> tuple[str, ...]:
    chosen = tuple(dict.fromkeys(filter(None, several.get(name, ()))))
    if len(chosen) > MAX_CHOSEN:
        raise BadInput(f"Choose {MAX_CHOSEN} {name} at most, or none for all.")
    for each in chosen:
        if each not in known:
            raise BadInput(f"There is no {called} '{each[:60]}'. Choose one from the list.")
    return chosen


def _pages(lines: Sequence[str]) -> Iterator[str]:
    paths = [path for line in lines if (path := clean_text(line))]
    if len(paths) > MAX_CHOSEN:
        raise BadInput(f"Name {MAX_CHOSEN} pages at most, or none for all.")
    for path in paths:
        if not is_path(path) or len(path) > MAX_PATH_LENGTH or set(path) & set(" ?#"):
            raise BadInput(
                f"'{path[:60]}' is no path of a page. Write what follows the site's name: /cards."
            )
        yield path.rstrip("/") or "/"
