"""`make import-articles`, `export-articles` and `import-questions`: articles in and out."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping, Sequence

from launch.console import Console
from launch.paths import find_paths
from launch.prepare import Preparation
from launch.pythons import APP

TRANSFERS = {
    "import-articles": "import",
    "export-articles": "export",
    "import-questions": "import-questions",
}


def transfer(given: Mapping[str, str], command: str, arguments: Sequence[str]) -> int:
    """Do one of the TRANSFERS in view of whoever asked; returns its exit code."""
    paths = find_paths(given)
    preparation = Preparation(paths, given, Console(steps=2))
    (app,) = preparation.python(APP)
    preparation.environment("app", app)
    asked = [str(paths.app_python), "-m", "commands.articles", TRANSFERS[command], *arguments]
    return subprocess.run(asked, cwd=paths.home, env=dict(given), check=False).returncode
