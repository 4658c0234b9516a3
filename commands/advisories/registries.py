"""Asking the registries which holes they know of, by their own tools: pip-audit and npm audit."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from commands.advisories.judge import Advisory, Package
from core.errors import Unavailable

# Has well-known holes: a source that tells of none here would tell of none anywhere.
_PROBE = Package("pypi", "jinja2", "2.4.1")
_PATIENCE = 300.0  # seconds
Told = list[tuple[Package, Advisory]]


class NoSource(Unavailable):
    """No source of advisories can be reached from here."""


def ask_pypi(installed: Sequence[Package]) -> Told:
    """Return what is known of Python's packages. Raises NoSource."""
    if not _pip_audit([_PROBE]):
        raise NoSource
    return _pip_audit(installed)


def ask_npm(npm: Sequence[str], home: Path) -> Told:
    """Return what is known of npm's packages; `npm` is the command. Raises NoSource."""
    audit = _run([*npm, "audit", "--json", "--package-lock-only"], home)
    if "vulnerabilities" not in audit:
        raise NoSource
    return [
        (Package("npm", name, ""), _npm_advisory(name, via))
        for name, about in audit["vulnerabilities"].items()
        for via in about["via"]
        if isinstance(via, dict)
    ]


def _pip_audit(packages: Sequence[Package]) -> Told:
    """The same package in two versions is asked for twice: the tool takes one of each."""
    first = {package.name: package for package in packages}
    others = [package for package in packages if first[package.name] != package]
    with tempfile.TemporaryDirectory() as folder:
        pins = Path(folder) / "pins.txt"
        lines = [f"{package.name}=={package.version}" for package in first.values()]
        pins.write_text("\n".join(lines), encoding="utf-8")
        options = ["--no-deps", "--disable-pip", "--format", "json", "--progress-spinner", "off"]
        audit = _run([sys.executable, "-m", "pip_audit", *options, "-r", str(pins)], Path(folder))
    told = [
        (Package("pypi", each["name"], each["version"]), _pypi_advisory(each["name"], hole))
        for each in audit.get("dependencies", [])
        for hole in each.get("vulns", [])
    ]
    return told + (_pip_audit(others) if others else [])


def _run(command: Sequence[str], folder: Path) -> dict[str, Any]:
    """Run a tool that answers in JSON, whatever its exit code says."""
    try:
        done = subprocess.run(  # noqa: S603
            command, cwd=folder, capture_output=True, text=True, timeout=_PATIENCE, check=False
        )
        answer = json.loads(done.stdout)
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return {}
    return answer if isinstance(answer, dict) else {}


def _pypi_advisory(name: str, hole: dict[str, Any]) -> Advisory:
    fixed = ", ".join(hole.get("fix_versions", [])) or "none"
    what = " ".join(hole.get("description", "").split())[:160]
    ids = (hole["id"], *hole.get("aliases", []))
    return Advisory(ids, "pypi", name, "", f"{what} (fixed in: {fixed})")


def _npm_advisory(name: str, via: dict[str, Any]) -> Advisory:
    ids = (str(via.get("url", via.get("source", ""))).rpartition("/")[2],)
    return Advisory(ids, "npm", name, "", f"{via.get('title', '')} ({via.get('range', '')})")
