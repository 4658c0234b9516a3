"""Reading `settings/`: what the team decides, without a developer."""

from __future__ import annotations

import re
from datetime import date, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from core.conversations import Moment, SurveyRules
from core.handoffs import Channel, Hours, Opening, Presentation, Segment, Segments
from core.settings import (
    Queue,
    RateLimits,
    RetrievalSettings,
    Settings,
    WidgetSettings,
)
from store.settings_files.confidence import read_confidence
from store.settings_files.effort_words import read_effort_words
from store.settings_files.handoff import read_handoff_rules
from store.settings_files.help import read_help
from store.settings_files.yaml_reader import Section, read_yaml

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_STRETCH = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-4]):([0-5]\d)\Z")
_URL = re.compile(r"(https://|tel:|mailto:)\S+\Z")


def read_settings(folder: Path) -> Settings:
    """Read every file in `settings/`; raises Fault naming file, line and what to write instead."""
    teams = _teams(read_yaml(folder / "hours.yml").only("timezone", "teams", "closed"))
    channels = _channels(read_yaml(folder / "channels.yml").only("channels"), teams)
    segments_file = read_yaml(folder / "segments.yml").only("default", "segments", "queues")
    queues = _queues(segments_file, teams)
    segments = _segments(segments_file, channels, queues)
    return Settings(
        confidence=read_confidence(folder, segments.by_name),
        retrieval=read_retrieval(folder),
        segments=segments,
        queues=queues,
        channels=channels,
        survey=_survey(read_yaml(folder / "survey.yml")),
        handoff=read_handoff_rules(folder),
        widget=_widget(read_yaml(folder / "widget.yml")),
        help=read_help(folder),
        effort_words=read_effort_words(folder),
        limits=_limits(read_yaml(folder / "limits.yml")),
    )


def read_retrieval(folder: Path) -> RetrievalSettings:
    """Read `retrieval.yml`."""
    file = read_yaml(folder / "retrieval.yml").only("encoder", "watch_seconds")
    return RetrievalSettings(file.text("encoder"), file.number("watch_seconds", 0.1, 3600))


def _teams(file: Section) -> dict[str, Hours]:
    zone_name = file.text("timezone")
    try:
        zone = ZoneInfo(zone_name)
    except (KeyError, ValueError, OSError):
        problem = f"'{zone_name}' is no time zone, as Europe/London is."
        raise file.fault("timezone", problem) from None
    closed = frozenset(_closed_days(file))
    return {
        name: Hours(zone, tuple(_day(team, day) for day in DAYS), closed)
        for name, team in file.section("teams").sections()
    }


def _closed_days(file: Section) -> list[date]:
    days = file.plain("closed") or []
    if not isinstance(days, list) or not all(type(day) is date for day in days):
        raise file.fault("closed", "'closed' must be a list of dates, as 2026-12-25.")
    return days


def _day(team: Section, day: str) -> tuple[Opening, ...]:
    if day not in team:
        return ()
    return tuple(_stretch(team, day, text) for text in team.texts(day))


def _stretch(team: Section, day: str, text: str) -> Opening:
    match = _STRETCH.match(text)
    if match is None:
        raise team.fault(day, f"'{text}' is no stretch of the day, as \"08:00-20:00\" is.")
    opens = time(int(match[1]), int(match[2]))
    closes = time.max if match[3] == "24" else time(int(match[3]), int(match[4]))
    if closes <= opens:
        raise team.fault(day, f"'{text}' ends before it begins.")
    return Opening(opens, closes)


def _channels(file: Section, teams: dict[str, Hours]) -> dict[str, Channel]:
    channels = {}
    for name, channel in file.section("channels").sections():
        url = channel.text("url") if "url" in channel else ""
        if url and not _URL.match(url):
            raise channel.fault("url", "'url' must begin with https://, tel: or mailto:.")
        hours = teams[channel.one_of("team", list(teams))] if "team" in channel else None
        channels[name] = Channel(name, channel.text("label"), url, hours)
    return channels


def _queues(file: Section, teams: dict[str, Hours]) -> dict[str, Queue]:
    return {
        name: Queue(
            name=name,
            label=queue.text("label"),
            hours=teams[queue.one_of("team", list(teams))],
            topics=queue.texts("topics") if "topics" in queue else (),
        )
        for name, queue in file.section("queues").sections()
    }


def _segments(file: Section, channels: dict[str, Channel], queues: dict[str, Queue]) -> Segments:
    by_name = {
        name: Segment(
            name=name,
            label=segment.text("label"),
            presentation=Presentation(
                segment.one_of("presentation", [p.value for p in Presentation])
            ),
            channels=segment.some_of("channels", list(channels)),
            queue=segment.one_of("queue", list(queues)),
            priority=segment.whole("priority", 0, 240) if "priority" in segment else 0,
        )
        for name, segment in file.section("segments").sections()
    }
    return Segments(file.one_of("default", list(by_name)), by_name)


def _survey(file: Section) -> SurveyRules:
    file.only("moments", "silence_minutes", "follow_up_from", "follow_up_hours", "labels")
    labels = file.texts("labels")
    if len(labels) != 5:
        raise file.fault("labels", "'labels' must name the five scores, from 1 to 5.")
    return SurveyRules(
        moments=frozenset(Moment(m) for m in file.some_of("moments", [m.value for m in Moment])),
        silence=timedelta(minutes=file.number("silence_minutes", 0.01, 24 * 60)),
        follow_up_from=file.whole("follow_up_from", 1, 5),
        follow_up_within=timedelta(hours=file.number("follow_up_hours", 1, 24 * 30)),
        labels=labels,
    )


def _widget(file: Section) -> WidgetSettings:
    file.only("company", "assistant", "welcome", "suggestions")
    return WidgetSettings(
        company=file.text("company"),
        assistant=file.text("assistant"),
        welcome=file.text("welcome"),
        suggestions=file.texts("suggestions")[:3],
    )


def _limits(file: Section) -> RateLimits:
    file.only("messages_a_minute", "conversations_an_hour")
    return RateLimits(
        messages_a_minute=file.whole("messages_a_minute", 1, 100_000),
        conversations_an_hour=file.whole("conversations_an_hour", 1, 10_000_000),
    )
