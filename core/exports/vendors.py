"""What the exports of other help centres look like, and which of their fields are relied on.

Each is read as its API gives it out: pages of a list, single objects, or plain lists of objects,
in one file or in many. An object is told by its own fields, whatever it stands in. Which fields
these are, vendor by vendor, stands in docs/flows/importing.md too.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from core.errors import BadInput
from core.exports.exported import UNTOLD, Exported, Place
from core.exports.values import (
    Object,
    addresses,
    day_of,
    key_of,
    list_of,
    object_of,
    text_of,
    texts_of,
)

MAX_EXPORTED = 20_000  # articles
_MAX_ENVELOPES = 4  # around an object: a page, its list, and what a program put around them
_MAX_AHEAD = 1_000_000  # characters in which the next article is looked for
_MAX_ABOVE = 10  # sections within one another
_PUBLISHED = 2  # Freshdesk's number for it
_PUBLIC = 1  # Freshdesk's number for a folder that everybody sees
_ABOVE = ("parent_section_id", "parent_folder_id", "category_id", "parent_id")
_INNER = ("category_id", "parent_section_id", "parent_folder_id", "visibility")
_RESTRICTED = "only some customers could read it there; it comes as a draft. Decide who may now."


@dataclass(frozen=True)
class Export:
    """The articles of an export, and what in it can't be taken. vendor: its name, "" for none."""

    vendor: str
    articles: tuple[Exported, ...]
    problems: tuple[tuple[Place, str], ...] = ()


def read_export(documents: Iterable[tuple[str, Any, Lines]]) -> Export:
    """Read the JSON documents of an export: each with its file's name and the lines of its text.

    Raises BadInput for more articles than one export may have.
    """
    found = [(name, lines, each) for name, value, lines in documents for each in _objects(value)]
    topics = _Topics(each for _name, _lines, each in found)
    vendors: Counter[str] = Counter()
    articles: dict[str, Exported] = {}
    problems: list[tuple[Place, str]] = []
    for name, lines, each in found:
        vendor = _vendor_of(each)
        if not vendor:
            continue
        if len(articles) + len(problems) > MAX_EXPORTED:
            raise BadInput(f"There are more than {MAX_EXPORTED:,} articles in it. Split it.")
        vendors[vendor] += 1
        title = text_of(each.get("name" if vendor == HELP_SCOUT else "title"))
        place = Place(f"{name}, “{title[:60]}”" if title else name, lines.line_of(title))
        article = _READERS[vendor](each, title, place, topics)
        if not title or not article.text.strip():
            what = _NO_TEXT.get(vendor, "") if title else "it has no title."
            problems.append((place, what or "it has no text; fetch the article itself again."))
        elif article.key in articles:
            before = articles[article.key].place
            if article.text != articles[article.key].text:
                problems.append(
                    (
                        place,
                        f"this article stands in {before.file} already; the one "
                        "there is taken. Export one language at a time.",
                    )
                )
        else:
            articles[article.key] = article
    most = max(vendors, key=vendors.__getitem__, default="")
    return Export(most, tuple(articles.values()), tuple(problems))


class Lines:
    """Finds on which line of a file something stands, in the order of the file."""

    def __init__(self, text: str) -> None:
        self._text, self._at, self._line = text, 0, 1

    def line_of(self, words: str) -> int:
        """Return the line of the next place where these words stand, else the last line found."""
        for written in filter(None, (json.dumps(words, ensure_ascii=False), json.dumps(words))):
            at = self._text.find(written, self._at, self._at + _MAX_AHEAD)
            if at >= 0:
                self._line += self._text.count("\n", self._at, at)
                self._at = at
                break
        return self._line


def _objects(value: Any, depth: int = 0) -> Iterator[Object]:
    """Yield the objects of a document: those that are in lists and envelopes."""
    if isinstance(value, list):
        for each in value:
            yield from _objects(each, depth + 1) if depth < _MAX_ENVELOPES else ()
    elif isinstance(value, dict):
        if _vendor_of(value) or ("id" in value and "name" in value):
            yield value
        elif depth < _MAX_ENVELOPES:
            for each in value.values():
                if isinstance(each, (list, dict)):
                    yield from _objects(each, depth + 1)


ZENDESK, FRESHDESK, INTERCOM = "Zendesk Guide", "Freshdesk", "Intercom"
CHATWOOT, HELP_SCOUT = "Chatwoot", "Help Scout Docs"
_NO_TEXT = {
    HELP_SCOUT: "it has no text: a list of Help Scout holds none. Fetch the article by its id.",
}


def _vendor_of(each: Object) -> str:
    """Return whose article an object is, "" if it is none."""
    if "section_id" in each and "body" in each:
        return ZENDESK
    if "folder_id" in each and "description" in each and "title" in each:
        return FRESHDESK
    if each.get("type") in ("article", "internal_article") and "state" in each:
        return INTERCOM
    if "collectionId" in each and "name" in each and "status" in each:
        return HELP_SCOUT
    if "content" in each and "title" in each and "status" in each:
        return CHATWOOT
    return ""


