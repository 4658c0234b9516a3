"""Kubernetes' manifests: each against the schema of its kind, whole overlays by kustomize."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import kubernetes_validate
import yaml

from core.errors import BadInput

Manifest = dict[str, Any]
VERSION = "1.37.0"  # the Kubernetes whose schemas count
_KUSTOMIZE = (("kustomize", "build"), ("kubectl", "kustomize"))


def kubernetes_faults(folder: Path) -> list[str]:
    """Say what is wrong with the files of a folder and its kustomizations; [] if nothing is."""
    faults = [fault for file in _files(folder) for fault in _faults_of(file)]
    for kustomization in sorted(folder.rglob("kustomization.yaml")):
        faults += _missing(kustomization)
    if not faults and can_resolve():
        for kustomization in sorted(folder.rglob("kustomization.yaml")):
            try:
                manifests = resolved(kustomization.parent)
            except BadInput as fault:
                faults.append(fault.message)
                continue
            for manifest in manifests:
                faults += _against_schema(manifest, kustomization.parent)
    return faults


def can_resolve() -> bool:
    """Whether a program is here that puts base and overlay together."""
    return _program() is not None


def resolved(folder: Path) -> list[Manifest]:
    """Return what would be applied. Raises BadInput with kustomize's own words."""
    program = _program()
    if program is None:
        raise BadInput("Neither kustomize nor kubectl is installed.")
    done = subprocess.run(  # noqa: S603
        [*program, str(folder)], capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise BadInput(f"{folder}: {done.stderr.strip()[:500]}")
    return [each for each in yaml.safe_load_all(done.stdout) if each]


def _program() -> tuple[str, ...] | None:
    return next((each for each in _KUSTOMIZE if shutil.which(each[0])), None)


def _files(folder: Path) -> Iterator[Path]:
    """Those that are applied; kustomizations and a chart's values have no schema of Kubernetes."""
    for file in sorted(folder.rglob("*.yaml")):
        if file.name != "kustomization.yaml" and file.parent != folder:
            yield file


def _faults_of(file: Path) -> list[str]:
    try:
        manifests = [each for each in yaml.safe_load_all(file.read_text("utf-8")) if each]
    except yaml.YAMLError as error:
        return [f"{file}: {error}"]
    return [fault for manifest in manifests for fault in _against_schema(manifest, file)]


def _against_schema(manifest: Manifest, where: Path) -> list[str]:
    try:
        kubernetes_validate.validate(manifest, VERSION, strict=True)
    except (
        kubernetes_validate.ValidationError,
        kubernetes_validate.InvalidSchemaError,
        kubernetes_validate.SchemaNotFoundError,
    ) as error:
        name = manifest.get("metadata", {}).get("name", "")
        said = getattr(error, "message", str(error))
        return [f"{where}: {manifest.get('kind', 'what is no manifest')} {name}: {said[:300]}"]
    return []


def _missing(kustomization: Path) -> list[str]:
    content = yaml.safe_load(kustomization.read_text("utf-8"))
    named = [*content.get("resources", ()), *(each["path"] for each in content.get("patches", ()))]
    return [
        f"{kustomization}: there is no {name}"
        for name in named
        if not (kustomization.parent / name).exists()
    ]
