"""PyTorch comes in a small build for CPUs and one with gigabytes of CUDA. Take the small one.

Effie encodes short questions on a CPU. Which build 'pip install torch' brings depends on the
machine and on pip's configuration, so pip is asked first.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from pathlib import Path

from launch.commands import run_logged
from launch.console import Step
from launch.errors import LaunchError

CPU_INDEX = "https://download.pytorch.org/whl/cpu"
PIP_INSTALL = ("-m", "pip", "--disable-pip-version-check", "--no-input", "install")

# Runs inside the environment, whose pip knows how to read requirements and their conditions.
LARGE_PARTS = """
import json, subprocess, sys
from pip._vendor.packaging.requirements import Requirement
question = [sys.executable, "-m", "pip", "install", "--quiet", "--dry-run", "--no-deps",
            "--ignore-installed", "--report", "-", sys.argv[1]]
report = json.loads(subprocess.run(question, stdout=subprocess.PIPE, check=True).stdout)
for line in report["install"][0]["metadata"].get("requires_dist", []):
    part = Requirement(line)
    if part.name.startswith(("nvidia-", "cuda-")):
        if part.marker is None or part.marker.evaluate({"extra": ""}):
            print(part.name)
"""


def install_torch(
    python: Path, lock: Path, logs: Path, variables: Mapping[str, str], step: Step
) -> None:
    """Install the lock's PyTorch as a CPU build, if the lock has one and it is not there yet.

    Raises Stop with the choice to make when only the CUDA build can be had.
    """
    pin = re.search(r"^torch==\S+", lock.read_text(), re.MULTILINE)
    if pin is None or variables.get("EFFIE_TORCH") == "cuda" or sys.platform != "linux":
        return
    torch, log = pin.group(), logs / f"install-{lock.stem}.log"

    def run(arguments: list[str], advice: str) -> str:
        command = [str(python), *arguments]
        return run_logged(command, log, step, lock.parent, variables, advice)

    if not run(
        ["-c", LARGE_PARTS, torch],
        f"pip cannot find {torch}. Check the network and pip's configuration, and start again.",
    ).strip():
        return
    try:
        run([*PIP_INSTALL, "--no-deps", "--index-url", CPU_INDEX, torch], "")
    except LaunchError as failure:
        raise LaunchError(_choice(torch, log)) from failure


def _choice(torch: str, log: Path) -> str:
    return "\n".join(
        [
            f"The CPU build of {torch} could not be fetched from {CPU_INDEX} (see {log}), and the "
            "build that pip offers brings several gigabytes of CUDA. Choose one:",
            "    make run                     once that address can be reached",
            "    pip config set global.find-links <folder>   with a CPU build of it in the folder",
            "    EFFIE_TORCH=cuda make run    to take the large build",
        ]
    )
