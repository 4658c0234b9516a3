"""An article as another help centre gave it out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

UNTOLD = "who could read it there is not told, so it comes as a draft. "


@dataclass(frozen=True)
class Place:
    """Where an article stands: for whoever has to put something right."""

    file: str
    line: int = 1


@dataclass(frozen=True)
class Exported:
    """What is used of an article; everything else that the vendor tells is left behind.

    key: what tells it from the others of its help centre
    text: HTML, or Markdown where `is_markdown`
    summary: what the vendor shows below the title, "" for nothing
    topics: the names of what it stands in, the nearest first, then its labels
    addresses: what other articles may link to it by: addresses, numbers, names
    """

    key: str
    title: str
    text: str
    published: bool
    place: Place
    is_markdown: bool = False
    summary: str = ""
    topics: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    updated: date | None = None
    notes: tuple[str, ...] = ()
