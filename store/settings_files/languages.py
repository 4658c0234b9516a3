"""Reading `settings/languages.yml`."""

from __future__ import annotations

import re

from core.wording import Language, Languages
from store.settings_files.reading.folder import SettingsFolder
from store.settings_files.reading.yaml_reader import Section, read_yaml

_CODE = re.compile(r"[a-z]{2}\Z")
_KEYS = ("name", "speaker", "nobody", "noted")


def read_languages(folder: SettingsFolder) -> Languages:
    """Read what the assistant speaks, and what others are told in their language; raises Fault."""
    file = read_yaml(folder / "languages.yml", "assistant", "languages")
    assistant = file.texts("assistant")
    if not assistant:
        raise file.fault("assistant", "'assistant' must name at least one language, as [en].")
    for code in assistant:
        _check(file, "assistant", code)
    named = file.names("languages")
    others = {}
    for code, section in named.sections(*_KEYS):
        _check(named, code, code)
        others[code] = Language(code, *(section.text(key) for key in _KEYS))
    return Languages(frozenset(assistant), others)


def _check(section: Section, key: str, code: str) -> None:
    if not _CODE.match(code):
        problem = f"'{code}' is no language; write the two letters of one, as es or pt."
        raise section.fault(key, problem)
