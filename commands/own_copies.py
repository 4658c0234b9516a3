"""Settings and articles for a product of its own that is asked faster than people type."""

from __future__ import annotations

import shutil
from pathlib import Path

from ruamel.yaml import YAML

from launch.paths import HOME

_LIFTED = 100  # times as much as the shipped limits allow


def copies_without_limits(folder: Path) -> tuple[Path, Path]:
    """Copy settings and articles into a folder, with the limits on floods lifted; return both."""
    settings, articles = folder / "settings", folder / "articles"
    shutil.copytree(HOME / "settings", settings)
    shutil.copytree(HOME / "knowledge_base" / "articles", articles)
    yaml = YAML()
    limits = yaml.load(settings / "limits.yml")
    yaml.dump({name: value * _LIFTED for name, value in limits.items()}, settings / "limits.yml")
    return settings, articles
