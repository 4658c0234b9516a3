"""The bytes of a mail, read. Whatever is wrong with them, something of it can be read."""

from __future__ import annotations

import re
from codecs import lookup
from collections.abc import Iterable, Iterator
from email import policy
from email.message import Message
from email.parser import BytesParser
from email.utils import getaddresses

from core.channels import Brought
from core.channels.email import ReceivedMail, Report, tidy
from web.channels.email.files import files_of, is_file
from web.channels.email.headers import decoded
from web.channels.email.html_text import text_of_html

MAX_MAIL_BYTES = 15_000_000  # of one mail that are fetched; words stand before files
MAX_MAIL_PARTS = 200
MAX_MAIL_COMPARED = 10_000_000  # lines times borders: each line is compared with every open one
MAX_HEADER_LENGTH = 20_000  # characters; of addresses and of mails answered to, some hundred
_TOLD_LAST = frozenset({"references"})  # the last mail stands last
MAX_SENDER_LENGTH = 200  # characters
_LONGEST_PART = 1_000_000  # characters of words that are read
# What people write in Windows is often called something else (as web browsers read it, too).
_MEANT = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "us-ascii": "utf-8", "ascii": "utf-8"}
# Python's own ways to write text, which no mail is in; the first takes a time that explodes.
_NO_ALPHABETS = frozenset({"punycode", "idna", "unicode-escape", "raw-unicode-escape"})
_HTML_ONLY = ("this message requires html", "your email client does not support html")


_HEADERS_ALONE = frozenset({"text/rfc822-headers", "message/rfc822-headers"})
_IDS = re.compile(r"^message-id:[ \t\r\n]{0,5}(<[^<>\s]{1,300}>)", re.IGNORECASE | re.MULTILINE)


class _Bounded(policy.Compat32):
    """Cuts headers, which are taken apart in a time that grows with the square of their length."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        return name, value[-MAX_HEADER_LENGTH:] if name.lower() in _TOLD_LAST else value[
            :MAX_HEADER_LENGTH
        ]


_BOUNDED = _Bounded()


def read_mail(raw: bytes) -> ReceivedMail:
    """Read a mail; nothing of it is believed. Raises nothing that a mail could cause.

    The policy is the older one: the newer one raises at headers that it can't take apart.
    """
    told = _as_far_as_it_is_read(raw)
    message = BytesParser(policy=_BOUNDED).parsebytes(told)
    headers: dict[str, list[str]] = {}
    for each, value in message.raw_items():
        headers.setdefault(each.lower(), []).append(decoded(value))
    parts = list(_parts(message))
    files = tuple(files_of(parts, is_cut=len(raw) >= MAX_MAIL_BYTES or told != raw))
    name, sender = _sender(str(message.get("from", "")))
    return ReceivedMail(
        headers={each: tuple(values) for each, values in headers.items()},
        sender=sender,
        name=name,
        subject=" ".join(" ".join(headers.get("subject", [])).split()),
        text=_words(parts),
        attachments=_named(files),
        files=files,
        kind=message.get_content_type(),
        report=_report(parts),
    )


def _as_far_as_it_is_read(raw: bytes) -> bytes:
    """Return a mail, without its end where parts within parts would take minutes."""
    borders = raw.lower().count(b"boundary")
    lines = max(raw.count(b"\n"), raw.count(b"\r"))
    if borders * lines <= MAX_MAIL_COMPARED:
        return raw
    even = raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    kept = MAX_MAIL_COMPARED // borders
    return b"\n".join(even.split(b"\n", kept)[:kept])


def _parts(message: Message) -> Iterator[Message]:
    """Yield the parts that hold something, not those of mails within it."""
    waiting: list[Message] = [message]
    for _ in range(MAX_MAIL_PARTS):
        if not waiting:
            return
        part = waiting.pop(0)
        inner = part.get_payload() if part.is_multipart() else None
        if isinstance(inner, list) and part.get_content_maintype() == "multipart":
            waiting[:0] = [each for each in inner if isinstance(each, Message)]
        else:
            yield part


def _words(parts: Iterable[Message]) -> str:
    """Return the plain words; of a mail without any those of its HTML."""
    plain, html = [], []
    for part in parts:
        if is_file(part):
            continue
        kind = part.get_content_type()
        if kind == "text/plain":
            plain.append(_flowing(part, _text(part)[:_LONGEST_PART]))
        elif kind == "text/html":
            html.append(_text(part)[:_LONGEST_PART])
    words = "\n\n".join(each for each in plain if each.strip())
    if html and (not words.strip() or words.strip().casefold().startswith(_HTML_ONLY)):
        return "\n\n".join(text_of_html(each) for each in html)
    return words


def _text(part: Message) -> str:
    """Return a part's text, whatever it says of its own alphabet."""
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    said = str(part.get_content_charset("utf-8") or "utf-8").strip("\"' ").lower()
    for charset in (_MEANT.get(said, said), "utf-8", "cp1252"):
        try:
            if lookup(charset).name in _NO_ALPHABETS:
                continue
            return data.decode(charset).replace("\r\n", "\n")
        except (LookupError, ValueError):
            continue
    return data.decode("utf-8", "replace").replace("\r\n", "\n")


