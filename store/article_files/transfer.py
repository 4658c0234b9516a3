"""Import and export of the whole knowledge base: folders and archives of Markdown files.

A dry run returns the report that the same call would, and changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from core.articles import ArticleFault
from core.articles.importing import ImportOutcome
from core.errors import BadInput
from core.staff import StaffMember
from core.text import MAX_SLUG_LENGTH
from store.article_files.archive import archive_names, read_archive
from store.article_files.folder import article_files
from store.article_files.importer import Import, ImportItem, ImportResult, in_batches
from store.article_files.reader import ArticleFile, read_article, read_article_bytes, slug_of
from store.article_files.writer import file_name, write_article
from store.articles import Articles, read_validation_context
from store.clock import now
from store.database import Database

Tell = Callable[[str, int, int], None]  # the stage, and how many of how many are done
_TELL_EVERY = 100  # files


def silent(_stage: str, _done: int, _total: int) -> None:
    """Tell nobody."""


@dataclass(frozen=True)
class ImportOptions:
    """How to import.

    dry: only tell what would happen
    overwrite: the files win where an article was changed in the console since its last import
    withdraw: withdraw the live articles that have no file
    publish: of another help centre's articles, let those answer that are published there
    """

    dry: bool = False
    overwrite: bool = False
    withdraw: bool = False
    publish: bool = False


@dataclass(frozen=True)
class ImportReport:
    """The result of each article; `faults` are those of no article in particular.

    origin: which help centre's export this was, "" for our own files
    drafts: how many of that become drafts
    """

    results: tuple[ImportResult, ...]
    faults: tuple[ArticleFault, ...] = ()
    questions: int = 0  # that were added
    dry: bool = False
    origin: str = ""
    drafts: int = 0

    def count(self, outcome: ImportOutcome) -> int:
        return sum(each.outcome is outcome for each in self.results)

    @property
    def all_faults(self) -> list[ArticleFault]:
        return [*self.faults, *(fault for each in self.results for fault in each.faults)]


@dataclass(frozen=True)
class Source:
    """Where articles come from: how many files there are, and what each holds."""

    name: str
    total: int
    files: Iterator[ArticleFile]


def folder_source(folder: Path) -> Source:
    """The article files of a folder; raises Fault if there is no folder."""
    paths = article_files(folder)
    files = (read_article(path, folder, dated=False) for path in paths)
    return Source(f"the folder {folder.name}", len(paths), files)


def archive_source(path: Path, name: str) -> Source:
    """The article files of an archive; raises BadArchive, some of it only while it is read."""
    files = (read_article_bytes(name, raw) for name, raw in read_archive(path))
    return Source(name, len(archive_names(path)), files)


def import_articles(
    database: Database,
    source: Source,
    options: ImportOptions,
    member: StaffMember,
    tell: Tell = silent,
) -> ImportReport:
    """Import a source's articles, or with `dry` only report; may be cut off and run again.

    tell: called with (stage, done, total). Raises BadInput for a source without articles, and
    BadArchive.
    """
    files = _read(source, tell)
    context = read_validation_context(
        database, added=[file.article for file in files if file.article]
    )
    items = [
        ImportItem(
            file.name,
            slug_of(file.name)[:MAX_SLUG_LENGTH],
            file.article,
            (*file.faults, *file.notes(context)),
        )
        for file in files
    ]
    if options.withdraw:
        items += _without_file(database, {each.slug for each in items})
    importing = Import(member, f"Imported from {source.name}.", now().date(), options.overwrite)
    return ImportReport(carry_out(database, importing, items, options.dry, tell), dry=options.dry)


def carry_out(
    database: Database, importing: Import, items: Sequence[ImportItem], dry: bool, tell: Tell
) -> tuple[ImportResult, ...]:
    """Apply an import, or only plan it; returns the result of each item."""
    stage = "Comparing" if dry else "Writing"
    work = importing.plan if dry else importing.apply
    return tuple(work(database, items, lambda done, total: tell(stage, done, total)))


def export_folder(database: Database, folder: Path, tell: Tell = silent) -> tuple[int, int]:
    """Write every live article to a folder; returns how many there are and how many changed.

    Files that hold the same already are left alone, and so are files that are no live article.
    """
    folder.mkdir(parents=True, exist_ok=True)
    live, written = Articles(database).live()[1], 0
    for number, article in enumerate(live, 1):
        written += _write(folder / file_name(article.slug), write_article(article).encode())
        if number % _TELL_EVERY == 0 or number == len(live):
            tell("Writing", number, len(live))
    return len(live), written


def _read(source: Source, tell: Tell) -> list[ArticleFile]:
    files: list[ArticleFile] = []
    for batch in in_batches(source.files, _TELL_EVERY):
        files += batch
        tell("Reading", len(files), source.total)
    if not files:
        raise BadInput(f"There is no article in {source.name}: an article is a file that ends .md.")
    return files


def _without_file(database: Database, there: Collection[str]) -> list[ImportItem]:
    live = {article.slug for article in Articles(database).live()[1]}
    versions = {each.slug: each.version for each in Articles(database).listed()}
    return [
        ImportItem(file_name(slug), slug, None, base=versions[slug], gone=True)
        for slug in sorted(live - set(there))
    ]


def _write(path: Path, raw: bytes) -> bool:
    if path.is_file() and path.read_bytes() == raw:
        return False
    half = path.with_name(f".{path.name}.half")
    half.write_bytes(raw)
    half.replace(path)
    return True
