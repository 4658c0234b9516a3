"""Which addresses of files are the vendor's own: all others are never called."""

from __future__ import annotations

from collections.abc import Collection
from urllib.parse import SplitResult, urlsplit

_PORTS = {"https": 443, "http": 80}


def may_be_fetched(url: str, api: str, hosts: Collection[str]) -> bool:
    """Tell whether a file may be fetched from an address that somebody has sent us.

    It must lie on the server of `api` (the address in the settings), or by https on one of the
    vendor's hosts; a host that begins with a dot stands for all below it.
    """
    parts = _parts(url)
    if parts is None or parts.username is not None or parts.password is not None:
        return False
    return is_same_server(url, api) or (
        parts.scheme == "https" and _port(parts) == 443 and _is_one_of(parts.hostname or "", hosts)
    )


def is_same_server(url: str, other: str) -> bool:
    """Tell whether two addresses are of one server, so that one may know the other's secret."""
    one, two = _parts(url), _parts(other)
    return one is not None and two is not None and _server(one) == _server(two)


def _is_one_of(host: str, hosts: Collection[str]) -> bool:
    return any(host.endswith(each) if each.startswith(".") else host == each for each in hosts)


def _parts(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
        is_whole = parts.scheme in _PORTS and bool(parts.hostname) and _port(parts) > 0
    except ValueError:
        return None
    is_plain = url.isascii() and url.isprintable() and " " not in url and "\\" not in url
    return parts if is_whole and is_plain else None


def _port(parts: SplitResult) -> int:
    return parts.port or _PORTS[parts.scheme]


def _server(parts: SplitResult) -> tuple[str, str | None, int]:
    return parts.scheme, parts.hostname, _port(parts)
