"""Settings changed in the product: each change a version, and what of it holds."""

from store.setting_versions.in_use import SettingInUse
from store.setting_versions.lately import asked_since, called_since, came_since
from store.setting_versions.record import OnDisk, SettingVersions
from store.setting_versions.texts import ChangedTexts

__all__ = [
    "ChangedTexts",
    "OnDisk",
    "SettingInUse",
    "SettingVersions",
    "asked_since",
    "called_since",
    "came_since",
]
