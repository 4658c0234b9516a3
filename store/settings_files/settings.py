"""Reading `settings/`: what the team decides, without a developer."""

from __future__ import annotations

import re
from datetime import timedelta

from core.answering import NextRules
from core.channels import Connections
from core.conversations import (
    MAX_IN_INBOX,
    MAX_SUGGESTIONS,
    CardData,
    InboxLimits,
    Moment,
    Privacy,
    SurveyRules,
)
from core.handoffs import Assignment, Channel, Hours, Presentation, Segment, Segments, Targets
from core.settings import (
    Queue,
    RateLimits,
    RetrievalSettings,
    Settings,
    WidgetSettings,
)
from store.settings_files.company import read_company
from store.settings_files.confidence import read_confidence
from store.settings_files.connections import read_connections
from store.settings_files.desk import read_labels
from store.settings_files.effort_words import read_effort_words
from store.settings_files.handoff import read_handoff_rules
from store.settings_files.help import read_help
from store.settings_files.hours import read_teams
from store.settings_files.ideas import read_idea_rules
from store.settings_files.languages import read_languages
from store.settings_files.lookups import read_lookups
from store.settings_files.manners import read_manners
from store.settings_files.off_topic import read_off_topic
from store.settings_files.reading.addresses import has_host
from store.settings_files.reading.folder import SettingsFolder
from store.settings_files.reading.yaml_reader import Section, read_yaml
from store.settings_files.retention import read_retention
from store.settings_files.segment_rules import SEGMENT_KEYS, read_segment_rules
from store.settings_files.sensitive import read_sensitive
from store.settings_files.sign_in import read_sign_in_rules
from store.settings_files.suggested_examples import read_accept_rules
from store.settings_files.synonyms import read_synonyms
from store.settings_files.words import read_words, read_words_by_manner

_URL = re.compile(r"(https://|tel:|mailto:)\S+\Z")
_SEGMENTS_FILE_KEYS = ("default", "facts", "segments", "queues")
_QUEUE_KEYS = ("label", "team", "topics", "assign", "reply_minutes", "resolve_minutes")
MAX_TARGET_MINUTES = 60 * 24 * 14
_OFFERS = {"called": False, "offered": True}  # a person, where no article fits
_SURVEY_KEYS = ("moments", "silence_minutes", "follow_up_from", "follow_up_hours", "labels")
_WIDGET_KEYS = ("company", "assistant", "welcome", "suggestions")
_LIMIT_KEYS = (
    "messages_a_minute",
    "conversations_an_hour",
    "waiting_from_one",
    "waiting_in_all",
)


_NEXT_KEYS = ("learned_from", "told_from")


def read_settings(folder: SettingsFolder) -> Settings:
    """Read every file in `settings/`; raises Fault naming file, line and what to write instead."""
    teams = read_teams(folder)
    channels = _channels(read_yaml(folder / "channels.yml", "channels"), teams)
    segments_file = read_yaml(folder / "segments.yml", *_SEGMENTS_FILE_KEYS)
    queues = _queues(segments_file, teams)
    connections = read_connections(folder)
    segments = _segments(segments_file, channels, queues, connections)
    return Settings(
        confidence=read_confidence(folder, segments.by_name),
        retrieval=read_retrieval(folder),
        segments=segments,
        queues=queues,
        channels=channels,
        survey=_survey(read_yaml(folder / "survey.yml", *_SURVEY_KEYS)),
        handoff=read_handoff_rules(folder),
        widget=_widget(read_yaml(folder / "widget.yml", *_WIDGET_KEYS)),
        help=read_help(folder),
        effort_words=read_effort_words(folder),
        limits=_limits(read_yaml(folder / "limits.yml", *_LIMIT_KEYS)),
        synonyms=read_synonyms(folder),
        languages=read_languages(folder),
        privacy=_privacy(read_yaml(folder / "privacy.yml", "mask", "notice")),
        company=read_company(folder),
        lookups=read_lookups(folder),
        sensitive=read_sensitive(folder, queues),
        off_topic=read_off_topic(folder),
        connections=connections,
        labels=read_labels(folder),
        ideas=read_idea_rules(folder),
        next_questions=_next_rules(read_yaml(folder / "next_questions.yml", *_NEXT_KEYS)),
        suggested_examples=read_accept_rules(folder),
        retention=read_retention(folder),
        sign_in=read_sign_in_rules(folder),
        words=read_words(folder),
        manners=read_manners(folder),
        words_by_manner=read_words_by_manner(folder),
    )


