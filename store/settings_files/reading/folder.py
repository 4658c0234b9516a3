"""A folder of settings, some of whose files give way to texts from elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias


@dataclass(frozen=True)
class StandIn:
    """A text in the place of a file; read as the file would be."""

    folder: Path
    name: str
    text: str

    @property
    def parent(self) -> Path:
        return self.folder

    def read_bytes(self) -> bytes:
        return self.text.encode()

    def exists(self) -> bool:
        return True


@dataclass(frozen=True)
class ChangedFolder:
    """A folder, and by file name the texts that hold instead of what stands on the disk."""

    path: Path
    texts: Mapping[str, str] = field(default_factory=dict)

    def __truediv__(self, name: str) -> Path | StandIn:
        if name in self.texts:
            return StandIn(self.path, name, self.texts[name])
        return self.path / name


SettingsFolder: TypeAlias = Path | ChangedFolder
SettingsFile: TypeAlias = Path | StandIn
