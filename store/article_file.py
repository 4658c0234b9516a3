"""One article file: what it must hold, and every fault in it by line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timezone
from pathlib import Path

from core.articles import (
    LONGEST_SHORT_ANSWER,
    RESERVED_SLUGS,
    SLUG,
    Article,
    ArticleFault,
    split_body,
)
from core.conversation import clean_text
from core.errors import Fault
from store.front_matter import FrontMatter, read_front_matter

LARGEST_FILE = 64_000  # bytes
LONGEST_TITLE = 60  # characters: it stands on a button
LONGEST_QUESTION = 500  # characters
LONGEST_NAME = 40  # characters of a tag, an audience or an owner
KEYS = ("title", "questions", "next", "audience", "tags", "review", "owner", "updated")


@dataclass(frozen=True)
class ArticleFile:
    """What one file gave. No article if a fault makes it unfit; milder faults come beside it."""

    name: str
    article: Article | None
    faults: tuple[ArticleFault, ...]
    matter: FrontMatter | None = None

    def fault(self, problem: str, key: str, item: int) -> ArticleFault:
        """Return a fault that points at one item of the list under a key."""
        line = self.matter.line(key, item) if self.matter else 1
        return ArticleFault(self.name, line, problem)


def read_article(path: Path, folder: Path) -> ArticleFile:
    """Read one article file; never raises for what stands in it."""
    try:
        if not SLUG.match(path.stem):
            raise Fault(path.name, 1, "the file's name may hold letters, digits, '_', '-' and '?'.")
        if path.stem in RESERVED_SLUGS:
            problem = f"'{path.stem}' is a page of the help centre; give the file another name."
            raise Fault(path.name, 1, problem)
        matter = read_front_matter(path.name, _read_text(path, folder))
        changed = _changed(path)
    except Fault as fault:
        faults = (ArticleFault(fault.file, fault.line, fault.problem),)
        return ArticleFile(path.name, None, faults)
    return _Reader(path.name, matter).read(path.stem, changed)


def _read_text(path: Path, folder: Path) -> str:
    if not path.resolve().is_relative_to(folder.resolve()):
        raise Fault(
            path.name, 1, "this links out of the articles folder; put the file itself there."
        )
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST_FILE + 1)
        if len(raw) > LARGEST_FILE:
            raise Fault(path.name, 1, f"the file is larger than {LARGEST_FILE:,} bytes; split it.")
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise Fault(path.name, line, "this is not UTF-8 text. Save the file as UTF-8.") from None
    except OSError as error:
        raise Fault(path.name, 1, f"the file can't be read ({error.strerror}).") from None


def _changed(path: Path) -> date:
    try:
        return datetime.fromtimestamp(path.stat().st_mtime, timezone.utc).date()
    except OSError as error:
        raise Fault(path.name, 1, f"the file can't be read ({error.strerror}).") from None


class _Reader:
    """Reads key by key and goes on after a fault, so that one look shows all of them."""

    def __init__(self, file: str, matter: FrontMatter) -> None:
        self._file, self._matter = file, matter
        self._mild: list[ArticleFault] = []
        self._grave: list[ArticleFault] = []

    def read(self, slug: str, changed: date) -> ArticleFile:
        """changed: counts as the last update unless the article names another day."""
        for key in self._matter.data:
            if key not in KEYS:
                known = ", ".join(KEYS)
                self._mild.append(self._fault(f"'{key}' is not known; there is {known}.", str(key)))
        short, steps, more = self._body()
        article = Article(
            slug=slug,
            title=self._text("title", LONGEST_TITLE),
            questions=self._questions(),
            next=self._texts("next", LONGEST_NAME * 2),
            audience=self._text("audience", LONGEST_NAME),
            tags=self._texts("tags", LONGEST_NAME),
            review=self._date("review"),
            owner=self._text("owner", LONGEST_NAME),
            updated=self._date("updated") if "updated" in self._matter.data else changed,
            short=short,
            steps=steps,
            more=more,
        )
        faults = tuple(self._grave + self._mild)
        return ArticleFile(self._file, None if self._grave else article, faults, self._matter)

    def _body(self) -> tuple[str, tuple[str, ...], str]:
        parts = split_body(self._matter.body)
        words = len(parts.short.split())
        if not words:
            self._refuse_body("the short answer is missing: begin the body with a paragraph.")
        elif words > LONGEST_SHORT_ANSWER:
            self._refuse_body(
                f"the short answer has {words} words; at most {LONGEST_SHORT_ANSWER} are read."
            )
        return parts.short, parts.steps, parts.more

    def _questions(self) -> tuple[str, ...]:
        questions = self._texts("questions", LONGEST_QUESTION)
        if "questions" in self._matter.data and not questions and not self._grave:
            self._refuse("give at least one example question.", "questions")
        return questions

    def _text(self, key: str, longest: int) -> str:
        if key not in self._matter.data:
            self._refuse(f"'{key}' is missing.", key)
            return ""
        return self._clean(self._matter.data[key], key, longest)

    def _texts(self, key: str, longest: int) -> tuple[str, ...]:
        if key not in self._matter.data:
            self._refuse(f"'{key}' is missing.", key)
            return ()
        values = self._matter.data[key]
        if not isinstance(values, list):
            self._refuse(f"'{key}' must be a list of texts.", key)
            return ()
        return tuple(
            self._clean(value, key, longest, number) for number, value in enumerate(values)
        )

    def _clean(self, value: object, key: str, longest: int, item: int | None = None) -> str:
        text = clean_text(value) if isinstance(value, str) else ""
        if not isinstance(value, str):
            self._refuse(f"'{key}' must be text; put it into quotes.", key, item)
        elif not text:
            self._refuse(f"'{key}' is empty.", key, item)
        elif len(text) > longest:
            problem = f"'{key}' has {len(text)} characters; at most {longest} are shown."
            self._refuse(problem, key, item)
        return text

    def _date(self, key: str) -> date:
        value = self._matter.data.get(key)
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        missing = key not in self._matter.data
        self._refuse(
            f"'{key}' {'is missing' if missing else 'must be a date, as 2027-05-15'}.", key
        )
        return date.min

    def _refuse(self, problem: str, key: str, item: int | None = None) -> None:
        self._grave.append(self._fault(problem, key, item))

    def _refuse_body(self, problem: str) -> None:
        self._grave.append(ArticleFault(self._file, self._matter.body_line, problem))

    def _fault(self, problem: str, key: str, item: int | None = None) -> ArticleFault:
        return ArticleFault(self._file, self._matter.line(key, item), problem)
