"""The words that a customer wrote themselves: without what they answer, and their signature.

Line by line, and in one pass. Where it is not clear, words stay: a quote too many is read over, a
lost sentence is not.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from core.channels.email.quote_words import HEADER_LABELS, SEPARATORS, SIGNATURES

_QUOTED = re.compile(r"[ \t]{0,3}>")
_NUMBERS = re.compile(r"[0-9]{1,4}")
_DASHES = re.compile(r"[-_=*]{2,80}")
_RULE = re.compile(r"[ \t]*[_-]{10,200}[ \t]*\Z")
_IN_BRACKETS = re.compile(r"<[^<>@\s]{1,64}@[^<>@\s]{1,255}>")
_LABEL = re.compile(r"[ \t]*\*{0,2}([^\W\d_][^:：\n]{0,30}?)[ \t\u00a0]*\*{0,2}[:：]")
_SIGNATURE = "-- "
_ATTRIBUTION_LINES = 4
_HEADER_LINES = 6
_FEWEST_LABELS = 3
_FEWEST_NUMBERS = 4  # day, month or year, hour, minute
MAX_LINE = 2000  # characters of a line that are looked at


def own_words(text: str, is_reply: bool) -> str:
    """Return what somebody wrote themselves.

    is_reply: whether the mail answers another; else nothing in it is taken for a quote
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if is_reply:
        lines = _without_quotes(lines[: _end(lines)])
    return "\n".join(_without_signature(lines)).strip()


def _end(lines: Sequence[str]) -> int:
    """Return the line from which on nothing is their own: a quote without signs before its lines.

    Most programs write ">" before what they quote; Outlook writes what stood in its header.
    """
    for place, line in enumerate(lines):
        if _is_separator(line) or _is_header_block(lines, place):
            above = place - 1
            while above >= 0 and not lines[above].strip():
                above -= 1
            return above if above >= 0 and _RULE.match(lines[above][:MAX_LINE]) else place
    return len(lines)


def _is_separator(line: str) -> bool:
    """Whether it is "-----Original Message-----", in any language we know."""
    bare = line.strip()[:MAX_LINE]
    if not bare.startswith("-") or not bare.endswith("-"):
        return False
    return " ".join(_DASHES.sub(" ", bare).casefold().split()) in SEPARATORS


def _is_header_block(lines: Sequence[str], place: int) -> bool:
    """Whether the header of another mail begins here: who sent it, when, to whom, about what."""
    if _label(lines[place]) not in HEADER_LABELS["from"]:
        return False
    block = itertools.takewhile(str.strip, lines[place : place + _HEADER_LINES])
    labels = {_label(line) for line in block}
    found = [kind for kind, names in HEADER_LABELS.items() if labels & names]
    return len(found) >= _FEWEST_LABELS


def _label(line: str) -> str:
    found = _LABEL.match(line[:MAX_LINE])
    return found[1].strip().casefold() if found else ""


def _without_quotes(lines: Sequence[str]) -> list[str]:
    """Leave out what has ">" before it, and the line above that says who wrote that.

    Programs write such a line once, above all that they quote.
    """
    quoted = [place for place, line in enumerate(lines) if _QUOTED.match(line)]
    above = lines[: quoted[0]] if quoted else lines  # a quote that was left out leaves its line
    below = (line for line in lines[len(above) :] if not _QUOTED.match(line))
    return [*above[: _attribution(above)], *below]


def _attribution(lines: Sequence[str]) -> int:
    """Return where "On Monday, 23 Nov 2026 at 10:02, Tern wrote:" begins at the end of these lines.

    In every language it names a moment or an address, and nearly always ends with a colon; it may
    be broken over several lines.
    """
    end = len(lines)
    while end and not lines[end - 1].strip():
        end -= 1
    begin = end
    while begin and end - begin < _ATTRIBUTION_LINES and lines[begin - 1].strip():
        begin -= 1
        told = " ".join(line.strip() for line in lines[begin:end])[:MAX_LINE]
        above = lines[begin - 1] if begin else ""
        if not _is_attribution(told) or (_numbers(told) < _FEWEST_NUMBERS <= _numbers(above)):
            continue  # its moment may stand in the line above
        if not above.strip() or _begins_one(lines[begin]):
            return begin
    return len(lines)


def _begins_one(line: str) -> bool:
    """Whether a moment or an address stands in the first of its lines already."""
    return _numbers(line) >= 2 or bool(_IN_BRACKETS.search(line[:MAX_LINE]))


def _numbers(line: str) -> int:
    return len(_NUMBERS.findall(line[:MAX_LINE]))


def _is_attribution(told: str) -> bool:
    if not told.endswith((":", "：")):
        return False
    return bool(_IN_BRACKETS.search(told)) or _numbers(told) >= _FEWEST_NUMBERS


def _without_signature(lines: Sequence[str]) -> list[str]:
    """Leave out what stands below "-- ", and what a telephone adds by itself."""
    kept = list(lines)
    if _SIGNATURE in kept and kept.index(_SIGNATURE) > 0:
        del kept[kept.index(_SIGNATURE) :]
    while kept and (not kept[-1].strip() or _is_telephones(kept[-1])):
        kept.pop()
    return kept


def _is_telephones(line: str) -> bool:
    bare = line.strip().casefold()
    return len(bare) <= 80 and bare.startswith(SIGNATURES)
