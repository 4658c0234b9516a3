"""Reading `settings/help.yml`."""

from __future__ import annotations

from datetime import timedelta

from core.answering import OTHER, HelpSettings, Topic
from core.articles import SLUG
from store.settings_files.reading.folder import SettingsFolder
from store.settings_files.reading.yaml_reader import Section, read_yaml

_MAX_OFFER_AFTER = 3600  # seconds
_TOPIC_KEYS = ("label", "about")


def read_help(folder: SettingsFolder) -> HelpSettings:
    """Read how the help centre is arranged; raises Fault."""
    file = read_yaml(folder / "help.yml", "offer_after_seconds", "popular", "topics", "other")
    seconds = file.number("offer_after_seconds", 0, _MAX_OFFER_AFTER)
    return HelpSettings(
        topics=tuple(_topics(file.names("topics"))),
        other=_topic(OTHER, file.section("other", *_TOPIC_KEYS)),
        popular=file.texts("popular"),
        offer_after=timedelta(seconds=seconds) if seconds else None,
    )


def _topics(section: Section) -> list[Topic]:
    topics = []
    for name, topic in section.sections(*_TOPIC_KEYS):
        if not SLUG.match(name) or name == OTHER:
            problem = f"'{name}' cannot be a topic: use letters, digits, '_' and '-'."
            raise section.fault(name, problem)
        topics.append(_topic(name, topic))
    return topics


def _topic(name: str, section: Section) -> Topic:
    return Topic(name, section.text("label"), section.text("about"))
