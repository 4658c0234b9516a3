"""Build the two virtual environments from their locks, and only when a lock has changed."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from launch.commands import run_logged
from launch.console import Step
from launch.preparing import stamps, torch_build
from launch.preparing.pythons import Python
from launch.single_instance import one_at_a_time

PIP = ("-m", "pip", "--disable-pip-version-check", "--no-input")


@dataclass(frozen=True)
class Builder:
    """What building needs to know: where to log, and the variables pip and torch listen to."""

    requirements: Path
    logs: Path
    variables: Mapping[str, str]

    def build(self, folder: Path, python: Python, step: Step) -> None:
        """Bring the environment `<folder>` in line with `requirements/<folder's name>.txt`."""
        with one_at_a_time(folder.parent / ".building"):
            if not _runs(folder, python):
                self._create(folder, python, step)
            self._install(folder, self.requirements / f"{folder.name}.txt", step)

    def add(self, folder: Path, lock_name: str, step: Step) -> None:
        """Install one more lock into an environment that is already built."""
        with one_at_a_time(folder.parent / ".building"):
            self._install(folder, self.requirements / lock_name, step)

    def _create(self, folder: Path, python: Python, step: Step) -> None:
        if folder.exists():
            shutil.rmtree(folder)
        self._run(python.path, ["-m", "venv", str(folder)], folder, step)

    def _install(self, folder: Path, lock: Path, step: Step) -> None:
        stamp, value = folder / f".{lock.stem}.installed", stamps.fingerprint([lock])
        if stamps.is_stamped(stamp, value):
            step.done("up to date")
            return
        stamp.unlink(missing_ok=True)
        interpreter = folder / "bin" / "python"
        torch_build.install_torch(interpreter, lock, self.logs, self.variables, step)
        self._run(interpreter, [*PIP, "install", "-r", str(lock)], folder, step)
        stamps.write_stamp(stamp, value)
        step.done("built")

    def _run(self, python: Path, arguments: list[str], folder: Path, step: Step) -> None:
        run_logged(
            [str(python), *arguments],
            self.logs / f"install-{folder.name}.log",
            step,
            self.requirements.parent,
            self.variables,
            advice=f"Building {folder} failed. If the lines below speak of the network, check it "
            "and start again: what is done is kept.",
        )


def _runs(folder: Path, python: Python) -> bool:
    """Whether the environment is there, works, and is of the Python's version."""
    question = "import pip, sys; print('.'.join(map(str, sys.version_info[:2])))"
    try:
        answer = subprocess.run(
            [str(folder / "bin" / "python"), "-c", question],
            capture_output=True,
            text=True,
            check=False,
        )
    except OSError:
        return False
    return answer.returncode == 0 and python.version.startswith(answer.stdout.strip() + ".")
