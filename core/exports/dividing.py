"""How a text from elsewhere becomes a draft: a short answer, steps, and the rest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import takewhile

from core.articles import MAX_NAME_LENGTH, MAX_SHORT_ANSWER_LENGTH, Draft
from core.exports.exported import Exported
from core.text import clean_text, clip

_MAX_TAGS = 6
_REVIEW_AFTER = timedelta(days=180)
_FENCE = re.compile(r"```|~~~")
_HEADING = re.compile(r"#{1,6}\s")
_STEP = re.compile(r"\d{1,3}[.)]\s+")
_BLOCK = re.compile(r"#{1,6}\s|[-+*]\s|\d{1,9}[.)]\s|>|\||```|~~~|!\[|---\Z")
_SENTENCE_END = re.compile(r"[.!?。！？](?=\s)")
_BREAK = re.compile(r"(?:\\| {2,20})\n")
_RULE = "---"  # keeps a list that can't be steps from being read as some


def first_draft(exported: Exported, text: str, owner: str, today: date) -> tuple[Draft, list[str]]:
    """Return an article as a draft, and what was left out of it.

    text: of the article, as Markdown
    """
    short, steps, more, notes = _divided(list(_blocks(clean_text(text))), exported.summary)
    tags = [clip(" ".join(topic.split()), MAX_NAME_LENGTH) for topic in exported.topics]
    draft = Draft(
        title=" ".join(clean_text(exported.title).split()),
        short=short,
        steps=steps,
        more=more,
        tags=tuple(dict.fromkeys(filter(None, map(clean_text, tags))))[:_MAX_TAGS],
        owner=clip(owner, MAX_NAME_LENGTH),
        review=(today + _REVIEW_AFTER).isoformat(),
    )
    return draft, notes


def _divided(blocks: list[str], summary: str) -> tuple[str, tuple[str, ...], str, list[str]]:
    notes: list[str] = []
    short = _paragraph(clean_text(summary))
    if not short or len(short.split()) > MAX_SHORT_ANSWER_LENGTH:
        short, blocks = _short_of(blocks, notes)
    steps: tuple[str, ...] = ()
    listed = list(takewhile(_is_steps, blocks))
    lines = "\n".join(listed).splitlines()
    if len(lines) > 1:
        steps = tuple(_STEP.sub("", line, count=1).strip() for line in lines)
        blocks = blocks[len(listed) :]
    if blocks and _STEP.match(blocks[0]):
        blocks = [_RULE, *blocks]
    return short, steps, "\n\n".join(blocks), notes


def _short_of(blocks: list[str], notes: list[str]) -> tuple[str, list[str]]:
    """Return the first paragraph, as far as it may be shown at once, and what comes after it."""
    above = 0
    while above < len(blocks) and _HEADING.match(blocks[above]) and "\n" not in blocks[above]:
        above += 1
    if above == len(blocks) or _BLOCK.match(blocks[above]):
        return "", blocks
    for heading in blocks[:above]:
        notes.append(
            f"the heading “{heading.lstrip('# ')[:60]}” above the first paragraph is left out."
        )
    paragraph, rest = _paragraph(blocks[above]), blocks[above + 1 :]
    if len(paragraph.split()) <= MAX_SHORT_ANSWER_LENGTH:
        return paragraph, rest
    end = 0
    for found in _SENTENCE_END.finditer(paragraph):
        if len(paragraph[: found.end()].split()) > MAX_SHORT_ANSWER_LENGTH:
            break
        end = found.end()
    if not end:
        return paragraph, rest
    return paragraph[:end], [paragraph[end:].strip(), *rest]


def _paragraph(block: str) -> str:
    return " ".join(_BREAK.sub(" ", block).split())


def _is_steps(block: str) -> bool:
    return all(_STEP.match(line) for line in block.splitlines())


def _blocks(text: str) -> Iterator[str]:
    """Yield what stands between empty lines; a block of code stays in one piece."""
    block: list[str] = []
    fence = ""
    for line in text.splitlines():
        opens = _FENCE.match(line.strip())
        if fence:
            fence = "" if line.strip().startswith(fence) else fence
        elif opens:
            fence = opens[0]
        if line.strip() or fence:
            block.append(line.rstrip() if fence else _kept(line))
        elif block:
            yield "\n".join(block)
            block = []
    if block:
        yield "\n".join(block)


def _kept(line: str) -> str:
    """Return a line with the two spaces that end it early, where it has them."""
    bare = line.rstrip()
    return f"{bare}\\" if line.endswith("  ") and bare and not bare.endswith("\\") else bare
