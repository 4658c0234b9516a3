"""The YAML files of `settings/`, read, checked and read again when they change."""

from store.settings_files.confidence import write_confidence
from store.settings_files.editing import edit_text
from store.settings_files.reading.folder import ChangedFolder
from store.settings_files.reading.yaml_document import read_document
from store.settings_files.reading.yaml_reader import Section, read_yaml_list
from store.settings_files.reloading import LiveSettings, look_at
from store.settings_files.settings import read_retrieval, read_settings
from store.settings_files.words import usual_words

__all__ = [
    "ChangedFolder",
    "LiveSettings",
    "Section",
    "edit_text",
    "look_at",
    "read_document",
    "read_retrieval",
    "read_settings",
    "read_yaml_list",
    "usual_words",
    "write_confidence",
]
