"""`make import-articles`, `export-articles` and `import-questions`: articles in and out."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping, Sequence

from launch.console import Console
from launch.places import find_places
from launch.prepare import Preparation
from launch.pythons import APP

TRANSFERS = {
    "import-articles": "import",
    "export-articles": "export",
    "import-questions": "import-questions",
}


def transfer(given: Mapping[str, str], command: str, arguments: Sequence[str]) -> int:
    """Do one of the TRANSFERS in view of whoever asked; returns its exit code."""
    places = find_places(given)
    preparation = Preparation(places, given, Console(steps=2))
    (app,) = preparation.python(APP)
    preparation.environment("app", app)
    asked = [str(places.app_python), "-m", "commands.articles", TRANSFERS[command], *arguments]
    return subprocess.run(asked, cwd=places.home, env=dict(given), check=False).returncode