def read_retrieval(folder: SettingsFolder) -> RetrievalSettings:
    """Read `retrieval.yml`."""
    file = read_yaml(folder / "retrieval.yml", "encoder", "watch_seconds")
    return RetrievalSettings(file.text("encoder"), file.number("watch_seconds", 0.1, 3600))


def _channels(file: Section, teams: dict[str, Hours]) -> dict[str, Channel]:
    channels = {}
    for name, channel in file.names("channels").sections("label", "url", "team"):
        url = channel.text("url") if "url" in channel else ""
        if url and not (_URL.match(url) and (url[:5] != "https" or has_host(url))):
            raise channel.fault("url", "'url' must begin with https://, tel: or mailto:.")
        hours = teams[channel.one_of("team", list(teams))] if "team" in channel else None
        channels[name] = Channel(name, channel.text("label"), url, hours)
    return channels


def _queues(file: Section, teams: dict[str, Hours]) -> dict[str, Queue]:
    queues: dict[str, Queue] = {}
    queue_by_topic: dict[str, str] = {}
    for name, section in file.names("queues").sections(*_QUEUE_KEYS):
        hours = teams[section.one_of("team", list(teams))]
        topics = section.texts("topics") if "topics" in section else ()
        queues[name] = Queue(
            name,
            section.text("label"),
            hours,
            topics,
            Assignment(section.one_of("assign", [a.value for a in Assignment]))
            if "assign" in section
            else Assignment.OFF,
            Targets(_minutes(section, "reply_minutes"), _minutes(section, "resolve_minutes")),
        )
        for topic in topics:
            other = queue_by_topic.setdefault(topic, name)
            if other != name:
                problem = f"'{topic}' belongs into the queue '{other}' already; keep one of them."
                raise section.fault("topics", problem)
    return queues


def _minutes(section: Section, key: str) -> timedelta | None:
    if key not in section:
        return None
    return timedelta(minutes=section.number(key, 1, MAX_TARGET_MINUTES))


def _segments(
    file: Section, channels: dict[str, Channel], queues: dict[str, Queue], connections: Connections
) -> Segments:
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
            offers_person=_OFFERS[
                segment.one_of("no_article", _OFFERS) if "no_article" in segment else "called"
            ],
            continue_on=segment.some_of("continue_on", list(connections.by_name))
            if "continue_on" in segment
            else None,
        )
        for name, segment in file.names("segments").sections(*SEGMENT_KEYS)
    }
    default = file.one_of("default", list(by_name))
    return Segments(default, by_name, read_segment_rules(file))


def _survey(file: Section) -> SurveyRules:
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


def _next_rules(file: Section) -> NextRules:
    return NextRules(
        learned_from=file.whole("learned_from", 1, 1_000_000),
        told_from=file.number("told_from", 0.05, 1.0),
    )


def _widget(file: Section) -> WidgetSettings:
    suggestions = file.texts("suggestions")
    if len(suggestions) > MAX_SUGGESTIONS:
        problem = f"'suggestions' may name {MAX_SUGGESTIONS} articles at most."
        raise file.fault("suggestions", problem)
    return WidgetSettings(
        company=file.text("company"),
        assistant=file.text("assistant"),
        welcome=file.text("welcome"),
        suggestions=suggestions,
    )


def _limits(file: Section) -> RateLimits:
    usual = InboxLimits()  # files of earlier versions say nothing about it
    return RateLimits(
        messages_a_minute=file.whole("messages_a_minute", 1, 100_000),
        conversations_an_hour=file.whole("conversations_an_hour", 1, 10_000_000),
        inbox=InboxLimits(
            of_one_sender=_waiting(file, "waiting_from_one", usual.of_one_sender),
            in_all=_waiting(file, "waiting_in_all", usual.in_all),
        ),
    )


def _waiting(file: Section, key: str, usual: int) -> int:
    return file.whole(key, 1, MAX_IN_INBOX) if key in file else usual


def _privacy(file: Section) -> Privacy:
    masked = file.some_of("mask", [each.value for each in CardData])
    return Privacy(frozenset(map(CardData, masked)), file.text("notice"))
