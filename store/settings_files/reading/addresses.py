"""Addresses in settings."""

from __future__ import annotations

from urllib.parse import urlsplit


def has_host(address: str) -> bool:
    """Tell whether a web address names a host, and no port that there can't be.

    What asks there would fail at each customer's question, long after the settings were taken.
    """
    try:
        parts = urlsplit(address)
        return bool(parts.hostname) and parts.port != 0
    except ValueError:  # a bracket too many or few, a port that is no number or too large
        return False
