"""Programs that tests need and that come with the system, not from PyPI.

As root on Debian they are installed; anybody else is told which package holds them.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from launch.commands import run_logged
from launch.console import Step
from launch.errors import LaunchError
from launch.paths import Paths


@dataclass(frozen=True)
class Program:
    """A program by any of its names, on PATH or in folders of its own.

    folders: patterns as `Path.glob` reads them, from the root; the highest version is taken
    """

    names: tuple[str, ...]
    package: str
    folders: tuple[str, ...] = ()

    def find(self) -> str | None:
        """Return the program's path; None if it is not installed."""
        for name in self.names:
            found = sorted(
                (path for folder in self.folders for path in Path("/").glob(f"{folder}/{name}")),
                key=_version,
            )
            if path := shutil.which(name) or next(map(str, reversed(found)), None):
                return path
        return None


CHROMIUM = Program(("chromium", "chromium-browser", "google-chrome"), "chromium")
POSTGRESQL = Program(
    ("postgres",), "postgresql", ("usr/lib/postgresql/*/bin", "usr/local/pgsql/bin")
)


def require(
    program: Program, tests: str, paths: Paths, given: Mapping[str, str], step: Step
) -> None:
    """Find the program, installing it where that is possible, and say what was found."""
    found = program.find()
    if found is None and os.geteuid() == 0 and shutil.which("apt-get"):
        _install(program, paths, given, step)
        found = program.find()
    missing = f"missing: {tests} are skipped. To run them, install {program.package}"
    step.done(found or missing)


def _install(program: Program, paths: Paths, given: Mapping[str, str], step: Step) -> None:
    variables = {**given, "DEBIAN_FRONTEND": "noninteractive"}
    log = paths.logs / f"{program.package}.log"
    install = ["apt-get", "install", "-y", "--no-install-recommends", program.package]
    try:
        for command in (["apt-get", "update"], install):
            run_logged(command, log, step, paths.home, variables, "")
    except LaunchError:
        return  # what is missing is said by whoever asked


def _version(path: Path) -> list[int]:
    return [int(part) for part in path.parts if part.isdecimal()]
