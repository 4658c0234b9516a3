"""Reading `settings/off_topic.yml`."""

from __future__ import annotations

from core.subjects import Lines, OffTopic, SubjectKind
from store.settings_files.reading.folder import SettingsFolder
from store.settings_files.reading.yaml_reader import Section, read_yaml
from store.settings_files.subjects import read_subject

_SAID_TO = (SubjectKind.OFF_TOPIC, SubjectKind.ATTACK)
_BESIDE = (SubjectKind.COMPANY, SubjectKind.PRAISE, SubjectKind.COURTESY, SubjectKind.ASIDE)
_KEYS = ("openings", "offers", "phrases", "examples")


def read_off_topic(folder: SettingsFolder) -> OffTopic:
    """Read what is not about the company, and what is said to it; raises Fault."""
    file = read_yaml(folder / "off_topic.yml", *(kind.value for kind in (*_SAID_TO, *_BESIDE)))
    sections = {kind: file.section(kind.value, *_KEYS) for kind in _SAID_TO}
    beside = {kind: file.section(kind.value, "phrases", "examples") for kind in _BESIDE}
    return OffTopic(
        subjects=tuple(
            read_subject(kind, kind.value, section)
            for kind, section in (*sections.items(), *beside.items())
        ),
        lines={kind: _lines(section) for kind, section in sections.items()},
    )


def _lines(section: Section) -> Lines:
    lines = Lines(section.texts("openings"), section.texts("offers"))
    for key, texts in (("openings", lines.openings), ("offers", lines.offers)):
        if not texts:
            raise section.fault(key, f"'{key}' needs one text at least.")
    return lines
