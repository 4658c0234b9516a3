"""`make lock`: work out every version from requirements/*.in and write requirements/*.txt."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from launch.commands import run_logged
from launch.console import Console, Step
from launch.paths import Paths, find_paths
from launch.preparing.pythons import APP, BOT, Requirement, find_python

# What only the CUDA build of torch needs; torch_build.py chooses the build.
CUDA_PARTS = ("nvidia-", "cuda-", "triton")
# Each lock with its Python, and the lock whose versions it must agree with.
LOCKS: dict[str, tuple[Requirement, str]] = {
    "bot": (BOT, ""),
    "bot-dev": (BOT, "bot"),
    "app": (APP, ""),
    "dev": (APP, "app"),
}


def lock(given: Mapping[str, str], names: list[str]) -> None:
    """Write the locks of these names, or all of them."""
    paths = find_paths(given)
    wanted = [name for name in LOCKS if not names or name in names]
    console = Console(len(wanted))
    for name in wanted:
        with console.step(f"requirements/{name}.txt") as step, tempfile.TemporaryDirectory() as tmp:
            found = _resolve(paths, given, name, Path(tmp), step)
            target = paths.requirements / f"{name}.txt"
            target.write_text(_format(name, found))
            step.done(f"{len(found)} packages")


def _resolve(
    paths: Paths, given: Mapping[str, str], name: str, scratch: Path, step: Step
) -> dict[str, str]:
    """Ask pip, in an empty environment, what it would install."""
    wanted, base = LOCKS[name]
    log, report = paths.logs / f"lock-{name}.log", scratch / "report.json"
    python = str(find_python(wanted, given).path)
    constraint = ["-c", f"requirements/{base}.txt"] if base else []

    def run(*command: str) -> None:
        advice = f"The versions of requirements/{name}.in cannot be worked out."
        run_logged(command, log, step, paths.home, given, advice)

    run(python, "-m", "venv", str(scratch / "venv"))
    run(
        *(str(scratch / "venv" / "bin" / "python"), "-m", "pip", "install", "--dry-run"),
        *("--ignore-installed", "--report", str(report), "-r", f"requirements/{name}.in"),
        *constraint,
    )
    already = _read(paths.requirements / f"{base}.txt") if base else {}
    found = _pins(json.loads(report.read_text()))
    return {package: version for package, version in found.items() if package not in already}


def _pins(report: dict[str, Any]) -> dict[str, str]:
    """Package names in their normal form, and versions without the local part (as in +cpu)."""
    pins = {}
    for item in report["install"]:
        name = re.sub(r"[-_.]+", "-", item["metadata"]["name"]).lower()
        if not name.startswith(CUDA_PARTS):
            pins[name] = item["metadata"]["version"].partition("+")[0]
    return pins


def _read(lock_file: Path) -> dict[str, str]:
    lines = [line.partition("==") for line in lock_file.read_text().splitlines() if "==" in line]
    return {name: version for name, _, version in lines}


def _format(name: str, versions: Mapping[str, str]) -> str:
    lines = [f"{package}=={version}" for package, version in sorted(versions.items())]
    return "\n".join([f"# Made by 'make lock' from {name}.in. Do not edit.", *lines, ""])
