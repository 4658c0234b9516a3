"""Reading `desk.yml`: what agents can say of a conversation and its customer."""

from __future__ import annotations

from core.handoffs import Labels
from store.settings_files.reading.folder import SettingsFolder
from store.settings_files.reading.yaml_reader import Section, read_yaml

_FILE = "desk.yml"
_KEYS = ("tags", "contact_reasons", "contact_reason", "facts")
_ANSWERS = {"required": True, "optional": False}


def read_labels(folder: SettingsFolder) -> Labels:
    """Read `desk.yml`; without it, in an older folder, nothing can be said. Raises Fault."""
    if not (folder / _FILE).exists():
        return Labels()
    file = read_yaml(folder / _FILE, *_KEYS)
    return Labels(
        tags=_named(file, "tags"),
        contact_reasons=_named(file, "contact_reasons"),
        facts=_named(file, "facts"),
        required=_ANSWERS[file.one_of("contact_reason", _ANSWERS)]
        if "contact_reason" in file
        else False,
    )


def _named(file: Section, key: str) -> dict[str, str]:
    return dict(file.names(key).pairs()) if key in file else {}
