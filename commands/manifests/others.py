"""The compose file, the Dockerfiles and the units of systemd."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml
from compose_spec import PyCompose

MAX_EXPOSURE = 20  # of a unit, in tenths, as systemd-analyze counts: 13 is what ours need
_STARTS = re.compile(r"^ExecStart=.*$", re.MULTILINE)


def compose_faults(file: Path) -> list[str]:
    """Say what the compose specification has against a file; [] if nothing."""
    try:
        # As plain YAML first: the specification knows `<<`, its parser does not.
        compose = PyCompose.from_yaml(yaml.safe_dump(yaml.safe_load(file.read_text("utf-8"))))
        compose.validate()
    except (ValueError, yaml.YAMLError) as error:
        return [f"{file}: {error}"]
    return []


def dockerfile_faults(files: Sequence[Path]) -> list[str]:
    """Say what hadolint has against the files; [] if nothing."""
    hadolint = Path(sys.executable).with_name("hadolint")
    return _complaints([str(hadolint), "--no-color", *map(str, files)])


def unit_faults(folder: Path) -> list[str] | None:
    """Say what systemd has against a folder's units; None where it is not here to be asked."""
    systemd = shutil.which("systemd-analyze")
    if systemd is None:
        return None
    with TemporaryDirectory() as temporary:
        units = []
        for unit in sorted([*folder.glob("*.service"), *folder.glob("*.target")]):
            copied = Path(temporary) / unit.name
            # It wants to find the programs, which are where Effie is installed.
            copied.write_text(_STARTS.sub("ExecStart=/bin/true", unit.read_text("utf-8")))
            units.append(str(copied))
        done = subprocess.run(  # noqa: S603
            [systemd, "verify", "--man=no", *units], capture_output=True, text=True, check=False
        )
        # It also speaks of the machine's own units, and of ours it may complain and end with 0.
        faults = [line for line in done.stderr.splitlines() if temporary in line]
    for unit in sorted(folder.glob("*.service")):
        asked = [systemd, "security", "--offline=yes", f"--threshold={MAX_EXPOSURE}", str(unit)]
        if _complaints(asked):
            faults.append(f"{unit}: is more exposed than it need be; see {' '.join(asked[1:])}")
    return faults


def _complaints(command: Sequence[str]) -> list[str]:
    done = subprocess.run(  # noqa: S603
        command, capture_output=True, text=True, check=False
    )
    if done.returncode == 0:
        return []
    said = [line for line in (done.stdout + done.stderr).splitlines() if line.strip()]
    return said or [f"{command[0]} ended with {done.returncode}"]
