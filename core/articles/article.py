"""What an article is, and what makes one fit to answer from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

# Pages of the help centre that stand beside the articles.
RESERVED_SLUGS = frozenset({"contact", "search", "suggest", "topics"})
MAX_SHORT_ANSWER_LENGTH = 60  # words: what a customer reads in about 15 seconds
MAX_NEXT_QUESTIONS = 3


@dataclass(frozen=True)
class Article:
    """One topic: what customers ask, and what we answer.

    `short` is the first paragraph of the body, `steps` its numbered list, one string per step,
    and `more` whatever stands after the list. All three are Markdown.
    """

    slug: str
    title: str
    questions: tuple[str, ...]  # as customers would type them
    next: tuple[str, ...]  # slugs of the questions that usually follow
    audience: str
    tags: tuple[str, ...]
    review: date  # the day its owner should read it again
    owner: str
    short: str
    steps: tuple[str, ...]
    more: str = ""
    updated: date | None = None  # the day its words last changed; None if nobody knows

    @property
    def asked(self) -> tuple[str, ...]:
        """The example questions; of an article without any its title stands for them."""
        return self.questions or (self.title,)

    def to_json(self) -> dict[str, Any]:
        """Return its fields as JSON values, dates in ISO 8601."""
        updated = self.updated.isoformat() if self.updated else None
        return {**asdict(self), "review": self.review.isoformat(), "updated": updated}

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> Article:
        """Return what `to_json` gave; raises KeyError, TypeError or ValueError otherwise."""
        lists = {name: tuple(value) for name, value in values.items() if isinstance(value, list)}
        updated = date.fromisoformat(values["updated"]) if values["updated"] else None
        review = date.fromisoformat(values["review"])
        return cls(**{**values, **lists, "review": review, "updated": updated})


@dataclass(frozen=True)
class ArticleFault:
    """Why an article, or a part of it, was not taken; the others are not affected."""

    file: str
    line: int
    problem: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}: {self.problem}"


@dataclass(frozen=True)
class BodyParts:
    """An article's Markdown body, taken apart."""

    short: str
    steps: tuple[str, ...]
    more: str


_STEP = re.compile(r"\d{1,3}[.)]\s+")
_EMPTY_LINES = re.compile(r"\n\s*\n")


def join_body(short: str, steps: Iterable[str], more: str) -> str:
    """Put a body together; `split_body` takes it apart into the same parts again.

    The short answer becomes one paragraph and each step one line, as that is how they are read;
    the lines of `more` stay as they are.
    """
    lines = [" ".join(step.split()) for step in steps]
    numbered = "\n".join(f"{number}. {line}" for number, line in enumerate(filter(None, lines), 1))
    rest = "\n".join(more.splitlines()).strip()
    return "\n\n".join(filter(None, (" ".join(short.split()), numbered, rest)))


def split_body(body: str) -> BodyParts:
    """Take a body apart into short answer, numbered steps and the rest.

    A step's continuation lines (indented, or not blank) belong to that step. What stands on
    several lines is given back like that.
    """
    text, short = body.strip(), ""
    steps: list[str] = []
    for number, (block, begin) in enumerate(_blocks(text)):
        if number == 0 and not _STEP.match(block):
            short = block
        elif _STEP.match(block.lstrip()):
            _add_steps(steps, block)
        else:
            return BodyParts(short, tuple(steps), text[begin:].strip())
    return BodyParts(short, tuple(steps), "")


def _blocks(text: str) -> Iterator[tuple[str, int]]:
    """Yield what stands between empty lines, and where each begins."""
    begin = 0
    for gap in _EMPTY_LINES.finditer(text):
        yield text[begin : gap.start()], begin
        begin = gap.end()
    yield text[begin:], begin


def _add_steps(steps: list[str], block: str) -> None:
    for line in map(str.strip, block.splitlines()):
        if step := _STEP.match(line):
            steps.append(line[step.end() :])
        else:
            steps[-1] += f"\n{line}"
