"""Parsing one article file, with every fault by line."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date, datetime, timezone
from pathlib import Path

from core.articles import (
    RESERVED_SLUGS,
    SLUG,
    Article,
    ArticleFault,
    Draft,
    ValidationContext,
    blocking_problems,
    draft_of,
    markup_problems,
    mild_problems,
    split_body,
    to_article,
)
from core.errors import Fault
from core.text import clean_text
from store.article_files.front_matter import FrontMatter, read_front_matter

MAX_FILE_BYTES = 64_000  # bytes
_MAX_NAME_LENGTH = 255  # characters: what the record can hold
KEYS = ("title", "questions", "next", "audience", "tags", "review", "owner", "updated")
_MAY_BE_LEFT_OUT = frozenset({"questions"})  # the title and the text stand for them


@dataclass(frozen=True)
class ArticleFile:
    """One parsed file: its article, None if a fault blocks it, and all its faults."""

    name: str
    article: Article | None
    faults: tuple[ArticleFault, ...]
    matter: FrontMatter | None = None

    def fault(self, problem: str, key: str, item: int | None) -> ArticleFault:
        """Return a fault that points at a key, or at one item of the list under it."""
        line = self.matter.line(key, item) if self.matter else 1
        return ArticleFault(self.name, line, problem)

    def notes(self, context: ValidationContext) -> tuple[ArticleFault, ...]:
        """Return the faults of the title and of single list items that the others reveal."""
        if self.article is None or self.matter is None:
            return ()
        problems = mild_problems(self.article.slug, draft_of(self.article), context)
        return tuple(
            self.fault(problem.words, problem.field, problem.item)
            for problem in problems
            if problem.item is not None or problem.field == "title"
        )


def read_article(path: Path, folder: Path, dated: bool = True) -> ArticleFile:
    """Read one article file; never raises for what stands in it.

    dated: the day the file was changed is the article's last update unless it names another
    """
    try:
        name = name_of(path.name)
        _check_name(name)
        changed = _changed(path) if dated else None
        return _read(name, _decode(name, _read_bytes(path, folder)), changed)
    except Fault as fault:
        return _unfit(fault)


def read_article_bytes(name: str, raw: bytes) -> ArticleFile:
    """Read an article from what its file holds; one without `updated` has none."""
    try:
        _check_name(name)
        return _read(name, _decode(name, raw), None)
    except Fault as fault:
        return _unfit(fault)


def name_of(name: str) -> str:
    """Return a file's name as text that can be kept and shown, whatever bytes it consists of."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")[-_MAX_NAME_LENGTH:]


def slug_of(name: str) -> str:
    """Return which article a file is, by its name."""
    return name.removesuffix(".md")


def _decode(name: str, raw: bytes) -> str:
    if len(raw) > MAX_FILE_BYTES:
        raise Fault(name, 1, f"the file is larger than {MAX_FILE_BYTES:,} bytes; split it.")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise Fault(name, line, "this is not UTF-8 text. Save the file as UTF-8.") from None


def _check_name(name: str) -> None:
    slug = slug_of(name)
    if not SLUG.match(slug):
        raise Fault(name, 1, "the file's name may hold letters, digits, '_', '-' and '?'.")
    if slug in RESERVED_SLUGS:
        problem = f"'{slug}' is a page of the help centre; give the file another name."
        raise Fault(name, 1, problem)


def _unfit(fault: Fault) -> ArticleFile:
    return ArticleFile(fault.file, None, (ArticleFault(fault.file, fault.line, fault.problem),))


def _read_bytes(path: Path, folder: Path) -> bytes:
    if not path.resolve().is_relative_to(folder.resolve()):
        raise Fault(
            path.name, 1, "this links out of the articles folder; put the file itself there."
        )
    try:
        with path.open("rb") as file:
            return file.read(MAX_FILE_BYTES + 1)
    except OSError as error:
        raise Fault(path.name, 1, f"the file can't be read ({error.strerror}).") from None


def _changed(path: Path) -> date:
    try:
        return datetime.fromtimestamp(path.stat().st_mtime, timezone.utc).date()
    except OSError as error:
        raise Fault(path.name, 1, f"the file can't be read ({error.strerror}).") from None


def _read(name: str, text: str, changed: date | None) -> ArticleFile:
    return _Reader(name, read_front_matter(name, text)).read(changed)


class _Reader:
    """Makes a draft of a file and goes on after a fault, so that one look shows all of them."""

    def __init__(self, file: str, matter: FrontMatter) -> None:
        self._file, self._matter = file, matter
        self._blocking: list[ArticleFault] = []
        self._told: set[str] = set()  # the keys that are no good to look into

    def read(self, changed: date | None) -> ArticleFile:
        slug, draft = slug_of(self._file), self._draft()
        updated = self._day("updated") if "updated" in self._matter.data else changed
        for problem in blocking_problems(slug, draft):
            if problem.field not in self._told:
                line = self._line(problem.field, problem.item)
                self._blocking.append(ArticleFault(self._file, line, problem.words))
        faults = (*self._blocking, *self._unknown(), *self._markup(draft))
        article = None if self._blocking else to_article(slug, draft, updated)
        return ArticleFile(self._file, article, faults, self._matter)

    def _draft(self) -> Draft:
        parts = split_body(self._matter.body)
        review = self._day("review")
        return Draft(
            title=self._text("title"),
            questions=self._texts("questions"),
            next=self._texts("next"),
            audience=self._text("audience"),
            tags=self._texts("tags"),
            review=review.isoformat() if review else "",
            owner=self._text("owner"),
            short=clean_text(parts.short),
            steps=tuple(clean_text(step) for step in parts.steps),
            more=clean_text(parts.more),
        )

    def _markup(self, draft: Draft) -> list[ArticleFault]:
        """Return what would be shown otherwise than it looks here."""
        return [
            ArticleFault(self._file, self._line(problem.field, problem.item), problem.words)
            for problem in markup_problems(draft)
        ]

    def _unknown(self) -> list[ArticleFault]:
        known = ", ".join(KEYS)
        return [
            ArticleFault(self._file, self._line(key), f"'{key}' is not known; there is {known}.")
            for key in self._matter.data
            if key not in KEYS
        ]

    def _text(self, key: str) -> str:
        value = self._matter.data.get(key)
        if isinstance(value, str):
            return clean_text(value)
        self._refuse(key, f"'{key}' must be text; put it into quotes.")
        return ""

    def _texts(self, key: str) -> tuple[str, ...]:
        values = self._matter.data.get(key)
        if not values and key in _MAY_BE_LEFT_OUT:
            return ()
        if not isinstance(values, list):
            self._refuse(key, f"'{key}' must be a list of texts.")
            return ()
        for number, value in enumerate(values):
            if not isinstance(value, str):
                self._refuse(key, f"'{key}' must be text; put it into quotes.", number)
        return tuple(clean_text(value) for value in values if isinstance(value, str))

    def _day(self, key: str) -> date | None:
        value = self._matter.data.get(key)
        if isinstance(value, date):
            return value
        self._refuse(key, f"'{key}' must be a date, as 2027-05-15.")
        return None

    def _refuse(self, key: str, problem: str, item: int | None = None) -> None:
        if key not in self._matter.data:
            problem = f"'{key}' is missing."
        self._told.add(key)
        self._blocking.append(ArticleFault(self._file, self._line(key, item), problem))

    def _line(self, field: str, item: int | None = None) -> int:
        is_body = field in {"short", "steps", "more"}
        return self._matter.body_line if is_body else self._matter.line(field, item)
