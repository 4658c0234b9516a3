"""What is installed, by the locks."""

from __future__ import annotations

import json
from pathlib import Path

from commands.advisories.judge import Package

LOCKS = ("app.txt", "bot.txt", "dev.txt", "bot-dev.txt")


def read_locks(home: Path) -> list[Package]:
    """Return every locked version, of Python's packages and of npm's."""
    python = [
        Package("pypi", name, version.strip())
        for lock in LOCKS
        for line in (home / "requirements" / lock).read_text().splitlines()
        for name, pinned, version in [line.partition("==")]
        if pinned
    ]
    listed = json.loads((home / "package-lock.json").read_text())["packages"]
    npm = [
        Package("npm", path.rpartition("node_modules/")[2], about["version"])
        for path, about in listed.items()
        if path
    ]
    return list(dict.fromkeys([*python, *npm]))
