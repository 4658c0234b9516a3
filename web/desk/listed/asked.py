"""What the list's address asks for: its fields, what they are called, and what is kept of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import parse_qsl, urlencode

from sanic import Request

from core.answering import Reason
from core.conversations import WEB_CHANNEL
from core.handoffs import ListedState, reason_in_words
from core.settings import Settings
from web.http import read_query

MAX_FILTER_LENGTH = 200
STATES = {
    ListedState.OPEN: "Open",
    ListedState.CUSTOMER: "Waiting for the customer",
    ListedState.SNOOZED: "Snoozed",
    ListedState.CLOSED: "Closed",
    ListedState.BOT: "With the assistant only",
}
FIELDS = (
    *("q", "state", "queue", "agent", "segment", "channel", "reason", "score", "language"),
    *("sensitive", "tag", "about", "files", "since", "until"),
)

Choices = list[tuple[str, str]]
Filter = tuple[str, str, Choices]  # field, label, and its values with what they are called


def read_asked(request: Request) -> dict[str, str]:
    """Return every field of the list as the address has it, "" where it asks for nothing."""
    return {name: read_query(request, MAX_FILTER_LENGTH, name) for name in FIELDS}


def query_of(asked: Mapping[str, str], **more: str) -> str:
    """Return the address's query that asks for this."""
    told = {name: value for name, value in asked.items() if value and name in FIELDS}
    return urlencode({**told, **more})


def read_kept_query(value: object) -> str:
    """Return a query of the list as it is kept: what is no field of the list is left out."""
    given = dict(parse_qsl(value, max_num_fields=50)) if isinstance(value, str) else {}
    return query_of({name: text[:MAX_FILTER_LENGTH] for name, text in given.items()})


def filters(settings: Settings, agents: Choices, asked: Mapping[str, str]) -> list[Filter]:
    """Return what one can choose from."""
    labels = settings.labels
    return [
        ("state", "State", [(state.value, label) for state, label in STATES.items()]),
        ("queue", "Queue", _labelled(settings.queues.values())),
        ("agent", "Agent", agents),
        ("tag", "Tag", list(labels.tags.items())),
        ("about", "Came for", list(labels.contact_reasons.items())),
        ("channel", "Channel", _channels(settings, asked["channel"])),
        ("segment", "Segment", _labelled(settings.segments.by_name.values())),
        ("reason", "Why a person", [(each.value, reason_in_words(each)) for each in Reason]),
        ("score", "Effort score", _scores(settings.survey.labels)),
        ("language", "Writes in", _languages(settings)),
        ("sensitive", "Needs care", _topics(settings)),
        ("files", "Files", [("yes", "With files")]),
    ]


def told(asked: Mapping[str, str], offered: Iterable[Filter]) -> list[str]:
    """Return in words what is asked for besides the words looked for, in the filters' order."""
    chosen = [
        title for name, _, values in offered for value, title in values if asked[name] == value
    ]
    days = {"since": "from", "until": "until"}
    return chosen + [f"{word} {asked[name]}" for name, word in days.items() if asked[name]]


def _channels(settings: Settings, asked: str) -> Choices:
    """Return where customers may come from, nothing where they come from the website alone.

    A connection that there is no longer stands there as long as it is asked for.
    """
    named = {each.name: each.label for each in settings.connections}
    if asked and asked != WEB_CHANNEL:
        named.setdefault(asked, asked)
    return [(WEB_CHANNEL, "Website"), *named.items()] if named or asked else []


def _labelled(named: Iterable[Any]) -> Choices:
    return [(each.name, each.label) for each in named]


def _scores(labels: Iterable[str]) -> Choices:
    return [(str(score), f"{score} – {label}") for score, label in enumerate(labels, 1)]


def _languages(settings: Settings) -> Choices:
    return [(code, language.name) for code, language in settings.languages.others.items()]


def _topics(settings: Settings) -> Choices:
    topics = settings.sensitive.topics
    return [(name, settings.sensitive.label_of(name)) for name in topics]
