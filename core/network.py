"""Whose an address is, and whether it is anybody's on the Internet, as far as it tells."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

_OF_ONE_HOUSEHOLD = 64  # bits of an IPv6 address; the others are a device's own to change
_TRANSLATED = IPv6Network("64:ff9b::/96")  # an IPv4 address in the last four bytes
# All of IPv6 that is given out on the Internet. Elsewhere are notations of IPv4 addresses and
# networks of one's own that the list of private ones does not name.
_GIVEN_OUT = IPv6Network("2000::/3")


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


def is_public(address: str) -> bool:
    """Tell whether an address is one on the Internet, and none of a network of our own.

    Also of the IPv4 address that is written in an IPv6 one: who calls it reaches that.
    """
    try:
        given = ip_address(address)
    except ValueError:  # also one with a zone, which is of a network of ours
        return False
    if isinstance(given, IPv6Address):
        if not (given in _GIVEN_OUT or given in _TRANSLATED):
            return False
        inner = _inside(given)
    else:
        inner = None
    return all(each.is_global and not each.is_multicast for each in (given, inner) if each)


def _inside(address: IPv6Address) -> IPv4Address | None:
    """Return the IPv4 address that is reached by an IPv6 one, if there is one in it."""
    if address in _TRANSLATED:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]
