"""What an article is, and what makes one fit to answer from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
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


def join_body(short: str, steps: Iterable[str], more: str) -> str:
    """Put a body together; `split_body` takes it apart into the same parts again.

    The short answer becomes one paragraph and each step one line, as that is how they are read.
    """
    lines = [" ".join(step.split()) for step in steps]
    numbered = "\n".join(f"{number}. {line}" for number, line in enumerate(filter(None, lines), 1))
    blocks = (block.strip() for block in re.split(r"\n\s*\n", "\n".join(more.splitlines())))
    return "\n\n".join(filter(None, (" ".join(short.split()), numbered, *blocks)))


def split_body(body: str) -> BodyParts:
    """Take a body apart into short answer, numbered steps and the rest.

    A step's continuation lines (indented, or not blank) belong to that step.
    """
    blocks = [block for block in re.split(r"\n\s*\n", body.strip()) if block.strip()]
    short = " ".join(blocks[0].split()) if blocks and not _STEP.match(blocks[0]) else ""
    steps: list[str] = []
    more: list[str] = []
    for block in blocks[1 if short else 0 :]:
        if not _STEP.match(block.lstrip()) or more:
            more.append(block.strip())
            continue
        for line in block.splitlines():
            if _STEP.match(line.lstrip()):
                steps.append(_STEP.sub("", line.lstrip(), count=1).strip())
            else:
                steps[-1] += " " + line.strip()
    return BodyParts(short, tuple(steps), "\n\n".join(more))