def _flowing(part: Message, text: str) -> str:
    """Put together the lines that a program has broken for the way (RFC 3676)."""
    if str(part.get_param("format", "")).lower() != "flowed":
        return text
    lines: list[list[str]] = []  # each in the pieces it came in
    for line in text.split("\n"):
        goes_on = bool(lines) and lines[-1][-1].endswith(" ") and lines[-1] != ["-- "]
        if goes_on and not line.startswith(">") and not lines[-1][0].startswith(">"):
            lines[-1].append(line.removeprefix(" "))
        else:
            lines.append([line.removeprefix(" ")])
    return "\n".join(map("".join, lines))


def _named(files: Iterable[Brought]) -> tuple[str, ...]:
    return tuple(each.name or each.type for each in files)


def _sender(value: str) -> tuple[str, str]:
    """Return name and address of a sender, "" and "" if it has none that can be used.

    Taken apart before it is decoded, as mail servers do when they vouch for it.
    """
    unfolded = value.replace("\r", "").replace("\n", "")
    for name, address in getaddresses([unfolded])[:1]:
        local, _, domain = address.rpartition("@")
        is_usable = bool(local and domain) and address.isprintable() and " " not in address
        if is_usable and len(address) <= MAX_SENDER_LENGTH:
            return " ".join(decoded(name).split()), tidy(address)
    return "", ""


def _report(parts: list[Message]) -> Report | None:
    """Return what a mail server tells of a mail of ours (RFC 3464), None if this is no report."""
    told = next((p for p in parts if p.get_content_type() == "message/delivery-status"), None)
    if told is None:
        return None
    blocks = told.get_payload()
    listed = blocks if isinstance(blocks, list) else []
    fields = (block for block in listed if isinstance(block, Message))
    about = next((block for block in fields if block.get("action")), Message())
    return Report(
        action=str(about.get("action", "")).strip().lower(),
        status=str(about.get("status", "")).strip(),
        diagnostic=decoded(about.get("diagnostic-code", "")).partition(";")[2].strip(),
        about=" ".join(_returned_ids(parts)),
    )


def _returned_ids(parts: list[Message]) -> Iterator[str]:
    """Yield the Message-IDs of a mail that came back, whole or as its header alone."""
    for part in parts:
        inner = part.get_payload()
        if part.get_content_type() == "message/rfc822" and isinstance(inner, list):
            mails = (each for each in inner if isinstance(each, Message))
            yield from (str(each.get("message-id", "")) for each in mails)
        elif part.get_content_type() in _HEADERS_ALONE:
            yield from _IDS.findall(_text(part))
