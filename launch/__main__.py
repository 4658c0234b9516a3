"""`python3 -m launch <command>`, the Makefile's side.

Commands: run, test, check, evaluate, evaluate-conversations, evaluate-sensitive,
evaluate-manners, evaluate-next, evaluate-drivers, simulate-learning, calibrate, learn-prior,
adapt, bench-answers, bench-kills, bench-conversations, bench-replies, fuzz, import-articles,
export-articles, import-questions, import-history, demo-history, backup, restore, erase-again,
recompute-insights, train, environment, lock, clean.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys

from launch import testing
from launch.errors import LaunchError
from launch.paths import find_paths
from launch.preparing import lock
from launch.run import run
from launch.transfer import TRANSFERS, transfer

INTERRUPTED = 130
MADE = (
    *(".venv", "node_modules", "models", ".rasa"),
    *(".mypy_cache", ".ruff_cache", ".pytest_cache"),
)


def main(command: str, arguments: list[str]) -> int:
    """Do what was asked; what goes wrong is told in a few lines. Returns the exit code."""
    for ending in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, signal.default_int_handler)
    try:
        return _dispatch(command, arguments)
    except LaunchError as stop:
        print(f"\n{stop}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nInterrupted. What was done so far is kept.", file=sys.stderr)
        return INTERRUPTED


def _dispatch(command: str, arguments: list[str]) -> int:
    given = dict(os.environ)
    if command == "run":
        run(given)
    elif command == "test":
        return testing.test(given, arguments)
    elif command == "check":
        return testing.check(given)
    elif command in testing.MEASUREMENTS:
        return testing.measure(given, command, arguments)
    elif command in TRANSFERS:
        return transfer(given, command, arguments)
    elif command == "train":
        testing.train(given)
    elif command == "environment":
        return testing.environment(given, arguments)
    elif command == "lock":
        lock.lock(given, arguments)
    elif command == "clean":
        _clean()
    else:
        print(__doc__, file=sys.stderr)
        return 2
    return 0


def _clean() -> None:
    """Remove what can be made again. The var folder holds what customers said, so it stays."""
    paths = find_paths(os.environ)
    for name in MADE:
        shutil.rmtree(paths.home / name, ignore_errors=True)
    print(f"Removed {', '.join(MADE)}. Kept {paths.var}, which holds your data.")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "", sys.argv[2:]))
