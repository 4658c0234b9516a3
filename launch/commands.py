"""Run one command to its end: its output goes to a log, its life shows on the console."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from launch.console import Step
from launch.errors import LaunchError
from launch.running.log_rotation import rotate_if_large

LAST_LINES = 12


def run_logged(
    command: Sequence[str],
    log: Path,
    step: Step,
    folder: Path,
    variables: Mapping[str, str],
    advice: str,
) -> str:
    """Run the command and return what it printed; its errors and progress go to the log.

    Raises Stop with the log's last lines and the advice when the command fails.
    """
    log.parent.mkdir(parents=True, exist_ok=True)
    rotate_if_large(log)
    answer = log.with_suffix(".out")
    with log.open("a") as errors, answer.open("w+") as printed:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=printed,
            stderr=errors,
            cwd=folder,
            env=dict(variables),
        )
        try:
            _wait(process, step, [log, answer])
        finally:
            if process.poll() is None:
                process.kill()
                process.wait()
    output = answer.read_text(errors="replace")
    answer.unlink()
    with log.open("a") as errors:
        errors.write(output)
    if process.returncode != 0:
        raise LaunchError(f"{advice}\n{last_lines(log)}\nThe whole story: {log}")
    return output


def last_lines(log: Path, count: int = LAST_LINES) -> str:
    """The end of a log, indented; empty if there is none."""
    if not log.exists():
        return ""
    lines = log.read_text(errors="replace").splitlines()[-count:]
    return "\n".join("    " + line[:300] for line in lines)


def _wait(process: subprocess.Popen[bytes], step: Step, outputs: Sequence[Path]) -> None:
    while True:
        try:
            process.wait(timeout=1)
            return
        except subprocess.TimeoutExpired:
            step.beat(_latest_line(outputs))


def _latest_line(outputs: Sequence[Path]) -> str:
    newest = max(outputs, key=lambda path: path.stat().st_mtime)
    with newest.open("rb") as file:
        file.seek(max(0, newest.stat().st_size - 2000))
        lines = file.read().decode(errors="replace").replace("\r", "\n").split("\n")
    telling = (line.strip() for line in reversed(lines) if not line.startswith("WARNING"))
    return next((line[:100] for line in telling if line), "")
