"""What the knowledge base keeps in the var folder; all of it can be made again."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Paths:
    """The paths below one var folder."""

    var: Path

    @property
    def encoders(self) -> Path:
        """Return the folder of exported encoders."""
        return self.var / "encoders"

    @property
    def vectors(self) -> Path:
        """Return the cache of passages' vectors."""
        return self.var / "vectors.db"

    @property
    def snapshots(self) -> Path:
        """Return the folder of snapshots."""
        return self.var / "snapshots"

    @property
    def adapted(self) -> Path:
        """Return the folder of encoders that were adapted to the articles."""
        return self.var / "adapted"
