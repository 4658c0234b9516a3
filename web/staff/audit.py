"""Who did what, when: a page to filter, and the same as CSV."""

from __future__ import annotations

import codecs
import csv
import io
from datetime import date

from sanic import Request
from sanic.response import HTTPResponse

from core.errors import BadInput
from core.spreadsheets import shown_as_text
from core.staff import Role
from core.text import clean_text
from store.audit import AuditFilter, AuditLine, audited_actions, find_audit, write_audit
from store.staff import Account
from web.auth import staff_blueprint, staff_only, staff_page
from web.http import in_thread, read_place
from web.services import Services

PLACE = "/audit"
ITSELF = {"effie": "Effie itself", "customer": "Customers"}
MAX_AUDIT_LINES = 100  # on a page
_CSV_AT_ONCE = 5_000

audit_routes = staff_blueprint("audit")


@audit_routes.get(PLACE)
@staff_only(Role.ADMIN)
async def show(request: Request) -> HTTPResponse:
    """The latest lines that fit; `?before=` goes on with older ones."""
    services: Services = request.app.ctx.services
    accounts = await in_thread(services.staff.everyone)
    problem, wanted = "", AuditFilter()
    try:
        wanted = _wanted(request, accounts)
    except BadInput as error:
        problem = error.message
    before = read_place(request.args.get("before"))
    given = (services.database, wanted, MAX_AUDIT_LINES + 1, before)
    lines = await in_thread(find_audit, *given)
    actions = await in_thread(audited_actions, services.database)
    return await staff_page(
        request,
        "staff/audit.html",
        422 if problem else 200,
        problem=problem,
        lines=lines[:MAX_AUDIT_LINES],
        older=lines[MAX_AUDIT_LINES - 1].id if len(lines) > MAX_AUDIT_LINES else None,
        people=sorted(accounts, key=lambda each: each.member.name.casefold()),
        itself=ITSELF,
        names=_names(accounts),
        kinds=_kinds(actions),
        asked={
            name: request.args.get(name, "")[:200] for name in ("who", "what", "since", "until")
        },
    )


@audit_routes.get(f"{PLACE}.csv")
@staff_only(Role.ADMIN)
async def as_csv(request: Request) -> HTTPResponse | None:
    """All lines that fit, the latest first, as they are found."""
    services: Services = request.app.ctx.services
    accounts = await in_thread(services.staff.everyone)
    wanted = _wanted(request, accounts)
    await in_thread(_receipt, services, request.ctx.staff.email, request.query_string)
    response = await request.respond(
        content_type="text/csv; charset=utf-8",
        headers={"content-disposition": 'attachment; filename="audit.csv"'},
    )
    await response.send(codecs.BOM_UTF8)  # else spreadsheets take names for another charset
    await response.send(_row(["at", "who", "what", "subject", "detail"]))
    before: int | None = None
    while lines := await in_thread(find_audit, services.database, wanted, _CSV_AT_ONCE, before):
        await response.send(await in_thread(_lines, lines))
        before = lines[-1].id
    await response.eof()
    return None


def _wanted(request: Request, accounts: list[Account]) -> AuditFilter:
    """Read what the lines are narrowed to; a member of staff stands in them by several names."""
    who = clean_text(request.args.get("who", ""))
    of_member = [each.member for each in accounts if each.member.id == who]
    names = tuple(name for each in of_member for name in (each.id, each.email, each.name))
    return AuditFilter(
        who=names or ((who,) if who else ()),
        what=clean_text(request.args.get("what", ""))[:80],
        since=_day(request.args.get("since", "")),
        until=_day(request.args.get("until", "")),
    )


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed) if typed else None
    except ValueError:
        raise BadInput("Give days as 2026-11-27, from the first to the last.") from None


def _names(accounts: list[Account]) -> dict[str, str]:
    """What somebody is called, by each of the names that lines know them by."""
    members = [each.member for each in accounts]
    return ITSELF | {known: each.name for each in members for known in (each.id, each.email)}


def _kinds(actions: list[str]) -> list[tuple[str, list[str]]]:
    """Return the actions under what they are about, as they are chosen from."""
    found: dict[str, list[str]] = {}
    for action in actions:
        found.setdefault(action.partition(".")[0], []).append(action)
    return list(found.items())


def _receipt(services: Services, who: str, query: str) -> None:
    with services.database.writing() as connection:
        write_audit(connection, who, "audit.export", "audit", query[:500])


def _lines(lines: list[AuditLine]) -> str:
    return "".join(map(_line, lines))


def _line(line: AuditLine) -> str:
    return _row([line.at.isoformat(), line.who, line.what, line.subject, line.detail])


def _row(cells: list[str]) -> str:
    """Write a line of CSV; a cell that a spreadsheet would calculate is shown as it is."""
    text = io.StringIO()
    csv.writer(text).writerow(map(shown_as_text, cells))
    return text.getvalue()
