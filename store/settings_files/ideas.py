"""Reading `ideas.yml`: how soon members of staff are answered."""

from __future__ import annotations

from datetime import timedelta

from core.ideas import IdeaRules
from store.settings_files.reading.folder import SettingsFolder
from store.settings_files.reading.yaml_reader import read_yaml

_FILE = "ideas.yml"
MAX_IDEA_DAYS = 365


def read_idea_rules(folder: SettingsFolder) -> IdeaRules:
    """Read the file; without it, in an older folder, the usual time holds. Raises Fault."""
    if not (folder / _FILE).exists():
        return IdeaRules()
    file = read_yaml(folder / _FILE, "answer_within_days")
    return IdeaRules(timedelta(days=file.whole("answer_within_days", 1, MAX_IDEA_DAYS)))
