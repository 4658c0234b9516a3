"""Which page of the host site a customer is on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from core.text import clean_text

MAX_ADDRESS_LENGTH = 500
MAX_PAGE_TITLE_LENGTH = 200


@dataclass(frozen=True)
class Page:
    """A page as agents see it; `title` may be ""."""

    url: str
    title: str = ""


def read_page(value: object) -> Page | None:
    """Read what the widget sends, an address or {url, title}; None if it names no web page.

    Query and fragment are cut off: what host sites put there is often secret.
    """
    told: Mapping[str, object] = value if isinstance(value, Mapping) else {"url": value}
    url = _address(told.get("url"))
    title = told.get("title")
    words = " ".join(clean_text(title).split()) if isinstance(title, str) else ""
    return Page(url, words[:MAX_PAGE_TITLE_LENGTH]) if url else None


def _address(value: object) -> str:
    if not isinstance(value, str) or len(value) > 4 * MAX_ADDRESS_LENGTH:
        return ""
    try:
        parts = urlsplit(clean_text(value))
        host = parts.netloc.rpartition("@")[2]
    except ValueError:
        return ""
    if parts.scheme not in {"http", "https"} or not host:
        return ""
    return f"{parts.scheme}://{host}{parts.path}"[:MAX_ADDRESS_LENGTH]
