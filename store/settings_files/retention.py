"""Reading `retention.yml`: for how many days each kind of data is kept."""

from __future__ import annotations

from core.personal_data import (
    AGEING,
    MAX_RETENTION_DAYS,
    MIN_RETENTION_DAYS,
    Kind,
    Retention,
    RetentionMode,
)
from store.settings_files.reading.folder import SettingsFolder
from store.settings_files.reading.yaml_reader import read_yaml


def read_retention(folder: SettingsFolder) -> Retention:
    """Read the file; raises Fault naming file, line and what to write instead."""
    if not (folder / "retention.yml").exists():  # settings of earlier versions: all is kept
        return Retention()
    file = read_yaml(folder / "retention.yml", "mode", *(kind.value for kind in AGEING))
    days: dict[Kind, int] = {
        kind: file.whole(kind.value, MIN_RETENTION_DAYS, MAX_RETENTION_DAYS)
        for kind in AGEING
        if kind.value in file
    }
    return Retention(RetentionMode(file.one_of("mode", [m.value for m in RetentionMode])), days)
