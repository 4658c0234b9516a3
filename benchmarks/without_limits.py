"""A product of its own for measurements that send more than people may."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ruamel.yaml import YAML

from launch.paths import HOME
from launch.running.own_product import OwnProduct, running, variables_of_its_own


@contextmanager
def product_without_limits(folder: Path) -> Iterator[OwnProduct]:
    """Start it, with all it writes in the folder; what may wait in the inbox stays limited."""
    settings = folder / "settings"
    shutil.copytree(HOME / "settings", settings)
    file, yaml = settings / "limits.yml", YAML()
    limits = yaml.load(file)
    limits["messages_a_minute"] = 100_000
    yaml.dump(limits, file)
    articles = HOME / "knowledge_base" / "articles"
    with running(folder, variables_of_its_own(settings, articles)) as product:
        yield product
