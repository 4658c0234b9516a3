"""Articles as files and archives, brought into the record."""

from __future__ import annotations

import zipfile
from pathlib import Path

from launch.paths import HOME
from store.article_files import (
    ImportOptions,
    ImportReport,
    folder_source,
    import_articles,
)
from store.database import Database
from tests.support.articles import KIM

SHIPPED = HOME / "knowledge_base" / "articles"
TEXT = """---
title: {slug}
questions:
  - how about my {slug}
next: []
audience: everyone
tags: [cards]
review: 2027-05-15
owner: cards-team
---
{short}
"""


def write(folder: Path, slug: str, short: str = "Short answer.") -> None:
    (folder / f"{slug}.md").write_text(TEXT.format(slug=slug, short=short))


def bring(database: Database, folder: Path, **wish: bool) -> ImportReport:
    return import_articles(database, folder_source(folder), ImportOptions(**wish), KIM)


def outcomes(done: ImportReport) -> dict[str, str]:
    return {each.slug: each.outcome.value for each in done.results}


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def archive(path: Path, members: dict[str, bytes], **extra: int) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = extra.get("attributes", 0)
            file.writestr(entry, content)
    return path
