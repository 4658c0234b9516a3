"""Reading `suggested_examples.yml`: which of customers' questions nobody has to look at."""

from __future__ import annotations

from core.suggested_examples import READY_FROM, AcceptRules
from store.settings_files.reading.folder import SettingsFolder
from store.settings_files.reading.yaml_reader import read_yaml

_ACCEPT = ("never", "ready")
MAX_PEOPLE_NEEDED = 1_000


def read_accept_rules(folder: SettingsFolder) -> AcceptRules:
    """Read the file; raises Fault naming file, line and what to write instead."""
    file = read_yaml(folder / "suggested_examples.yml", "accept", "sure", "people")
    accept = file.one_of("accept", _ACCEPT)
    sure, people = file.number("sure", READY_FROM, 1.0), file.whole("people", 1, MAX_PEOPLE_NEEDED)
    return AcceptRules(sure if accept == "ready" else None, people)
