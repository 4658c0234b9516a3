"""Reading which files a message brings, as a page sends it."""

from __future__ import annotations

from collections.abc import Mapping

from core.attachments.types import MAX_ALT_LENGTH, MAX_ATTACHMENTS
from core.errors import BadInput


def read_asked(value: object) -> dict[str, str]:
    """Return what each file shows in words ("" for most), by the file's id; raises BadInput."""
    if value is None:
        return {}
    if not isinstance(value, list) or not all(isinstance(each, Mapping) for each in value):
        raise BadInput("The attachments must be a list of objects with an id.")
    if len(value) > MAX_ATTACHMENTS:
        raise BadInput(
            f"A message can bring {MAX_ATTACHMENTS} files at most. Send the others with the next."
        )
    found: dict[str, str] = {}
    for each in value:
        name, alt = each.get("id"), each.get("alt") or ""
        if not isinstance(name, str) or not name or not isinstance(alt, str):
            raise BadInput("An attachment must have an id, and what it shows must be text.")
        if len(alt) > MAX_ALT_LENGTH:
            raise BadInput(f"Describe the picture in at most {MAX_ALT_LENGTH} characters.")
        found[name] = " ".join(alt.split())
    return found
