"""Example questions brought in from a table: each article they are for becomes a new version."""

from __future__ import annotations

from dataclasses import replace

from core.articles import Article, ArticleFault, blocking_problems, draft_of
from core.staff import StaffMember
from core.text import plain
from store.article_files.importer import Import, ImportItem
from store.article_files.question_table import QuestionTable
from store.article_files.transfer import ImportOptions, ImportReport, Tell, carry_out, silent
from store.articles import Articles
from store.clock import now
from store.database import Database


def import_questions(
    database: Database,
    table: QuestionTable,
    options: ImportOptions,
    member: StaffMember,
    tell: Tell = silent,
) -> ImportReport:
    """Add a table's questions to live articles, or tell what would happen.

    A question that an article has already is passed over, so the same table can come twice.
    """
    articles = Articles(database)
    live = {article.slug: article for article in articles.live()[1]}
    versions = {each.slug: each.version for each in articles.listed()}
    owners = {plain(q): article.slug for article in live.values() for q in article.questions}
    faults, items, added = list(table.faults), [], 0
    for slug, questions in table.questions.items():
        if slug not in live:
            problem = f"there is no live article '{slug}'; check its name."
            faults += [ArticleFault(table.name, line, problem) for line, _ in questions]
            continue
        more = _Addition(table.name, live[slug], owners).add(questions)
        added += more.added
        items.append(ImportItem(table.name, slug, more.article, tuple(more.faults), versions[slug]))
    # The days stay as they are: customers read the same words as before.
    importing = Import(
        member, f"Example questions from {table.name}.", now().date(), knows_bases=True
    )
    results = carry_out(database, importing, items, options.dry, tell)
    return ImportReport(results, tuple(faults), added, options.dry)


class _Addition:
    """One article with more questions, and why some of them were not added."""

    def __init__(self, name: str, article: Article, owners: dict[str, str]) -> None:
        self._name, self._owners = name, owners
        self.article, self.added = article, 0
        self.faults: list[ArticleFault] = []

    def add(self, questions: tuple[tuple[int, str], ...]) -> _Addition:
        """Add what is new; `owners` learns of it."""
        for line, question in questions:
            owner = self._owners.get(plain(question))
            if owner == self.article.slug:
                continue
            if owner is not None:
                self._refuse(line, f"this question stands in {owner} already; take it out there.")
                continue
            longer = replace(self.article, questions=(*self.article.questions, question))
            if any(blocking_problems(longer.slug, draft_of(longer))):
                self._refuse(line, "with this question the article is too large; split it.")
                continue
            self.article, self.added = longer, self.added + 1
            self._owners[plain(question)] = longer.slug
        return self

    def _refuse(self, line: int, problem: str) -> None:
        self.faults.append(ArticleFault(self._name, line, problem))
