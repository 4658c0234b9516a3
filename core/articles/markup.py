"""What an article's Markdown won't be shown as, though whoever writes it may think so.

What is understood stands in tests/data/markdown_cases.json; this tells what people paste from a
word processor, a spreadsheet, a web page or another Markdown, before customers see it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from core.articles.draft import Draft, Problem

_FENCE = re.compile(r"```|~~~")
_ITEM = re.compile(r"(?:[-+*]|\d{1,9}[.)])\s")
_NUMBERED = re.compile(r"\d{1,3}[.)]\s")  # as a step is in a file
_BULLET = re.compile(r"[•·▪◦‣●○■□§]\s")
_DOUBTFUL = re.compile(r"[o–—]\s")  # a bullet only where there are more of them
_HEADING = re.compile(r"#{1,6}\s")
_RULED = frozenset("|:- \t")  # what the row of dashes in a table consists of
_CODE = re.compile(r"`[^`]*`")
_IMAGE = re.compile(r"!\[(?P<words>[^\[\]]*)\]\(<?(?!https://)", re.IGNORECASE)
_MAX_IMAGES = 10  # that are named
_DEEP = 4  # spaces that a line may begin with and still begin a block

# Of one line without its indentation: what it is, and what to do.
_NOT_UNDERSTOOD = (
    (re.compile(r"#{1,6}[^\W\d_]"), "is no heading; put a space after “#”."),
    (re.compile(r"(?<!=)={2,}\Z"), "makes no heading; begin the line above it with “## ”."),
    (re.compile(r"\[[^\[\]]{1,80}\]:\s"), "stays as it is; write each link as [words](address)."),
)
# Of words anywhere, outside of code.
_LEFT_AS_IT_IS = (
    (re.compile(r"</?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>", re.IGNORECASE), "HTML"),
    (re.compile(r"&(?:[a-z]{2,31}|#\d{1,7});", re.IGNORECASE), "an HTML sign"),
    (re.compile(r"~~[^~\s]{1,80}"), "what is struck out"),
)


def markup_problems(draft: Draft) -> Iterator[Problem]:
    """Return what of an article's parts would be shown otherwise than it looks; nothing blocks."""
    texts: list[tuple[str, int | None, str]] = [("short", None, draft.short)]
    texts += [("steps", number, step) for number, step in enumerate(draft.steps)]
    for field, item, text in texts:
        if block := _block_in(text):
            words = f"{block} here is run together with the rest; put it under “More”."
            yield Problem(field, item, words, blocking=False)
    texts.append(("more", None, draft.more))
    for field, item, text in texts:
        for words in _left_as_it_is(text):
            yield Problem(field, item, words, blocking=False)
    for words in _not_understood(_outside_code(draft.more)):
        yield Problem("more", None, words, blocking=False)


def _block_in(text: str) -> str:
    """Return what stands in a text of one paragraph that needs lines of its own, "" for nothing."""
    lines = [line.strip() for line in text.strip().splitlines()]
    for line in lines:
        if _FENCE.match(line):
            return "a block of code"
        if _HEADING.match(line):
            return "a heading"
        if _ITEM.match(line) or _BULLET.match(line):
            return "a list"
        if line.startswith(">"):
            return "a quote"
        if _is_ruled(line):
            return "a table"
    return "a second paragraph" if "" in lines else ""


def _left_as_it_is(text: str) -> Iterator[str]:
    words = _CODE.sub("", text)
    for pattern, what in _LEFT_AS_IT_IS:
        if found := pattern.search(words):
            yield f"“{found[0][:40]}” stays there as it is: {what} is not understood."
    for image in islice(_IMAGE.finditer(words), _MAX_IMAGES):
        yield f"the image “{image['words']}” is not shown; its address must begin with https://."


def _outside_code(text: str) -> list[str]:
    """Return the lines that are not within a block of code; those are ""."""
    lines, fence = [], ""
    for line in text.splitlines():
        opens = _FENCE.match(line.strip())
        if fence:
            fence = "" if line.strip().startswith(fence) else fence
            lines.append("")
        else:
            fence = opens[0] if opens else ""
            lines.append("" if opens else line)
    return lines


def _not_understood(lines: Sequence[str]) -> Iterator[str]:
    bare = [line.strip() for line in lines]
    if bare and _NUMBERED.match(bare[0]):
        yield "a numbered list at the beginning becomes steps; begin with a line of words."
    for pattern, what in _NOT_UNDERSTOOD:
        if line := next(filter(pattern.match, bare), ""):
            yield f"“{line[:40]}” {what}"
    yield from _bullets(bare)
    yield from _lists_and_tables(lines, bare)
    yield from _rows(bare)


def _bullets(bare: Sequence[str]) -> Iterator[str]:
    signs = [line for line in bare if _BULLET.match(line)]
    doubtful = [line for line in bare if _DOUBTFUL.match(line)]
    if signs or len(doubtful) > 1:
        sign = (signs or doubtful)[0][0]
        yield f"lines that begin with “{sign}” are run together; begin each with “- ”."


def _lists_and_tables(lines: Sequence[str], bare: Sequence[str]) -> Iterator[str]:
    """Yield what is taken for words of the lines above, as there is no empty line between."""
    found: set[str] = set()
    in_list = False  # an item stands above, without an empty line between
    for number, line in enumerate(bare):
        is_item = bool(_ITEM.match(line))
        if is_item and not in_list and _indent(lines[number]) >= _DEEP and any(bare[:number][-1:]):
            found.add(
                "the list that stands further in is run together; put an empty line before it."
            )
        if in_list and _is_ruled(line) and not lines[number - 1][:1].isspace():
            found.add(
                "a table right after a list is run together with it; put an empty line before it."
            )
        in_list = bool(line) and (in_list or is_item)
    yield from sorted(found)


def _rows(bare: Sequence[str]) -> Iterator[str]:
    """Yield what is missing where lines of words look like the rows of a table."""
    pairs = list(pairwise(bare))
    if not any(map(_is_ruled, bare)) and any("|" in one and "|" in two for one, two in pairs):
        yield "a table needs a row of dashes below its first row: | --- | --- |."
    if any("\t" in one and "\t" in two and not _looks_listed(one) for one, two in pairs):
        yield "columns parted by tabs are run together; write them as a table: | one | two |."


def _looks_listed(line: str) -> bool:
    return bool(_BULLET.match(line) or _DOUBTFUL.match(line) or _ITEM.match(line))


def _is_ruled(line: str) -> bool:
    return "|" in line and "-" in line and _RULED.issuperset(line)


def _indent(line: str) -> int:
    spaced = line.expandtabs(_DEEP)
    return len(spaced) - len(spaced.lstrip())
