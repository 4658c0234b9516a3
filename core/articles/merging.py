"""Two people wrote in the same article: what of both goes on, and what has to be chosen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

from core.articles.diff import Pieces, text_difference
from core.articles.draft import Draft


@dataclass(frozen=True)
class Merge:
    """What becomes of two drafts that went on from the same one.

    draft: theirs, with the parts that only I changed
    both: the parts both changed, and not alike: their text and mine as one, theirs the older
    others: how many parts only one of them changed
    """

    draft: Draft
    both: Mapping[str, Pieces]
    others: int


def merge_drafts(base: Draft, mine: Draft, theirs: Draft) -> Merge:
    """Put two drafts together, part by part; where both changed one, theirs stands for now."""
    parts = [each.name for each in fields(Draft) if _differ(each.name, mine, theirs)]
    only_mine = [name for name in parts if not _differ(name, theirs, base)]
    both = [name for name in parts if name not in only_mine and _differ(name, mine, base)]
    return Merge(
        replace(theirs, **{name: getattr(mine, name) for name in only_mine}),
        {name: text_difference(_text(theirs, name), _text(mine, name)) for name in both},
        len(parts) - len(both),
    )


def _differ(name: str, one: Draft, other: Draft) -> bool:
    return bool(getattr(one, name) != getattr(other, name))


def _text(draft: Draft, name: str) -> str:
    value = getattr(draft, name)
    return value if isinstance(value, str) else "\n".join(value)
