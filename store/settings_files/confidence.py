"""Reading and writing `settings/confidence.yml`: how sure the assistant must be."""

from __future__ import annotations

import io
from collections.abc import Collection, Mapping
from pathlib import Path

from ruamel.yaml import YAML

from core.answering import Thresholds
from core.errors import Fault
from core.settings import Confidence
from store.settings_files.reading.folder import SettingsFolder
from store.settings_files.reading.yaml_reader import Section, read_yaml

FILE = "confidence.yml"
KEYS = ("answer", "clarify", "choice")


def read_confidence(folder: SettingsFolder, segments: Collection[str]) -> Confidence:
    """Read the file; `segments` are those that may have thresholds of their own.

    Raises Fault naming file, line and what to write instead.
    """
    file = read_yaml(folder / FILE, *KEYS, "segments", "expected")
    if "expected" in file:
        file.names("expected")
    own = file.section("segments", *segments).sections(*KEYS) if "segments" in file else ()
    return Confidence(
        common=_thresholds(file), by_segment={name: _thresholds(section) for name, section in own}
    )


def write_confidence(
    folder: Path, confidence: Confidence, expected: Mapping[str, float | str]
) -> None:
    """Put new values into the file, whose comments stay; readers see the old file or the new one.

    expected: what these values are expected to come to, for people to read
    """
    path = folder / FILE
    yaml = YAML(typ="rt")
    try:
        data = yaml.load(path.read_text(encoding="utf-8"))
        data.update(_plain(confidence.common))
        data["expected"] = dict(expected)
        data.pop("segments", None)
        if confidence.by_segment:
            own = {name: _plain(thresholds) for name, thresholds in confidence.by_segment.items()}
            data["segments"] = own
        text = io.StringIO()
        yaml.dump(data, text)
        fresh = path.with_name(f".{FILE}.new")
        fresh.write_text(text.getvalue(), encoding="utf-8")
        fresh.replace(path)
    except OSError as error:
        problem = f"the file can't be written ({error.strerror})."
        raise Fault(f"{folder.name}/{FILE}", 1, problem) from None


def _thresholds(section: Section) -> Thresholds:
    thresholds = Thresholds(
        answer=section.number("answer", 0, 1),
        clarify=section.number("clarify", 0, 1),
        choice=section.number("choice", 0, 1),
    )
    if thresholds.clarify > thresholds.answer:
        raise section.fault("clarify", "'clarify' must not be above 'answer'.")
    return thresholds


def _plain(thresholds: Thresholds) -> dict[str, float]:
    return {key: round(getattr(thresholds, key), 4) for key in KEYS}
