"""Comparing e-mail addresses."""

from __future__ import annotations

_TAG_SIGN = "+"


def tidy(address: str) -> str:
    """Return an address as it is kept: only its domain is written in small letters.

    What stands before the "@" is for its own server to read.
    """
    local, _, domain = address.strip().rpartition("@")
    return f"{local}@{domain.lower()}"


def is_same(one: str, other: str) -> bool:
    """Tell whether two spellings lead to the same mailbox, as far as any server in use knows."""
    return bool(one) and one.strip().casefold() == other.strip().casefold()


def is_own(address: str, own: str) -> bool:
    """Tell whether an address is our own mailbox, with or without a tag."""
    local, _, domain = address.strip().casefold().rpartition("@")
    own_local, _, own_domain = own.strip().casefold().rpartition("@")
    if domain != own_domain or not local:
        return False
    return local == own_local or local.startswith(own_local + _TAG_SIGN)
