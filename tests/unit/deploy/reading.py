"""Manifests as tests read them: plain data, and what each starts."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from launch.paths import HOME

DEPLOY = HOME / "deploy"
DOCKERFILES = sorted(DEPLOY.glob("*.Dockerfile"))
UNITS = sorted((DEPLOY / "systemd").glob("*.service"))
PROCESSES = ("web", "actions", "bot")


def compose() -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
    return content


@cache
def manifests(kind: str) -> list[dict[str, Any]]:
    """Those of a kind in the base."""
    files = sorted((DEPLOY / "kubernetes" / "base").glob("*.yaml"))
    found = [each for file in files for each in yaml.safe_load_all(file.read_text())]
    return [each for each in found if each["kind"] == kind]


def pods() -> list[dict[str, Any]]:
    owners = [*manifests("Deployment"), *manifests("StatefulSet"), *manifests("Job")]
    return [owner["spec"]["template"] for owner in owners]


def instructions(dockerfile: Path) -> list[str]:
    """Its instructions, each on one line, without comments."""
    lines = [line for line in dockerfile.read_text().splitlines() if not line.startswith("#")]
    return [line for line in re.sub(r"\\\n\s*", "", "\n".join(lines)).splitlines() if line]


def commands() -> Iterator[tuple[str, list[str]]]:
    """Every command that anything in `deploy/` starts, with where it stands."""
    for dockerfile in DOCKERFILES:
        for line in instructions(dockerfile):
            if line.startswith("CMD "):
                yield dockerfile.name, yaml.safe_load(line.removeprefix("CMD "))
    for name, service in compose()["services"].items():
        if "command" in service:
            yield f"compose {name}", service["command"]
    for pod in pods():
        for container in pod["spec"]["containers"]:
            yield f"pod {container['name']}", container["command"]
    for unit in UNITS:
        (start,) = re.findall(r"^ExecStart=(.*)$", unit.read_text(), re.MULTILINE)
        yield unit.name, shlex.split(start)


def value(unit: Path, name: str) -> list[str]:
    """What a unit says under a name, each time it does."""
    return re.findall(rf"^{name}=(.*)$", unit.read_text(), re.MULTILINE)
