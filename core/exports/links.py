"""Links from one exported article to another: by address, by number, or by name."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from urllib.parse import unquote, urlsplit

from core.exports.exported import Exported

_IN_PATH = re.compile(r"/articles?/(?P<name>[^/?#]{1,300})")
_NUMBER = re.compile(r"\d{1,30}(?=\Z|-)")  # before a title that is part of the address
_IN_MARKDOWN = re.compile(r"(!?)\[([^\[\]]{0,300})\]\(([^()\s]{1,2000})\)")
_SAFE = ("https://", "http://", "mailto:", "tel:")


class Links:
    """Knows which article an address leads to."""

    def __init__(self, names: Mapping[str, str], hosts: Collection[str]) -> None:
        self._names, self._hosts = names, hosts

    @classmethod
    def of(cls, articles: Mapping[str, Exported]) -> Links:
        """Read the addresses of articles, which are given by the names they get here."""
        names: dict[str, str] = {}
        hosts: set[str] = set()
        for slug, article in articles.items():
            for address in article.addresses:
                hosts.add(_host_of(address))
                for name in _names_of(address):
                    names.setdefault(name, slug)
        return cls(names, hosts - {""})

    def target(self, address: str, place: str = "") -> str | None:
        """Return what a link has to lead to here: a name, the address itself, or None for nowhere.

        Numbers and names count at the hosts of the articles themselves; at any, if none is known.
        place: the path of the page it stands on, for addresses that begin there
        """
        host = _host_of(address)
        is_elsewhere = bool(host and self._hosts and host not in self._hosts)
        for name in _names_of(address, place, is_elsewhere):
            if name in self._names:
                return self._names[name]
        is_usable = address.lower().startswith(_SAFE) and not re.search(r"[\s<>()]", address)
        return address if is_usable else None


def _host_of(address: str) -> str:
    try:
        return urlsplit(address.strip()).netloc.lower()
    except ValueError:
        return ""


def _names_of(address: str, place: str = "", is_elsewhere: bool = False) -> list[str]:
    """Return what an address may be known by, the surest first."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return []
    path = unquote(parts.path)
    names = []
    if parts.netloc:
        names.append(f"{parts.netloc.lower()}{path.rstrip('/')}")
    elif not parts.scheme and path:
        names.append(_resolved(path, place))
    if not is_elsewhere and (found := _IN_PATH.search(path)):
        names.append(f"article {found['name']}")
        if number := _NUMBER.match(found["name"]):
            names.append(f"article {number[0]}")
    return names


def _resolved(path: str, place: str) -> str:
    """Return a path from the top, as a browser works it out."""
    whole = path if path.startswith("/") else f"{place.rpartition('/')[0]}/{path}"
    parts: list[str] = []
    for part in whole.split("/"):
        if part == ".." and parts:
            parts.pop()
        elif part not in {"", ".", ".."}:
            parts.append(part)
    return "/".join(parts)


def linked_markdown(text: str, target: Callable[[str], str | None]) -> tuple[str, list[str]]:
    """Return Markdown from elsewhere with its links leading to what came along, and what did not.

    target: as `Links.target`
    """
    notes: list[str] = []

    def linked(found: re.Match[str]) -> str:
        sign, words, address = found.groups()
        if sign and address.lower().startswith("https://"):
            host = address.split("/")[2]
            notes.append(f"a picture still comes from {host}; put a copy on a site of your own.")
            return found[0]
        to = None if sign else target(address)
        if to is None:
            what = "picture" if sign else "link"
            notes.append(f"the {what} “{words[:60]}” can't be taken along; its words are kept.")
            return words
        return f"[{words}]({to})"

    return _IN_MARKDOWN.sub(linked, text), list(dict.fromkeys(notes))
