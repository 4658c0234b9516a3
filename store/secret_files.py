"""Secrets that stand in files, as container platforms hand them in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from core.errors import BadInput

MAX_SECRET_BYTES = 64 * 1024
_IN_A_FILE = re.compile(r"(EFFIE_[A-Z0-9_]{1,60}|DATABASE_URL|REDIS_URL)_FILE\Z")


def secrets_in_files(variables: Mapping[str, str]) -> dict[str, str]:
    """Return what NAME is, for each NAME_FILE that names a file; a line's end is left out.

    Raises BadInput for a file that can't be read, and for a NAME that is set as well.
    """
    named = {name: path for name, path in variables.items() if path and _IN_A_FILE.match(name)}
    return {
        name.removesuffix("_FILE"): _read(name, path, variables) for name, path in named.items()
    }


def _read(name: str, path: str, variables: Mapping[str, str]) -> str:
    plain = name.removesuffix("_FILE")
    if variables.get(plain):
        raise BadInput(f"{plain} and {name} are both set; leave one of them out.")
    try:
        with Path(path).open("rb") as file:
            content = file.read(MAX_SECRET_BYTES + 1)
        text = content.decode("utf-8").rstrip("\r\n")
    except (OSError, ValueError) as error:
        raise BadInput(f"{name} is '{path}', which can't be read: {error}") from error
    if not text or len(content) > MAX_SECRET_BYTES or "\0" in text:
        raise BadInput(f"{name} is '{path}', which holds no secret: it must be one line of text.")
    return text
