"""Trying other thresholds on the questions of the last month: nothing is changed by it."""

from __future__ import annotations

from datetime import timedelta

from sanic import Request
from sanic.response import HTTPResponse

from core.errors import BadInput
from core.insights import Trial, share, try_thresholds
from core.staff import INSIGHT_ROLES
from store.clock import now
from store.insights import questions_reaching
from web.auth import staff_blueprint, staff_only
from web.http import in_thread, read_query
from web.insights.asked import read_asked
from web.insights.rendering import insight_page
from web.insights.tables import Cell, Column, Table, figure_columns, number, plain, share_cell
from web.services import Services

TRIED_DAYS = 30
_COLUMNS = (
    Column("Thresholds", is_number=False),
    Column("Questions", "Decided by how sure the assistant was."),
    figure_columns("Answered at once", "As sure as the first threshold, or surer."),
    figure_columns("Asked back", "Got buttons: surer than the second threshold only."),
    figure_columns("Not understood", "Less sure than that."),
    figure_columns(
        "Wrong at once",
        "Of answers given at once of which it is known: the customer said whether it helped, or "
        "had picked it from buttons.",
    ),
)

trying_thresholds_routes = staff_blueprint("insight_thresholds")


@trying_thresholds_routes.get("/insights/thresholds")
@staff_only(*INSIGHT_ROLES)
async def thresholds(request: Request) -> HTTPResponse:
    """Show what `?answer=` and `?clarify=` (per cent) would have done, beside what is in force."""
    services: Services = request.app.ctx.services
    common = services.settings.confidence.common
    in_force = round(common.answer * 100), round(common.clarify * 100)
    tried = tuple(
        _per_cent(read_query(request, 3, name)) if read_query(request, 3, name) else otherwise
        for name, otherwise in zip(("answer", "clarify"), in_force, strict=True)
    )
    if tried[1] > tried[0]:
        raise BadInput("Buttons must need less certainty than an answer. Change one of the two.")
    since = now() - timedelta(days=TRIED_DAYS)
    exact = {"In force": (common.answer, common.clarify), "Tried": (tried[0] / 100, tried[1] / 100)}
    bounds = {bound for both in exact.values() for bound in both}
    asked = await in_thread(questions_reaching, services.database, since, bounds)
    trials = {
        name: (shown, try_thresholds(asked, *exact[name]))
        for name, shown in (("In force", in_force), ("Tried", tried))
    }
    rows = [_row(f"{name}: {a} % and {c} %", trial) for name, ((a, c), trial) in trials.items()]
    title = f"The questions of the last {TRIED_DAYS} days"
    return await insight_page(
        request,
        "insights/thresholds.html",
        await read_asked(request),
        table=Table("thresholds", title, _COLUMNS, rows),
        tried=tried,
        days=TRIED_DAYS,
    )


def _row(name: str, trial: Trial) -> list[Cell]:
    parts = (trial.answered, trial.asked_back, trial.not_understood)
    return [
        plain(name),
        number(trial.questions),
        *(share_cell(share(part, trial.questions)) for part in parts),
        share_cell(share(trial.refused, trial.judged)),
    ]


def _per_cent(text: str) -> int:
    if text.isascii() and text.isdigit() and int(text) <= 100:
        return int(text)
    raise BadInput("A threshold is a whole number from 0 to 100 per cent.")
