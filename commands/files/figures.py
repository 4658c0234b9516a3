"""Writing what was measured."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from core.errors import Fault


def write_figures(path: Path, figures: Mapping[str, object]) -> None:
    """Write figures as JSON; raises Fault where that is not possible."""
    try:
        text = json.dumps(figures, indent=2, ensure_ascii=False)
        path.write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        raise Fault(str(path), 1, f"the file can't be written ({error.strerror}).") from None
