"""Articles as rows of a table, as many help centres and every spreadsheet give them out.

The first line names the columns; which names are known stands in docs/flows/importing.md too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from core.exports.exported import UNTOLD, Exported, Place
from core.exports.values import addresses, day_of

_KNOWN_AS = {  # the surest first
    "title": ("title", "article title", "name", "subject"),
    "text": ("body", "content", "text", "article body", "html", "answer", "description"),
    "summary": ("summary", "excerpt", "subtitle", "description"),
    "id": ("id", "article id", "number"),
    "address": ("url", "html url", "public url", "link", "slug"),
    "topic": ("section", "folder", "collection", "subcategory"),
    "category": ("category",),
    "labels": ("tags", "labels", "keywords", "label names"),
    "state": ("status", "state", "published"),
    "draft": ("draft",),
    "audience": ("visibility", "audience", "user segment"),
    "updated": ("updated at", "edited at", "updated", "last updated", "modified"),
}
_PUBLISHED = frozenset({"published", "public", "live", "true", "yes", "1"})
_NO_DRAFT = frozenset({"false", "no", "0"})
_EVERYBODY = frozenset({"", "everyone", "everybody", "public", "all", "visitors", "all users"})
_ELEMENT = re.compile(
    r"</?(?:p|div|br|h[1-6]|[uo]l|li|table|a|b|i|em|strong|span|img)\b[^<>]*>", re.IGNORECASE
)
_BETWEEN = re.compile(r"[,;|]")  # labels in one cell
_NO_AUDIENCE = "only some customers could read it there; it comes as a draft."
_NO_STATE = f"{UNTOLD}Put a column in that says so, such as status with published or draft."


def columns_of(header: Sequence[str]) -> Mapping[str, int] | None:
    """Return where what is known of an article stands in a row; None if it is no such table."""
    names = [" ".join(re.split(r"[\s_-]+", name.lower())).strip() for name in header]
    found: dict[str, int] = {}
    for what, known in _KNOWN_AS.items():
        at = next((names.index(name) for name in known if name in names), None)
        if at is not None and at not in found.values():
            found[what] = at
    return found if "title" in found and "text" in found else None


def article_of(name: str, line: int, row: Sequence[str], columns: Mapping[str, int]) -> Exported:
    """Return the article of a row; its title or its text may be empty."""

    def cell(what: str) -> str:
        at = columns.get(what)
        return row[at].strip() if at is not None and at < len(row) else ""

    title, text = cell("title"), cell("text")
    hidden = ""
    if cell("audience").lower() not in _EVERYBODY:
        hidden = _NO_AUDIENCE
    elif "state" not in columns and "draft" not in columns:
        hidden = _NO_STATE
    is_state = cell("state").lower() in _PUBLISHED if "state" in columns else True
    is_final = cell("draft").lower() in _NO_DRAFT if "draft" in columns else True
    labels = (label.strip() for label in _BETWEEN.split(cell("labels")))
    return Exported(
        key=cell("id") or f"{name}:{line:06}",
        title=title,
        text=text,
        published=is_state and is_final and not hidden,
        place=Place(f"{name}, “{title[:60]}”" if title else name, line),
        is_markdown=not _ELEMENT.search(text),
        summary=cell("summary"),
        topics=tuple(filter(None, (cell("topic"), cell("category"), *labels))),
        addresses=addresses(cell("address"), cell("id")),
        updated=day_of(cell("updated")),
        notes=(hidden,) if hidden else (),
    )


def problem_of(row: Sequence[str], header: Sequence[str], article: Exported) -> str:
    """Return why a row is no article, "" if it is one."""
    if len(row) > len(header):
        return (
            f"this line has {len(row)} columns, the first has {len(header)}; quote a text "
            "with what stands between columns in it."
        )
    if not article.title:
        return "it has no title."
    return "" if article.text else "it has no text."
