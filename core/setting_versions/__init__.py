"""Changes of settings as versions: where each came from, and what it changed."""

from core.setting_versions.difference import MAX_DIFFERENCES, Difference, differences, line_changes
from core.setting_versions.forms import (
    REMOVED,
    Choices,
    Edit,
    Entry,
    Kind,
    Part,
    Typed,
    edits,
    entries,
    fresh_entry,
)
from core.setting_versions.layouts import (
    Layout,
    layout_of,
    needs_restart,
    ordered,
    who_may_change,
)
from core.setting_versions.versions import (
    MAX_REASON_LENGTH,
    FileState,
    Origin,
    SettingChanged,
    SettingConflict,
    SettingVersion,
    Taken,
    digest,
    take_in,
)
from core.setting_versions.word_forms import response_in_words

__all__ = [
    "MAX_DIFFERENCES",
    "MAX_REASON_LENGTH",
    "REMOVED",
    "Choices",
    "Difference",
    "Edit",
    "Entry",
    "FileState",
    "Kind",
    "Layout",
    "Origin",
    "Part",
    "SettingChanged",
    "SettingConflict",
    "SettingVersion",
    "Taken",
    "Typed",
    "differences",
    "digest",
    "edits",
    "entries",
    "fresh_entry",
    "layout_of",
    "line_changes",
    "needs_restart",
    "ordered",
    "response_in_words",
    "take_in",
    "who_may_change",
]
