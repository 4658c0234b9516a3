"""Reading `settings/sensitive.yml`."""

from __future__ import annotations

from collections.abc import Collection

from core.subjects import Aftermath, Sensitive, SensitiveTopic, SubjectKind
from store.settings_files.reading.folder import SettingsFolder
from store.settings_files.reading.yaml_reader import Section, read_yaml
from store.settings_files.subjects import read_subject

MAX_HEAD_START = 24 * 60  # minutes
_KEYS = ("label", "person", "queue", "head_start", "words", "never")
_NOTICED_BY = ("phrases", "examples", "harmless")
_PERSON = {"called": True, "offered": False}


def read_sensitive(folder: SettingsFolder, queues: Collection[str]) -> Sensitive:
    """Read the topics that need care, and what is said about each; raises Fault.

    queues: the names of the queues there are
    """
    file = read_yaml(folder / "sensitive.yml", "topics").names("topics")
    return Sensitive(
        {name: _topic(name, topic, queues) for name, topic in file.sections(*_KEYS, *_NOTICED_BY)}
    )


def _topic(name: str, section: Section, queues: Collection[str]) -> SensitiveTopic:
    return SensitiveTopic(
        name=name,
        label=section.text("label"),
        words=section.text("words"),
        at_once=_PERSON[section.one_of("person", _PERSON)],
        queue=section.one_of("queue", queues) if "queue" in section else "",
        head_start=section.whole("head_start", 0, MAX_HEAD_START),
        never=frozenset(map(Aftermath, section.some_of("never", [a.value for a in Aftermath]))),
        subject=read_subject(SubjectKind.SENSITIVE, name, section),
        harmless=section.texts("harmless") if "harmless" in section else (),
    )
