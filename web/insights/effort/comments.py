"""What customers add to their score, put together by meaning."""

from __future__ import annotations

from core.conversations import mask
from core.insights import MIN_ALIKE, MIN_COMMENTS
from store.insights import CommentGroup, Comments
from web.insights.asked import Asked
from web.insights.page import InsightPage, Tile
from web.insights.tables import Column, Table, figure_columns, mean_cell, number, plain
from web.services import Services

_MOST_GROUPS = 25
_WORDS = 3  # comments that stand for a group
_MADE = "What customers wrote under their score, by the day their conversation began."
_ALIKE = "Comments that mean the same, under the one nearest their middle."
_SCORE = "Mean effort score of these contacts, from 1 (very low) to 5 (very high)."
_REST = f"Comments that mean what fewer than {MIN_ALIKE} say."


def comments_page(services: Services, asked: Asked) -> InsightPage:
    """Return what was said how often, and how much effort these customers had."""
    comments = Comments(services.database)
    groups = comments.groups(asked.scope)
    many = sum(each.times for each in groups)
    if many < MIN_COMMENTS:
        return InsightPage((), (), _too_few(comments, many))
    alike = [each for each in groups if each.times >= MIN_ALIKE]
    rest = sum(each.times for each in groups if each.times < MIN_ALIKE)
    tiles = (
        Tile("Comments", _MADE, number(many, asked.behind("commented"))),
        Tile("Said by several", _ALIKE, number(many - rest)),
        Tile("Said by few", _REST, number(rest)),
    )
    words = comments.words(asked.scope, [each.id for each in alike[:_MOST_GROUPS]], _WORDS)
    return InsightPage(tiles, [_table(asked, alike[:_MOST_GROUPS], words)])


def _table(asked: Asked, groups: list[CommentGroup], words: dict[int, list[str]]) -> Table:
    rows = []
    for each in groups:
        first, *others = [mask(said) for said in words.get(each.id, [])] or [""]
        path = asked.behind(f"commented:{each.id}")
        rows.append(
            [
                plain(first, path),
                number(each.times, path),
                mean_cell(each.effort, path),
                plain(" · ".join(others)),
            ]
        )
    columns = (
        Column("What they say", _ALIKE, is_number=False),
        Column("Comments", _MADE),
        figure_columns("Effort score", _SCORE),
        Column("In other words", is_number=False),
    )
    return Table("meanings", "Comments by meaning", columns, rows)


def _too_few(comments: Comments, many: int) -> str:
    waiting = comments.waiting()
    if waiting:
        told = "comment has" if waiting == 1 else "comments have"
        return f"{waiting:,} {told} yet to be grouped, and {many:,} fit so far."
    told = "comment fits" if many == 1 else "comments fit"
    return f"{many} {told}: from {MIN_COMMENTS} on they are put together."
