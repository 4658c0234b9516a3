"""What `make check` says of `deploy/`: `python -m commands.manifests [FOLDER]`."""

from __future__ import annotations

import sys
from pathlib import Path

from commands.manifests import (
    compose_faults,
    dockerfile_faults,
    kubernetes_faults,
    unit_faults,
)
from commands.manifests.kubernetes import can_resolve

DEPLOY = Path(__file__).resolve().parents[2] / "deploy"


def main(folder: Path = DEPLOY) -> int:
    """Print every fault; returns 1 if there is one."""
    units = unit_faults(folder / "systemd")
    faults = [
        *kubernetes_faults(folder / "kubernetes"),
        *compose_faults(folder / "compose.yaml"),
        *dockerfile_faults(sorted(folder.glob("*.Dockerfile"))),
        *(units or []),
    ]
    for fault in faults:
        print(f"✗ {fault}")
    if not can_resolve():
        print("Neither kustomize nor kubectl is here: overlays were not put together.")
    if units is None:
        print("systemd is not here: its units were not looked at.")
    print(f"Manifests: {len(faults)} faults in {folder.name}/.")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:2])))
