"""The installation's secrets, made on the first run and kept in var/secrets.env."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from launch.errors import LaunchError

# Without letters and digits that are easily mistaken for one another.
READABLE = "abcdefghjkmnpqrstuvwxyz23456789"


def keep_secrets(file: Path) -> dict[str, str]:
    """The secrets in the file; those that are missing are made and added, readable only by us."""
    known = read_secrets(file)
    new = {name: make() for name, make in _MAKERS.items() if name not in known}
    if new:
        file.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(descriptor, "a") as out:
            out.writelines(f"{name}={value}\n" for name, value in new.items())
    return {**known, **new}


def read_secrets(file: Path) -> dict[str, str]:
    """What the file holds so far; nothing if there is none."""
    if not file.exists():
        return {}
    found: dict[str, str] = {}
    for number, line in enumerate(file.read_text().splitlines(), start=1):
        name, equals, value = line.strip().partition("=")
        if not name or name.startswith("#"):
            continue
        if not equals:
            raise LaunchError(f"{file}, line {number}: write NAME=value, or remove the line.")
        found[name] = value
    return found


def _random_key() -> str:
    return secrets.token_urlsafe(48)


def _demo_password() -> str:
    return "tern-demo-" + "".join(secrets.choice(READABLE) for _ in range(6))


_MAKERS = {
    "EFFIE_SECRET": _random_key,
    "EFFIE_IDENTITY_SECRET": _random_key,
    "EFFIE_DEMO_PASSWORD": _demo_password,
    "EFFIE_REDIS_PASSWORD": _random_key,
}
