"""Find the Pythons that Effie needs: on the PATH, then pyenv's, then uv's."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from launch.errors import LaunchError

PROBE = (
    "import sys; print(sys.executable); print('.'.join(map(str, sys.version_info[:3])));"
    "import bz2, ctypes, ensurepip, lzma, sqlite3, ssl, venv"
)


@dataclass(frozen=True)
class Requirement:
    """A Python that one environment needs. `versions` in order of preference, as '3.11'."""

    purpose: str
    versions: tuple[str, ...]


BOT = Requirement("the bot (Rasa 3.6 runs on nothing newer)", ("3.10",))
APP = Requirement("actions and web", ("3.11", "3.12", "3.13"))


@dataclass(frozen=True)
class Python:
    path: Path
    version: str


def find_python(wanted: Requirement, variables: Mapping[str, str]) -> Python:
    """The first Python of a wanted version that really runs and has what a venv needs.

    Raises Stop naming what to install.
    """
    incomplete: list[str] = []
    for version in wanted.versions:
        for candidate in _candidates(version, variables):
            found = _probe(candidate, variables)
            if isinstance(found, Python) and found.version.startswith(version + "."):
                return found
            if isinstance(found, str):
                incomplete.append(f"{candidate} is there, but {found}.")
    raise LaunchError(_what_to_install(wanted, incomplete))


def _candidates(version: str, variables: Mapping[str, str]) -> Iterator[Path]:
    for folder in variables.get("PATH", os.defpath).split(os.pathsep):
        for name in (f"python{version}", "python3"):
            if folder and os.access(Path(folder) / name, os.X_OK):
                yield Path(folder) / name
    root = Path(variables.get("PYENV_ROOT") or Path.home() / ".pyenv")
    yield from sorted(root.glob(f"versions/{version}.*/bin/python"), reverse=True)
    yield from _known_to_uv(version, variables)


def _known_to_uv(version: str, variables: Mapping[str, str]) -> Iterator[Path]:
    uv = shutil.which("uv", path=variables.get("PATH"))
    if uv is None:
        return
    answer = _run([uv, "python", "find", "--no-project", version], variables)
    if answer is not None and answer.returncode == 0:
        yield Path(answer.stdout.strip())


def _probe(candidate: Path, variables: Mapping[str, str]) -> Python | str | None:
    """The Python, or what it lacks, or None if it does not run at all."""
    answer = _run([str(candidate), "-I", "-c", PROBE], variables)
    lines = answer.stdout.splitlines() if answer else []
    if answer is None or len(lines) != 2:
        return None
    if answer.returncode != 0:
        problem = answer.stderr.strip().splitlines()
        return problem[-1] if problem else "it fails"
    return Python(Path(lines[0]), lines[1])


def _run(
    command: list[str], variables: Mapping[str, str]
) -> subprocess.CompletedProcess[str] | None:
    try:
        return subprocess.run(
            command,
            capture_output=True,
            text=True,
            timeout=30,
            env=dict(variables),
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None


def _what_to_install(wanted: Requirement, incomplete: list[str]) -> str:
    first = wanted.versions[0]
    names = " or ".join(wanted.versions)
    return "\n".join(
        [
            f"Python {names} is missing; {wanted.purpose} needs it. Install it in one of these "
            "ways and start again:",
            f"    uv python install {first}",
            f"    pyenv install {first}",
            f"    apt install python{first} python{first}-venv   (where your system has it)",
            *incomplete,
        ]
    )
