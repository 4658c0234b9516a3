"""The effort ledger: what getting help has cost customers, and what it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import quote

from core.insights import CAUSES, MEASURES, Cause, CauseKind, mean
from core.staff import LEADING_ROLES
from store.insights import Insights
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

_MOST_CAUSES = 25
_IN_NO_GAP = "Not answered, and in no gap yet"
_GAP_NAME = 60  # characters of what customers said
_RULES = {  # which settings say so
    CauseKind.WAITING: "handoff",  # queues, how many an agent takes, overflow
    CauseKind.TRANSFER: "segments",  # whose queue is which
    CauseKind.RE_ASKED: "desk",  # what agents see and write down of a customer
    CauseKind.SWITCH: "channels",  # which ways are offered
}
_MINUTES = figure_columns("Minutes each", "Mean of the contacts it happened in.")


def ledger_page(services: Services, asked: Asked) -> InsightPage:
    """Return what was spent, and the causes, the costliest first."""
    insights = Insights(services.database)
    whole = insights.total(asked.scope)
    causes = insights.causes(asked.scope)[:_MOST_CAUSES]
    if not whole.contacts and not causes:
        return InsightPage((), (), "No contacts in this time fit.")
    tiles = [
        Tile(
            measure.label,
            measure.definition,
            mean_cell(whole.per_contact(measure), asked.behind(measure.name)),
            f"{measure.unit} a contact",
        )
        for measure in MEASURES
    ]
    spent = [
        [
            plain(measure.label),
            Cell(
                f"{whole.total(measure):,.0f}",
                (whole.total(measure),),
                measure.unit,
                asked.behind(measure.name),
            ),
            mean_cell(whole.per_contact(measure), asked.behind(measure.name)),
            share_cell(whole.touched(measure), asked.behind(measure.name)),
        ]
        for measure in MEASURES
    ]
    columns = (
        Column("What", is_number=False),
        Column("In all"),
        figure_columns("Per contact", "Mean of all contacts."),
        figure_columns("Contacts with any", "Share of all contacts."),
    )
    table = Table("spent", "What getting help has cost", columns, spent)
    return InsightPage(tiles, [_ranked(insights, asked, causes), table], tables_first=1)


def _ranked(insights: Insights, asked: Asked, causes: tuple[Cause, ...]) -> Table:
    most = max((cause.minutes for cause in causes), default=0.0)
    names = insights.gap_words(gaps_of(causes))
    rows = []
    for cause in causes:
        label, words = cause_in_words(asked, cause, names), CAUSES[cause.kind]
        path, action = action_of(asked, cause)
        behind = behind_cause(asked, cause)
        bar = cause.minutes / most if most else 0.0
        rows.append(
            [
                plain(label),
                plain(words.blame),
                Cell(f"{cause.minutes:,.0f}", (cause.minutes,), bar=bar, path=behind),
                number(cause.contacts, behind),
                number(cause.times, behind),
                mean_cell(mean(cause.minutes, cause.squares, cause.contacts), behind, 1),
                Cell(action, (action,), path=path),
            ]
        )
    columns = (
        Column("Cause", is_number=False),
        Column("To change", is_number=False),
        Column("Minutes", "Of all customers together."),
        Column("Contacts"),
        Column("Times"),
        _MINUTES,
        Column("What to do", is_number=False),
    )
    told = [
        Column(CAUSES[kind].label.format(about="…"), CAUSES[kind].definition)
        for kind in CauseKind
        if any(cause.kind is kind for cause in causes)
    ]
    title = "Causes of effort, the costliest first"
    return Table("causes", title, columns, rows, words=told)


def gaps_of(causes: Iterable[Cause]) -> list[int]:
    """Return the gaps among what causes are about."""
    kind = CauseKind.NOT_UNDERSTOOD
    return [int(each.about) for each in causes if each.kind is kind and each.about]


def cause_in_words(asked: Asked, cause: Cause, gaps: Mapping[int, str]) -> str:
    """Return what a cause is called; gaps: what each is called, by its number."""
    if cause.kind is CauseKind.NOT_UNDERSTOOD and int(cause.about or 0) not in gaps:
        return _IN_NO_GAP
    return CAUSES[cause.kind].label.format(about=_about_in_words(asked, cause, gaps))


def _about_in_words(asked: Asked, cause: Cause, gaps: Mapping[int, str]) -> str:
    if cause.kind in {CauseKind.WRONG_ANSWER, CauseKind.ASKED_BACK}:
        return asked.label("article", cause.about)
    if cause.kind is CauseKind.NOT_UNDERSTOOD:
        return gaps[int(cause.about)][:_GAP_NAME]
    if cause.kind is CauseKind.SWITCH:
        return asked.label("channel", cause.about)
    return asked.label("queue", cause.about)


def action_of(asked: Asked, cause: Cause) -> tuple[str, str]:
    """Return where one can do something about a cause, and what that is called."""
    about = quote(cause.about, safe="")
    if cause.kind is CauseKind.WRONG_ANSWER:
        return f"/insights/articles/{about}?{asked.query()}", "Look at the article"
    if cause.kind is CauseKind.NOT_UNDERSTOOD and about:
        return f"/console/gaps/{about}", "Open the gap"
    if cause.kind is CauseKind.ASKED_BACK:
        return f"/insights/thresholds?{asked.query()}", "Try other thresholds"
    if cause.kind in _RULES and asked.member.role in LEADING_ROLES:
        return f"/settings/{_RULES[cause.kind]}", "Change the rule"
    return behind_cause(asked, cause), "Read the conversations"


def behind_cause(asked: Asked, cause: Cause) -> str:
    """Return the list of those it happened to, whichever article was their last one."""
    return asked.behind(f"cause:{cause.kind.value}:{cause.about}", article="")
