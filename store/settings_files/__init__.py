"""The YAML files of `settings/`, read, checked and read again when they change."""

from store.settings_files.confidence import write_confidence
from store.settings_files.reloading import LiveSettings
from store.settings_files.settings import read_retrieval, read_settings

__all__ = ["LiveSettings", "read_retrieval", "read_settings", "write_confidence"]
