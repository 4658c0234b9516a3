"""What could be put better in an article: none of it keeps it from being published."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from urllib.parse import unquote, urlsplit

from core.articles.draft import Problem, ValidationContext
from core.articles.effort_words import plain_phrase
from core.articles.readability import lix

HARD_TO_READ = 50.0  # LIX: beyond newspapers
_ENOUGH_TO_MEASURE = 25  # words: of fewer the measure says nothing
_LINK = re.compile(r"\[(?P<words>[^\[\]]*)\]\((?P<target>(?:[^()\s]|\([^()\s]*\))*)(?:\s[^()]*)?\)")
_MARKS = re.compile(r"[*_`>#]+")
_SCHEMES = frozenset({"https", "mailto", "tel"})
_PAGE = re.compile(r"/help/(?P<slug>[^/#?]+)(?:[#?].*)?\Z")


def wording_problems(
    short: str, steps: Sequence[str], more: str, context: ValidationContext
) -> Iterator[Problem]:
    """Return what raises effort, what is hard to read, and which links lead nowhere.

    The title is left alone: it names what is the matter in the customer's words.
    """
    texts: list[tuple[str, int | None, str]] = [("short", None, short)]
    texts += [("steps", number, step) for number, step in enumerate(steps)]
    texts.append(("more", None, more))
    for field, item, text in texts:
        for words in (*_raises_effort(text, context), *_bad_links(text, context)):
            yield Problem(field, item, words, blocking=False)
    yield from _hard_to_read(short, steps, more)


def _raises_effort(text: str, context: ValidationContext) -> Iterator[str]:
    plain = plain_phrase(_LINK.sub(r"\g<words>", text))
    for word in context.effort_words:
        if re.search(rf"(?<!\w){re.escape(word.phrase)}(?!\w)", plain):
            yield f"“{word.phrase}” sounds like a refusal or like work. Better: {word.instead}"


def _bad_links(text: str, context: ValidationContext) -> Iterator[str]:
    for link in _LINK.finditer(text):
        if text[max(0, link.start() - 1)] == "!":
            continue  # an image; its address is looked at with the rest of the Markdown
        if trouble := _trouble(link["target"].strip("<>"), context):
            yield f"the link “{link['words']}” {trouble}"


def _trouble(target: str, context: ValidationContext) -> str:
    try:
        address = urlsplit(target)
        page = _PAGE.match(target)
        if address.scheme and address.scheme not in _SCHEMES:
            return f"begins with '{address.scheme}:'; use https, mailto or tel."
        if address.scheme == "https" and not address.hostname:
            return "has no host; write it as https://company.example/page."
    except ValueError:
        return f"leads to '{target}', which is no address; write https://company.example/page."
    if not target:
        return "leads nowhere; put a page's address or an article's name into the brackets."
    if address.scheme or (target.startswith(("/", "#")) and not page):
        return ""
    slug = unquote(page["slug"] if page else target.partition("#")[0])
    if context.slugs is not None and slug not in context.slugs:
        return f"leads to '{slug}'; there is no such article."
    return ""


def _hard_to_read(short: str, steps: Sequence[str], more: str) -> Iterator[Problem]:
    """Each part by itself: three easy steps don't make a hard paragraph easier."""
    for field, text in (("short", short), ("steps", "\n".join(steps)), ("more", more)):
        readable = _MARKS.sub("", _LINK.sub(r"\g<words>", text))
        if len(readable.split()) >= _ENOUGH_TO_MEASURE and lix(readable) > HARD_TO_READ:
            words = f"this is hard to read (LIX {lix(readable):.0f}, easy is below 40): "
            words += "use shorter sentences and shorter words."
            yield Problem(field, None, words, blocking=False)
