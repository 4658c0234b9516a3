"""Bytes of pages and exports as text, whatever they were written in."""

from __future__ import annotations

import codecs
import re

_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
_DECLARED = re.compile(
    r"""<meta[^<>]{0,200}?charset\s{0,9}=\s{0,9}["']?([\w.:-]{1,40})""", re.IGNORECASE | re.ASCII
)
_HEAD = 4096  # bytes in which a page says what it is written in
_KNOWN = re.compile(  # as Python calls them; what is no encoding of pages stays out
    r"(?:ascii|utf-8|cp125\d|cp932|cp949|iso8859-\d{1,2}|shift_jis|euc_jp|"
    r"euc_kr|gb2312|gbk|gb18030|big5|koi8-[ru]|mac-roman)\Z"
)
_AS_BROWSERS = {  # read these names: as what writes more than the name says
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
_GUESS = "cp1252"  # what most of the older pages are


def text_of(raw: bytes) -> tuple[str, str]:
    """Return the text of a page, and what to look at because it had to be guessed, "" if not."""
    for mark, encoding in _MARKS.items():
        if raw.startswith(mark):
            return raw[len(mark) :].decode(encoding, "replace"), ""
    for encoding in filter(None, (_declared(raw), "utf-8")):
        try:
            return raw.decode(encoding), ""
        except UnicodeDecodeError:
            continue
    guessed = "its encoding had to be guessed as Windows-1252; look at accents and quotes."
    return raw.decode(_GUESS, "replace"), guessed


def _declared(raw: bytes) -> str:
    """Return the encoding that a page names, "" for none; UTF-16 can't be one where it is read."""
    found = _DECLARED.search(raw[:_HEAD].decode("latin-1"))
    try:
        name = codecs.lookup(found[1]).name if found else ""
    except (LookupError, ValueError):
        return ""
    return _AS_BROWSERS.get(name, name) if _KNOWN.match(name) else ""
