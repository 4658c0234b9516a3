"""The versions of an article, and what changed between any two of them."""

from __future__ import annotations

from dataclasses import dataclass

from sanic import Request
from sanic.response import HTTPResponse

from core.articles import Draft, Pieces, draft_of, is_changed, list_difference, text_difference
from core.staff import CONSOLE_ROLES
from store.articles import ArticleRecord, Version
from web.auth import staff_only, staff_page
from web.console.json import LABELS
from web.console.routing import console_blueprint
from web.http import in_thread, read_slug
from web.services import Services

DRAFT = "draft"

version_routes = console_blueprint("console_versions")


@dataclass(frozen=True)
class FieldDifference:
    """A part of an article that changed: one row for a text, one a line for a list."""

    label: str
    is_list: bool
    rows: tuple[Pieces, ...]
    left_out: int = 0  # lines of a list that stayed as they were


@version_routes.get("/articles/<slug:str>/versions", unquote=True)
@staff_only(*CONSOLE_ROLES)
async def versions(request: Request, slug: str) -> HTTPResponse:
    """Show who changed what is live, when and why; `?from=1&to=2` shows what changed."""
    services: Services = request.app.ctx.services
    record = await in_thread(services.articles.get, read_slug(slug))
    all_of_them = await in_thread(services.articles.versions, slug)
    known = _known(record, all_of_them)
    newer = _chosen(request, "to", known, next(iter(known), ""))
    older = _chosen(request, "from", known, _before(known, newer))
    compared = newer in known and older in known
    return await staff_page(
        request,
        "console/versions.html",
        record=record,
        title=(record.draft.draft.title if record.draft else record.listed.title) or "Untitled",
        versions=all_of_them,
        known={name: label for name, (label, _draft) in known.items()},
        newer=newer,
        older=older,
        differences=article_difference(known[older][1], known[newer][1]) if compared else (),
        live=_live_number(record, all_of_them),
    )


def article_difference(old: Draft, new: Draft) -> tuple[FieldDifference, ...]:
    """Return the parts of an article that changed, in the order they are written."""
    found = []
    for name, label in LABELS.items():
        before, after = getattr(old, name), getattr(new, name)
        if before == after:
            continue
        if isinstance(before, str):
            rows: tuple[Pieces, ...] = (text_difference(before, after),)
            found.append(FieldDifference(label, False, rows))
        else:
            rows = list_difference(before, after)
            shown = tuple(row for row in rows if is_changed(row))
            found.append(FieldDifference(label, True, shown, len(rows) - len(shown)))
    return tuple(found)


def _known(record: ArticleRecord, versions: list[Version]) -> dict[str, tuple[str, Draft]]:
    """Return what can be compared by its name: the draft first, then the versions."""
    known = {}
    if record.draft:
        known[DRAFT] = (f"Draft by {record.draft.by}", record.draft.draft)
    for version in versions:
        known[str(version.number)] = (f"Version {version.number}", draft_of(version.article))
    return known


def _chosen(
    request: Request, name: str, known: dict[str, tuple[str, Draft]], otherwise: str
) -> str:
    given = str(request.args.get(name, ""))
    return given if given in known else otherwise


def _before(known: dict[str, tuple[str, Draft]], newer: str) -> str:
    names = list(known)
    later = names.index(newer) + 1 if newer in known else len(names)
    return names[later] if later < len(names) else newer


def _live_number(record: ArticleRecord, versions: list[Version]) -> int:
    return versions[0].number if record.live and versions else 0
