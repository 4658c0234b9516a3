"""Whose an address is, as far as it tells."""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address

_OF_ONE_HOUSEHOLD = 64  # bits of an IPv6 address; the others are a device's own to change


def network_of(address: str) -> str:
    """Return what stays the same whichever address its holder takes.

    An IPv4 address stands for itself, also where it is written as IPv6; an IPv6 address for its
    /64; anything else, like the path of a socket, for itself.
    """
    try:
        given = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if not isinstance(given, IPv6Address):
        return str(given)
    if given.ipv4_mapped:
        return str(given.ipv4_mapped)
    kept = int(given) >> _OF_ONE_HOUSEHOLD << _OF_ONE_HOUSEHOLD
    return f"{IPv6Address(kept)}/{_OF_ONE_HOUSEHOLD}"
