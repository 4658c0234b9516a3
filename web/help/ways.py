"""The ways to get help besides the articles, with when somebody is there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from core.handoffs import Channel, team_moment_in_words
from core.settings import Settings


@dataclass(frozen=True)
class Way:
    """One way. url: "" for a person in the chat; when: "" if it is always open"""

    label: str
    url: str
    when: str
    is_open: bool


def ways_to_help(settings: Settings, at: datetime) -> tuple[Way, ...]:
    """Return the ways that customers have whom no profile describes, in their order."""
    names = settings.segments.of("").channels
    return tuple(_way(settings.channels[name], at, settings.zone) for name in names)


def _way(channel: Channel, at: datetime, usual: ZoneInfo) -> Way:
    if channel.hours is None:
        return Way(channel.label, channel.url, "", True)
    if channel.hours.is_open(at):
        return Way(channel.label, channel.url, "Open now", True)
    opens = channel.hours.next_opening(at)
    if opens is None:
        return Way(channel.label, channel.url, "Closed for now", False)
    when = f"Back {team_moment_in_words(opens, at, channel.hours.zone, usual)}"
    return Way(channel.label, channel.url, when, False)
