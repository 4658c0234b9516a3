"""Trying what reads outside text with long texts: how much of the processor each one takes.

Run as a module it tries everything and prints what takes too long, one a line. What hangs is ended
by the kernel's timer of processor time, which nothing else on the machine can make run faster.
"""

from __future__ import annotations

import contextlib
import os
import re
import signal
import sys
from collections.abc import Callable, Iterable, Iterator

from core.answering import asks, parts_of
from core.articles.readability import lix
from core.conversations import AngryWords, anger_in, mask
from core.exports import linked_markdown
from core.handoffs.repeated_questions import asked_for
from core.text import clean_text
from store.contacts import find_contact
from store.exports.html import TooMuchMarkup, to_markdown
from tests.support.attacks import attacks
from tests.support.patterns import Found, collect
from web.articles.markdown import to_html
from web.channels.email.html_text import text_of_html
from web.channels.email.reading import read_mail

LENGTH = 100_000  # characters
SECONDS = 1.0  # of the processor for one text; what grows with the square takes many times that
SECONDS_OF_A_READER = 10.0
Attempt = tuple[str, Callable[[], object]]  # what is tried, for people to read, and the trial

MARKDOWN = ("[", "]", "!", ":", "<", "`", "*a_", "[a](", "https://", "ahttps://", "> ", "\\")
WORDS = (
    "a",
    "A! ",
    "a@",
    "a@b.",
    "0",
    "0 ",
    "+1",
    "1-",
    "?",
    " ",
    ", ",
    "and ",
    "'",
    "é",
    "\u0301",
)
HTML = (
    "<ul><li>",
    "<div>",
    "<blockquote>",
    "<",
    "&",
    "<!--",
    "<!",
    "<a ",
    "</p",
    "<script",
    "<br>",
)
PAGE = (
    *HTML,
    "<p>",
    "<li>x</li>",
    "<table><tr><td>",
    "<a href=x>y",
    "<img src=x>",
    "<b>",
    "*",
    "|",
)
HEADER = (";", "a*0=b; ", '\\"', "=?utf-8?q?a?= ", "=?a?q?", "x=", "<", ",")


def read_page(html: str) -> None:
    """Read a page, or have it refused: neither may take long."""
    with contextlib.suppress(TooMuchMarkup):
        to_markdown(html, lambda to: to)


READERS: dict[str, tuple[Callable[[str], object], tuple[str, ...]]] = {
    "to_html": (to_html, MARKDOWN),
    "clean_text": (clean_text, WORDS),
    "mask": (mask, WORDS),
    "asks": (asks, WORDS),
    "parts_of": (parts_of, WORDS),
    "anger_in": (lambda text: anger_in(text, AngryWords(("a a",), ("???",), ("a",))), WORDS),
    "find_contact": (lambda text: find_contact(text, "GB"), (*WORDS, "07700 900123 ")),
    "asked_for": (asked_for, WORDS),
    "lix": (lix, WORDS),
    "page": (read_page, PAGE),
    "markdown_of_another": (lambda text: linked_markdown(text, lambda to: to), MARKDOWN),
    "html_of_mail": (lambda text: text_of_html(text * 10), HTML),
    "header_of_mail": (
        lambda text: read_mail(f"Content-Type: text/plain; {text * 10}".encode()),
        HEADER,
    ),
    "subject_of_mail": (lambda text: read_mail(f"Subject: {text * 20}".encode()), HEADER),
    "alphabet_of_mail": (
        lambda text: read_mail(
            f"Content-Type: text/plain; charset=punycode\n\n{'a' * 1_000_000}-{text * 10}".encode()
        ),
        ("b", "a9"),
    ),
    "flowing_mail": (
        lambda text: read_mail(f"Content-Type: text/plain; format=flowed\n\n{text * 40}".encode()),
        ("a \n", "\n", " \n"),
    ),
}


def pattern_attempts(found: Found, length: int = LENGTH) -> Iterator[Attempt]:
    """Yield a trial of each text that is made for a pattern, with each method it is used with."""
    for text in attacks(found.pattern, length):
        for method in found.methods:
            called = getattr(found.pattern, method)
            yield f"{text[:40]!r}…", lambda called=called, text=text: _read(called(text))


def reader_attempts(read: Callable[[str], object], parts: Iterable[str]) -> Iterator[Attempt]:
    for part in parts:
        text = part * (LENGTH // len(part)) + "\0"
        yield f"{part!r}…", lambda text=text: read(text)


def too_slow(attempts: Iterable[Attempt], seconds: float) -> str:
    """Try in a process of its own; return what took longer or failed, "" if nothing did."""
    said, tell = os.pipe()
    child = os.fork()
    if child == 0:
        _try_all(attempts, seconds, tell)
    os.close(tell)
    with os.fdopen(said, "rb") as told:
        last = told.read().decode().splitlines()
    _, status = os.waitpid(child, 0)
    return "" if status == 0 else last[-1]


def main() -> None:
    for found in collect():
        if slow := too_slow(pattern_attempts(found), SECONDS):
            sys.stdout.write(f"{found.where}: {found.pattern.pattern!r} with {slow}\n")
    for name, (read, parts) in READERS.items():
        if slow := too_slow(reader_attempts(read, parts), SECONDS_OF_A_READER):
            sys.stdout.write(f"{name} with {slow}\n")


def _try_all(attempts: Iterable[Attempt], seconds: float, tell: int) -> None:
    try:
        for name, attempt in attempts:
            os.write(tell, f"{name}\n".encode("utf-8", "replace"))
            signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
            attempt()
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        os._exit(0)
    except BaseException as error:
        os.write(tell, f"{name}: {error!r}\n".encode("utf-8", "replace"))
        os._exit(1)


def _read(found: object) -> None:
    if isinstance(found, re.Match) or found is None:
        return
    for _ in found:  # type: ignore[attr-defined]
        pass


if __name__ == "__main__":
    main()
