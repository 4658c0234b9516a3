"""Splitting and merging content gaps by hand, where meaning alone put words together wrongly."""

from __future__ import annotations

from collections.abc import Collection

from core.content_gaps.gaps import Gap, GapState
from core.errors import BadInput, Conflict
from core.text import plain


class NotOpen(Conflict):
    """Only gaps that are open are split or merged. Open both again first."""


def to_split_off(gap: Gap, chosen: Collection[int]) -> tuple[int, ...]:
    """Return the ids of all words that are split off with some: each wording, however often.

    Raises NotOpen, or BadInput where nothing would be left or nothing was chosen.
    """
    _check_open(gap)
    wordings = {plain(each.words) for each in gap.said if each.id in set(chosen)}
    gone = tuple(each.id for each in gap.said if plain(each.words) in wordings)
    if not gone:
        raise BadInput("Tick the words that mean something else.")
    if len(gone) == len(gap.said):
        raise BadInput("Leave at least one wording here, or this gap would only change its name.")
    return gone


def check_merge(gap: Gap, into: Gap) -> None:
    """Raise where two gaps can't be one."""
    if gap.id == into.id:
        raise BadInput("Choose another gap to merge it with.")
    _check_open(gap)
    _check_open(into)
    if gap.about != into.about:
        raise BadInput("What colleagues say of one article can't be merged with anything else.")


def _check_open(gap: Gap) -> None:
    if gap.state is not GapState.OPEN:
        raise NotOpen