class _Topics:
    """The names of sections, folders, categories and collections, by their numbers.

    A section and a category may have the same number, so they are kept apart.
    """

    def __init__(self, objects: Iterable[Object]) -> None:
        self._inner: dict[str, Object] = {}
        self._outer: dict[str, Object] = {}
        for each in objects:
            if not _vendor_of(each):
                kind = self._inner if any(key in each for key in _INNER) else self._outer
                kind.setdefault(key_of(each.get("id")), each)

    def names(self, number: object) -> list[str]:
        """Return the name of what has this number, and of what that stands in."""
        names: list[str] = []
        found = self.get(number)
        while found and len(names) < _MAX_ABOVE:
            names.append(text_of(found.get("name")))
            above = next(((name, found[name]) for name in _ABOVE if found.get(name)), None)
            if above is None:
                break
            is_outer = above[0] == "category_id"
            found = self._outer.get(key_of(above[1]), {}) if is_outer else self.get(above[1])
        return names

    def get(self, number: object) -> Object:
        """Return what has this number, an empty object if it did not come along."""
        return self._inner.get(key_of(number)) or self._outer.get(key_of(number)) or {}


def _zendesk(each: Object, title: str, place: Place, topics: _Topics) -> Exported:
    segments = [each.get("user_segment_id"), *list_of(each.get("user_segment_ids"))]
    hidden = _RESTRICTED if any(segment is not None for segment in segments) else ""
    if not hidden and "user_segment_id" not in each and "user_segment_ids" not in each:
        hidden = f"{UNTOLD}Fetch the article as its help centre gives it out, with all fields."
    return Exported(
        key=key_of(each.get("id")),
        title=title,
        text=text_of(each.get("body")),
        published=each.get("draft") is False and not hidden,
        place=place,
        topics=(*topics.names(each.get("section_id")), *texts_of(each.get("label_names"))),
        addresses=(
            *addresses(each.get("html_url"), each.get("id")),
            *addresses(each.get("url")),  # at the host from before it got one of its own
        ),
        updated=day_of(each.get("edited_at") or each.get("updated_at")),
        notes=(hidden,) if hidden else (),
    )


def _freshdesk(each: Object, title: str, place: Place, topics: _Topics) -> Exported:
    folder = topics.get(each.get("folder_id"))
    visibility = folder.get("visibility", each.get("folder_visibility"))
    hidden = "" if visibility == _PUBLIC else _RESTRICTED
    if visibility is None:
        hidden = f"{UNTOLD}Put the folders into the export too."
    levels = [object_of(level) for level in reversed(list_of(each.get("hierarchy")))]
    above = [text_of(object_of(level.get("data")).get("name")) for level in levels]
    named = topics.names(each.get("folder_id")) or topics.names(each.get("category_id"))
    return Exported(
        key=key_of(each.get("id")),
        title=title,
        text=text_of(each.get("description")),
        published=each.get("status") == _PUBLISHED and not hidden,
        place=place,
        topics=(*(above or named), *texts_of(each.get("tags"))),
        addresses=addresses(each.get("url"), each.get("id")),
        updated=day_of(each.get("updated_at")),
        notes=(hidden,) if hidden else (),
    )


def _intercom(each: Object, title: str, place: Place, topics: _Topics) -> Exported:
    is_internal = each.get("type") == "internal_article"
    parents = list_of(each.get("parent_ids")) or [each.get("parent_id")]
    return Exported(
        key=key_of(each.get("id")),
        title=title,
        text=text_of(each.get("body")),
        published=each.get("state") == "published" and not is_internal,
        place=place,
        summary=text_of(each.get("description")),
        topics=tuple(name for parent in parents[:_MAX_ABOVE] for name in topics.names(parent)),
        addresses=addresses(each.get("url"), each.get("id")),
        updated=day_of(each.get("updated_at")),
        notes=(_RESTRICTED,) if is_internal else (),
    )


def _chatwoot(each: Object, title: str, place: Place, topics: _Topics) -> Exported:
    category = text_of(object_of(each.get("category")).get("name"))
    named = [category] if category else topics.names(each.get("category_id"))
    tags = list_of(object_of(each.get("meta")).get("tags"))
    return Exported(
        key=key_of(each.get("id")),
        title=title,
        text=text_of(each.get("content")),
        published=each.get("status") in ("published", 1),
        place=place,
        is_markdown=True,
        summary=text_of(each.get("description")),
        topics=(*named, *texts_of(tags)),
        addresses=addresses("", each.get("slug"), each.get("id")),
        updated=day_of(each.get("updated_at")),
    )


def _help_scout(each: Object, title: str, place: Place, topics: _Topics) -> Exported:
    categories = list_of(each.get("categories"))[:_MAX_ABOVE]
    visibility = topics.get(each.get("collectionId")).get("visibility")
    hidden = "" if visibility == "public" else _RESTRICTED
    if visibility is None:
        hidden = f"{UNTOLD}Put the collections into the export too."
    has_draft = each.get("hasDraft") is True
    newer = "it has changes there that were never published; they don't come along."
    return Exported(
        key=key_of(each.get("id")),
        title=title,
        text=text_of(each.get("text")),
        published=each.get("status") == "published" and not hidden,
        place=place,
        topics=(
            *(name for category in categories for name in topics.names(category)),
            *texts_of(each.get("keywords")),
        ),
        addresses=addresses(each.get("publicUrl"), each.get("number"), each.get("slug")),
        updated=day_of(each.get("updatedAt")),
        notes=tuple(filter(None, (hidden, newer if has_draft else ""))),
    )


_READERS = {
    ZENDESK: _zendesk,
    FRESHDESK: _freshdesk,
    INTERCOM: _intercom,
    CHATWOOT: _chatwoot,
    HELP_SCOUT: _help_scout,
}
