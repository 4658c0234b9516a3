"""The folder of articles, read as a whole: what is fit to answer from, and what is wrong."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path

from core.articles import Article, ArticleFault
from core.errors import Fault
from core.text import plain
from store.article_files.reader import ArticleFile, read_article


@dataclass(frozen=True)
class Library:
    """The articles by slug, and the faults found on the way. A bad article is only left out."""

    articles: tuple[Article, ...] = ()
    faults: tuple[ArticleFault, ...] = ()


def article_files(folder: Path) -> list[Path]:
    """Return the article files in the folder, by name; raises Fault if there is no folder."""
    return sorted(Path(entry.path) for entry in article_entries(folder))


def article_entries(folder: Path) -> list[os.DirEntry[str]]:
    """Return what the folder says of its article files; raises Fault if there is no folder."""
    try:
        with os.scandir(folder) as entries:
            return [
                entry
                for entry in entries
                if entry.name.endswith(".md") and not entry.name.startswith(".") and entry.is_file()
            ]
    except OSError as error:
        problem = f"the articles folder can't be read ({error.strerror}); check EFFIE_ARTICLES."
        raise Fault(folder.name, 1, problem) from None


def read_library(folder: Path) -> Library:
    """Read every article in the folder; raises Fault only if there is no folder."""
    files = [read_article(path, folder) for path in article_files(folder)]
    files = _without_stray_links(_without_repeats(files))
    return Library(
        tuple(file.article for file in files if file.article),
        tuple(fault for file in files for fault in file.faults),
    )


def _without_repeats(files: list[ArticleFile]) -> list[ArticleFile]:
    """A question given twice would say two things at once: the first one stays."""
    seen: dict[str, str] = {}
    kept = []
    for file in files:
        questions, faults = [], []
        for number, question in enumerate(file.article.questions if file.article else ()):
            first = seen.setdefault(plain(question), f"{file.name} {number}")
            if first == f"{file.name} {number}":
                questions.append(question)
            else:
                where = first.rpartition(" ")[0]
                problem = f"this question stands in {where} already; keep it in one place."
                faults.append(file.fault(problem, "questions", number))
        kept.append(_changed(file, faults, questions=tuple(questions)))
    return kept


def _without_stray_links(files: list[ArticleFile]) -> list[ArticleFile]:
    """A next question without an article is left out; the article itself is fine."""
    slugs = {file.article.slug for file in files if file.article}
    kept = []
    for file in files:
        links, faults = [], []
        for number, slug in enumerate(file.article.next if file.article else ()):
            if slug in slugs:
                links.append(slug)
            else:
                problem = f"there is no article '{slug}' to ask next; check its name."
                faults.append(file.fault(problem, "next", number))
        kept.append(_changed(file, faults, next=tuple(links)))
    return kept


def _changed(
    file: ArticleFile, faults: list[ArticleFault], **parts: tuple[str, ...]
) -> ArticleFile:
    if file.article is None or not faults:
        return file
    article = replace(file.article, **parts)  # type: ignore[arg-type]
    return replace(file, article=article, faults=(*file.faults, *faults))
