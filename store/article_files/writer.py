"""An article as its file: always written the same way, and read back as the same article."""

from __future__ import annotations

import re
from collections.abc import Iterable

from core.articles import Article, join_body
from store.article_files.front_matter import is_plain_text

# What needs no quotes whatever stands around it: a letter or digit first, and none of YAML's signs.
_PLAIN = re.compile(r"[^\W_](?:(?!: | #)[^\x00-\x1f\x7f-\x9f])*(?<![:\s])\Z")
_FLOW_SIGNS = frozenset(",[]{}")


def file_name(slug: str) -> str:
    """Return the name of an article's file."""
    return f"{slug}.md"


def write_article(article: Article) -> str:
    """Return what an article's file holds."""
    lines = [
        "---",
        f"title: {_quoted(article.title)}",
        *_listed("questions", article.questions),
        *_listed("next", article.next),
        f"audience: {_quoted(article.audience)}",
        f"tags: [{', '.join(_quoted(tag, in_flow=True) for tag in article.tags)}]",
        f"review: {article.review.isoformat()}",
        f"owner: {_quoted(article.owner)}",
    ]
    if article.updated is not None:
        lines.append(f"updated: {article.updated.isoformat()}")
    body = join_body(article.short, article.steps, article.more)
    return "\n".join([*lines, "---", body]) + "\n"


def _listed(name: str, texts: Iterable[str]) -> list[str]:
    items = [f"  - {_quoted(text)}" for text in texts]
    return [f"{name}:", *items] if items else [f"{name}: []"]


def _quoted(text: str, in_flow: bool = False) -> str:
    """Return the text as YAML, in quotes where it would be taken for something else."""
    is_plain = _PLAIN.match(text) and text.isprintable() and is_plain_text(text)
    if is_plain and not (in_flow and _FLOW_SIGNS & set(text)):
        return text
    return '"' + "".join(_escaped(character) for character in text) + '"'


def _escaped(character: str) -> str:
    if character in '"\\':
        return "\\" + character
    if character.isprintable():
        return character
    code = ord(character)
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"
