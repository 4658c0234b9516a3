"""What the files of an export hold, whatever they are: JSON, pages, or one table."""

from __future__ import annotations

import json
from pathlib import PurePosixPath

from core.errors import BadInput, Fault
from core.exports import (
    MAX_EXPORTED,
    Export,
    Exported,
    Lines,
    Place,
    article_of,
    columns_of,
    problem_of,
    read_export,
)
from store.article_files import Table
from store.exports.encodings import text_of
from store.exports.files import JSON, TABLES, ExportFiles

PAGES, TABLE = "HTML pages", "a table"
_NO_COLUMNS = (
    "the first line must name the columns: title and body for articles, or article and question "
    "for example questions."
)
_UNKNOWN = (
    "There is no article in it that is known. Exports of Zendesk Guide, Freshdesk, Intercom, "
    "Chatwoot and Help Scout Docs are read as their API gives them out, and pages of HTML."
)


def read_files(files: ExportFiles) -> Export:
    """Return what stands in the files; raises Fault or BadInput if there is no article at all."""
    documents: list[tuple[str, object, Lines]] = []
    pages: list[Exported] = []
    problems: list[tuple[Place, str]] = []
    for name, raw in files.files:
        kind = PurePosixPath(name).suffix.lower()
        if kind in TABLES:
            return _table(name, raw)  # which comes by itself
        if kind != JSON:
            pages.append(_page(name, raw))
            continue
        try:
            documents.append(_document(name, raw))
        except Fault as fault:
            problems.append((Place(fault.file, fault.line), fault.problem))
    export = read_export(documents)
    articles = (*export.articles, *pages)
    problems += export.problems
    if len(articles) > MAX_EXPORTED:
        raise BadInput(f"There are more than {MAX_EXPORTED:,} articles in it. Split it.")
    if not articles and problems:
        place, words = problems[0]
        raise Fault(place.file, place.line, words)
    if not articles:
        raise BadInput(_UNKNOWN)
    return Export(export.vendor or PAGES, articles, tuple(problems))


def _table(name: str, raw: bytes) -> Export:
    """Return the articles that are rows of a table; raises Fault if none of it can be read."""
    table = Table(name, raw)
    columns = columns_of(table.header)
    if columns is None:
        raise Fault(name, table.line or 1, _NO_COLUMNS)
    articles, problems = [], []
    for line, row in table.rows():
        article = article_of(name, line, row, columns)
        if problem := problem_of(row, table.header, article):
            problems.append((article.place, problem))
        else:
            articles.append(article)
        if len(articles) > MAX_EXPORTED:
            raise BadInput(f"There are more than {MAX_EXPORTED:,} articles in it. Split it.")
    if not articles and not problems:
        raise Fault(name, table.line, "there is nothing below the names of the columns.")
    return Export(TABLE, tuple(articles), tuple(problems))


def _document(name: str, raw: bytes) -> tuple[str, object, Lines]:
    try:
        text = raw.decode(json.detect_encoding(raw))
        return name, json.loads(text), Lines(text)
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise Fault(name, line, "this is not UTF-8 text. Save the file as UTF-8.") from None
    except json.JSONDecodeError as error:
        problem = f"this is no JSON ({error.msg}). Save what the interface answered as it is."
        raise Fault(name, error.lineno, problem) from None
    except (RecursionError, ValueError):
        problem = "this is nested too deeply, or holds endless numbers. Export it again."
        raise Fault(name, 1, problem) from None


def _page(name: str, raw: bytes) -> Exported:
    text, doubt = text_of(raw)
    folders = PurePosixPath(name).parent.parts
    return Exported(
        key=name,
        title="",
        text=text,
        published=True,
        place=Place(name),
        topics=tuple(folder.replace("_", " ") for folder in reversed(folders)),
        addresses=(name,),
        notes=(doubt,) if doubt else (),
    )
