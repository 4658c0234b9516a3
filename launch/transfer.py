"""What changes the record by a command: `make import-articles`, `demo-history` and others."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping, Sequence

from launch.console import Console
from launch.paths import find_paths
from launch.preparing.prepare import Preparation
from launch.preparing.pythons import APP

TRANSFERS = {
    "import-articles": ("commands.articles", "import"),
    "export-articles": ("commands.articles", "export"),
    "import-questions": ("commands.articles", "import-questions"),
    "import-history": ("commands.import_history",),
    "demo-history": ("commands.demo_history",),
    "backup": ("commands.backup",),
    "restore": ("commands.restore",),
    "erase-again": ("commands.erase_again",),
    "recompute-insights": ("commands.recompute_insights",),
}


def transfer(given: Mapping[str, str], command: str, arguments: Sequence[str]) -> int:
    """Do one of the TRANSFERS in view of whoever asked; returns its exit code."""
    paths = find_paths(given)
    preparation = Preparation(paths, given, Console(steps=2))
    (app,) = preparation.python(APP)
    preparation.environment("app", app)
    asked = [str(paths.app_python), "-m", *TRANSFERS[command], *arguments]
    return subprocess.run(asked, cwd=paths.home, env=dict(given), check=False).returncode
