"""Policies behind every "no": how many they met, who looks after each, and what came of it."""

from __future__ import annotations

from core.insights import Figure, share
from core.insights.measures import SCORE
from store.insights import Insights, Refused, refused_in
from web.insights.asked import Asked
from web.insights.page import InsightPage, Tile
from web.insights.tables import (
    Cell,
    Column,
    Table,
    figure_columns,
    mean_cell,
    number,
    plain,
    share_cell,
)
from web.services import Services

REFUSED = "Contacts in which an agent said at the end that the customer was refused something."
_OF_PERSONS = "Of the contacts in which a person was called."
_NONE = Refused(0, Figure(None, 0))
COLUMNS = (
    Column("Contacts", REFUSED),
    figure_columns("Share", _OF_PERSONS),
    figure_columns("Effort score", SCORE),
)


def refusals_page(services: Services, asked: Asked) -> InsightPage:
    """Return the policies that customers met, the most frequent first; then the other ones."""
    everything = services.policies.everything()
    if not everything:
        nothing = (
            "No refusals yet. Agents say why a customer was refused something "
            "when they resolve a conversation."
        )
        return InsightPage((), (), nothing)
    found = refused_in(services.database, asked.scope)
    persons = with_a_person(services, asked)
    whole = found.get(0, _NONE)
    tiles = (
        Tile("Refused", REFUSED, number(whole.contacts, asked.behind("refused"))),
        Tile(
            "Share refused",
            _OF_PERSONS,
            _share(whole, persons, asked.behind("refused")),
        ),
        Tile("Effort score of these", SCORE, mean_cell(whole.effort, asked.behind("refused"))),
    )
    rows = []
    for policy in sorted(everything, key=lambda each: -found.get(each.id, _NONE).contacts):
        page = f"/insights/refusals/{policy.id}?{asked.query()}"
        rows.append(
            [
                plain(policy.words, page),
                *cells(asked, policy.id, found.get(policy.id, _NONE), persons),
                plain(policy.owner_name or "nobody"),
                plain(policy.in_words),
                Cell("Review it", ("Review it",), path=page),
            ]
        )
    columns = (
        Column("Because of", is_number=False),
        *COLUMNS,
        Column("Looked after by", is_number=False),
        Column("Outcome", is_number=False),
        Column("What to do", is_number=False),
    )
    return InsightPage(tiles, [Table("refusals", "What customers were refused", columns, rows)])


def with_a_person(services: Services, asked: Asked) -> int:
    """Return in how many of the contacts asked for a person was called."""
    whole = Insights(services.database).total(asked.scope)
    return whole.contacts - whole.of("contained")


def cells(asked: Asked, policy: int, refused: Refused, persons: int) -> list[Cell]:
    """Return the figures of a policy, as COLUMNS has them."""
    behind = asked.behind(f"refused:{policy}")
    return [
        number(refused.contacts, behind),
        _share(refused, persons, behind),
        mean_cell(refused.effort, behind),
    ]


def _share(refused: Refused, persons: int, path: str) -> Cell:
    """The sums that tell the persons may be a moment behind the contacts that were refused."""
    return share_cell(share(min(refused.contacts, persons), persons), path)
