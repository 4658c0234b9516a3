"""The list of known holes that we keep: `requirements/advisories.json`."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from commands.advisories.judge import Advisory, StoredList
from core.errors import Fault


def read_stored_list(file: Path) -> StoredList:
    """Read the list; raises Fault where it cannot be read."""
    try:
        stored = json.loads(file.read_text(encoding="utf-8"))
        return StoredList(
            known_on=date.fromisoformat(stored["known_on"]),
            advisories=tuple(_advisory(each) for each in stored["advisories"]),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Fault(
            str(file),
            1,
            f"the list can't be read ({error!r}); docs/dependencies.md says how it is written.",
        ) from None


def _advisory(each: dict[str, Any]) -> Advisory:
    accepted = each.get("accepted")
    return Advisory(
        ids=tuple(each["ids"]),
        registry=each.get("registry", "pypi"),
        package=each["package"],
        affected=each["affected"],
        what=each["what"],
        accepted=accepted["because"] if accepted else "",
        accepted_on=date.fromisoformat(accepted["on"]) if accepted else None,
    )
