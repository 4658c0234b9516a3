"""Where things are on this machine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Paths:
    """One installation: the code in `home`, everything it writes in `var`."""

    home: Path
    var: Path

    @property
    def logs(self) -> Path:
        return self.var / "logs"

    @property
    def environments(self) -> Path:
        return self.home / ".venv"

    @property
    def bot_python(self) -> Path:
        return self.environments / "bot" / "bin" / "python"

    @property
    def app_python(self) -> Path:
        return self.environments / "app" / "bin" / "python"

    @property
    def requirements(self) -> Path:
        return self.home / "requirements"

    @property
    def model(self) -> Path:
        return self.home / "models" / "effie.tar.gz"


def find_paths(variables: Mapping[str, str]) -> Paths:
    """The project this file belongs to, with the `var` folder that EFFIE_VAR may move."""
    return Paths(HOME, Path(variables.get("EFFIE_VAR") or HOME / "var").absolute())
