"""Bringing an export into the record: everything as a draft, unless it is wished otherwise.

A dry run returns the report that the same call would, and changes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from anyascii import anyascii

from core.articles import (
    ArticleFault,
    ValidationContext,
    blocking_problems,
    draft_to_json,
    markup_problems,
    read_draft,
    slugs_for,
    title_problems,
    to_article,
)
from core.articles.importing import ImportOutcome
from core.errors import BadInput
from core.exports import (
    Exported,
    Links,
    Place,
    first_draft,
    linked_markdown,
)
from core.staff import StaffMember
from store.article_files import (
    Import,
    ImportItem,
    ImportOptions,
    ImportReport,
    ImportResult,
    Tell,
    carry_out,
    in_batches,
    silent,
)
from store.articles import read_validation_context
from store.clock import now
from store.database import Database
from store.exports.files import ExportFiles
from store.exports.html import to_markdown
from store.exports.reading import read_files

_AT_A_TIME = 50
_MAX_NAMED = 200  # characters of a title that its name is made of


def import_export(
    database: Database,
    files: ExportFiles,
    options: ImportOptions,
    member: StaffMember,
    tell: Tell = silent,
) -> ImportReport:
    """Bring the articles of an export in, or with `dry` only report; may be cut off and run again.

    Each becomes a draft. With `publish`, what was published there and is fit answers at once.
    Raises BadInput for what holds no article, and BadArchive.
    """
    export = read_files(files)
    named = _named(export.articles)
    bringing = _Bringing(Links.of(named), options, member, read_validation_context(database))
    items: list[ImportItem] = []
    for batch in in_batches(named.items(), _AT_A_TIME):
        items += [bringing.item(slug, each) for slug, each in batch]
        tell("Reading", len(items), len(named))
    importing = Import(
        member,
        f"Imported from {files.name}.",
        now().date(),
        options.overwrite,
        knows_bases=True,  # none: what was imported last came from elsewhere, so it is no base
    )
    results = carry_out(database, importing, items, options.dry, tell)
    return ImportReport(
        tuple(_explained(each, named[each.slug].place) for each in results),
        tuple(ArticleFault(place.file, place.line, words) for place, words in export.problems),
        dry=options.dry,
        origin=export.vendor,
        drafts=sum(_is_draft(*each) for each in zip(items, results, strict=True)),
    )


def _named(articles: Sequence[Exported]) -> dict[str, Exported]:
    """Give each article its name here: the same export gives the same names."""
    named: dict[str, Exported] = {}
    for each in sorted(articles, key=lambda each: (len(each.key), each.key)):
        title = anyascii((each.title or PurePosixPath(each.key).stem)[:_MAX_NAMED])
        named[next(slug for slug in slugs_for(title) if slug not in named)] = each
    return named


def _is_draft(item: ImportItem, result: ImportResult) -> bool:
    is_draft = item.draft is not None or result.outcome is ImportOutcome.DRAFT
    return is_draft and result.outcome.writes


def _explained(result: ImportResult, place: Place) -> ImportResult:
    if result.outcome is not ImportOutcome.DRAFT:
        return result
    words = f"'{result.slug}' is here already; this becomes its draft, and what is live stays."
    fault = ArticleFault(place.file, place.line, words)
    return replace(result, faults=(fault, *result.faults))


class _Bringing:
    """Makes of each exported article what is to be imported."""

    def __init__(
        self, links: Links, options: ImportOptions, member: StaffMember, context: ValidationContext
    ) -> None:
        self._links, self._options, self._member = links, options, member
        self._context, self._today = context, now().date()

    def item(self, slug: str, exported: Exported) -> ImportItem:
        place = exported.place
        try:
            title, markdown, notes = self._text(exported)
            titled = replace(exported, title=exported.title or title or _stem(exported.key))
            draft, left_out = first_draft(titled, markdown, self._member.name, self._today)
            read_draft(draft_to_json(draft))  # what is too large is no draft either
        except BadInput as problem:
            return ImportItem(place.file, slug, None, (_fault(place, problem.message),))
        blocking = [problem.words for problem in blocking_problems(slug, draft)]
        said = (
            *exported.notes,
            *notes,
            *left_out,
            *(f"before it can be published: {words}" for words in blocking),
            *(problem.words for problem in title_problems(slug, draft.title, self._context)),
            *(problem.words for problem in markup_problems(draft)),
        )
        faults = tuple(_fault(place, words) for words in dict.fromkeys(said))
        if self._options.publish and exported.published and not blocking:
            return ImportItem(place.file, slug, to_article(slug, draft, exported.updated), faults)
        return ImportItem(place.file, slug, None, faults, draft=draft)

    def _text(self, exported: Exported) -> tuple[str, str, Sequence[str]]:
        place = exported.place.file if exported.key == exported.place.file else ""

        def target(address: str) -> str | None:
            return self._links.target(address, place)

        if exported.is_markdown:
            return "", *linked_markdown(exported.text, target)
        page = to_markdown(exported.text, target, exported.title)
        return page.title, page.markdown, page.notes


def _stem(key: str) -> str:
    return PurePosixPath(key).stem.replace("_", " ").replace("-", " ")


def _fault(place: Place, words: str) -> ArticleFault:
    return ArticleFault(place.file, place.line, words)
