"""The folder of articles and the record: which of the two wins, and that neither loses anything."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from core.articles import draft_of
from core.articles.importing import ImportOutcome
from core.errors import Fault
from store.article_files import ArticleSync
from store.article_files import sync as article_sync
from store.articles import Articles
from store.articles.record import ArticleState, VersionKind
from store.database import Database
from tests.support.articles import KIM
from tests.support.waiting import until
from tests.support.web import running_web

pytestmark = pytest.mark.every_database

TEXT = """---
title: {title}
questions:
  - {question}
next: []
audience: everyone
tags: [cards]
review: 2027-05-15
owner: cards-team
---
{short}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    write(folder, "pin", "Change it at a cash machine.")
    write(folder, "card", "Order it in the app.")
    return folder


@pytest.fixture
def sync(database: Database, folder: Path) -> ArticleSync:
    return ArticleSync(database, folder)


def write(folder: Path, slug: str, short: str, **parts: str) -> None:
    values = {"title": slug, "question": f"how about my {slug}", "short": short} | parts
    (folder / f"{slug}.md").write_text(TEXT.format(**values))


def outcomes(sync: ArticleSync) -> dict[str, ImportOutcome]:
    return {report.slug: report.outcome for report in sync.sync()}


def shorts(articles: Articles) -> dict[str, str]:
    return {article.slug: article.short for article in articles.live()[1]}


def change_in_console(articles: Articles, slug: str, short: str) -> None:
    live = articles.get(slug).live
    assert live is not None
    saved = articles.save_draft(slug, replace(draft_of(live), short=short), 0, KIM)
    articles.publish(slug, saved.revision, "", KIM)


def test_a_fresh_record_takes_in_the_whole_folder_and_the_second_look_changes_nothing(
    sync: ArticleSync, articles: Articles
) -> None:
    assert outcomes(sync) == {"pin": ImportOutcome.NEW, "card": ImportOutcome.NEW}
    assert shorts(articles)["pin"] == "Change it at a cash machine."
    version = articles.version("pin", 1)
    assert (version.kind, version.by) == (VersionKind.IMPORTED, "the folder")
    assert outcomes(sync) == {}
    assert articles.revision() == 2


def test_only_files_that_changed_are_read(
    sync: ArticleSync, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sync.sync()
    write(folder, "pin", "Change it in the app.")
    read, really = [], article_sync.read_article

    def note(path: Path, *how: object, **named: object) -> object:
        read.append(path)
        return really(path, *how, **named)

    monkeypatch.setattr(article_sync, "read_article", note)
    sync.sync()
    assert read == [folder / "pin.md"]


def test_a_changed_file_is_a_new_version(
    sync: ArticleSync, articles: Articles, folder: Path
) -> None:
    sync.sync()
    write(folder, "pin", "Change it in the app.")
    assert outcomes(sync) == {"pin": ImportOutcome.CHANGED}
    assert shorts(articles)["pin"] == "Change it in the app."
    assert len(articles.versions("pin")) == 2


def test_a_file_does_not_overwrite_what_the_console_changed(
    sync: ArticleSync, articles: Articles, folder: Path
) -> None:
    sync.sync()
    change_in_console(articles, "pin", "Kim's words.")
    write(folder, "pin", "The folder's words.")
    assert outcomes(sync) == {"pin": ImportOutcome.DRAFT}
    record = articles.get("pin")
    assert record.live is not None
    assert record.live.short == "Kim's words."
    assert record.draft is not None
    assert (record.draft.from_folder, record.draft.draft.short) == (True, "The folder's words.")
    write(folder, "pin", "The folder's newer words.")
    assert outcomes(sync) == {"pin": ImportOutcome.DRAFT}
    assert articles.get("pin").draft.draft.short == "The folder's newer words."


def test_a_colleagues_draft_is_not_overwritten_by_a_file_either(
    sync: ArticleSync, articles: Articles, folder: Path
) -> None:
    sync.sync()
    change_in_console(articles, "pin", "Kim's words.")
    draft = draft_of(articles.get("pin").live)
    saved = articles.save_draft("pin", replace(draft, short="Kim's draft."), 0, KIM)
    write(folder, "pin", "The folder's words.")
    assert outcomes(sync) == {"pin": ImportOutcome.CONFLICT}
    assert articles.get("pin").draft == saved
    assert [report.outcome for report in sync.report()] == [
        ImportOutcome.NEW,
        ImportOutcome.CONFLICT,
    ]
    articles.discard_draft("pin", saved.revision, KIM)
    assert outcomes(sync) == {"pin": ImportOutcome.DRAFT}, "what was in the way is gone"


def test_once_the_folders_draft_is_published_the_folder_flows_again(
    sync: ArticleSync, articles: Articles, folder: Path
) -> None:
    sync.sync()
    change_in_console(articles, "pin", "Kim's words.")
    write(folder, "pin", "The folder's words.")
    sync.sync()
    draft = articles.get("pin").draft
    assert draft is not None
    articles.publish("pin", draft.revision, "", KIM)
    assert outcomes(sync) == {}
    write(folder, "pin", "The folder's next words.")
    assert outcomes(sync) == {"pin": ImportOutcome.CHANGED}


def test_a_file_may_take_the_name_of_a_draft_that_was_thrown_away(
    sync: ArticleSync, articles: Articles, folder: Path
) -> None:
    sync.sync()
    saved = articles.create("fees", draft_of(articles.get("pin").live), KIM)
    write(folder, "fees", "They are low.")
    assert outcomes(sync) == {"fees": ImportOutcome.CONFLICT}
    articles.discard_draft("fees", saved.revision, KIM)
    assert outcomes(sync) == {"fees": ImportOutcome.NEW}
    assert shorts(articles)["fees"] == "They are low."


def test_a_draft_in_the_console_does_not_hold_up_the_folder(
    sync: ArticleSync, articles: Articles, folder: Path
) -> None:
    sync.sync()
    articles.save_draft("pin", draft_of(articles.get("pin").live), 0, KIM)
    write(folder, "pin", "The folder's words.")
    assert outcomes(sync) == {"pin": ImportOutcome.CHANGED}
    assert articles.get("pin").overtaken


def test_both_saying_the_same_is_no_conflict(
    sync: ArticleSync, articles: Articles, folder: Path
) -> None:
    sync.sync()
    change_in_console(articles, "pin", "The same words.")
    write(folder, "pin", "The same words.")
    assert outcomes(sync) == {"pin": ImportOutcome.UNCHANGED}
    write(folder, "pin", "Newer words.")
    assert outcomes(sync) == {"pin": ImportOutcome.CHANGED}


def test_a_file_that_is_gone_withdraws_its_article_and_brings_it_back(
    sync: ArticleSync, articles: Articles, folder: Path
) -> None:
    sync.sync()
    (folder / "pin.md").unlink()
    assert outcomes(sync) == {"pin": ImportOutcome.WITHDRAWN}
    assert articles.get("pin").listed.state is ArticleState.WITHDRAWN
    assert outcomes(sync) == {}
    write(folder, "pin", "Back again.")
    assert outcomes(sync) == {"pin": ImportOutcome.CHANGED}
    assert shorts(articles)["pin"] == "Back again."


def test_a_file_that_is_gone_leaves_what_the_console_made_of_it(
    sync: ArticleSync, articles: Articles, folder: Path
) -> None:
    sync.sync()
    change_in_console(articles, "pin", "Kim's words.")
    (folder / "pin.md").unlink()
    assert outcomes(sync) == {"pin": ImportOutcome.KEPT}
    assert shorts(articles)["pin"] == "Kim's words."
    assert outcomes(sync) == {}


def test_an_article_that_was_withdrawn_by_hand_is_not_brought_back_by_its_file(
    sync: ArticleSync, articles: Articles, folder: Path
) -> None:
    sync.sync()
    articles.withdraw("pin", "wrong", KIM)
    assert outcomes(sync) == {}
    write(folder, "pin", "Newer words.")
    assert outcomes(sync) == {"pin": ImportOutcome.DRAFT}
    assert "pin" not in shorts(articles)


def test_an_empty_or_missing_folder_withdraws_nothing(
    sync: ArticleSync, articles: Articles, folder: Path
) -> None:
    sync.sync()
    for path in folder.iterdir():
        path.unlink()
    with pytest.raises(Fault, match="nothing was withdrawn"):
        sync.sync()
    folder.rmdir()
    with pytest.raises(Fault, match="EFFIE_ARTICLES"):
        sync.sync()
    assert len(shorts(articles)) == 2


def test_a_faulty_file_is_reported_by_line_and_the_last_good_version_stays(
    sync: ArticleSync, articles: Articles, folder: Path
) -> None:
    sync.sync()
    write(folder, "pin", "", title="''")
    assert outcomes(sync) == {"pin": ImportOutcome.FAULTY}
    assert shorts(articles)["pin"] == "Change it at a cash machine."
    (report,) = [each for each in sync.report() if each.faults]
    assert [fault.line for fault in report.faults] == [2, 11]
    write(folder, "pin", "Mended.")
    assert outcomes(sync) == {"pin": ImportOutcome.CHANGED}
    assert not any(each.faults for each in sync.report())


def test_a_question_that_stands_elsewhere_is_reported_and_the_article_taken(
    sync: ArticleSync, articles: Articles, folder: Path
) -> None:
    sync.sync()
    write(folder, "pin", "Newer.", question="How about MY card")
    (report,) = sync.sync()
    assert report.outcome is ImportOutcome.CHANGED
    assert [(fault.line, fault.problem) for fault in report.faults] == [
        (4, "this question stands in card already; keep it in one place.")
    ]


def test_an_import_that_was_cut_off_ends_the_same_when_run_again(
    database: Database, articles: Articles, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.article_files.importer.BATCH", 10)
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(35):
        write(folder, f"a{number:02}", "Words.")
    sync = ArticleSync(database, folder)

    def stop_half_way(done: int, total: int) -> None:
        assert total == 35
        if done == 20:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        sync.sync(stop_half_way)
    assert len(shorts(articles)) == 20
    seen: list[tuple[int, int]] = []
    sync.sync(lambda done, total: seen.append((done, total)))
    assert seen == [(10, 15), (15, 15)]
    assert len(shorts(articles)) == 35
    assert articles.revision() == 35


async def test_web_takes_in_what_changes_in_the_folder_while_it_runs(
    database: Database, redis_url: str, tmp_path: Path, folder: Path, articles: Articles
) -> None:
    async with running_web(database.url, redis_url, tmp_path, articles=folder):
        await until(lambda: len(shorts(articles)) == 2)
        write(folder, "pin", "Change it in the app.")
        (folder / "card.md").unlink()
        await until(lambda: shorts(articles) == {"pin": "Change it in the app."})


def test_a_file_whose_name_is_no_text_is_a_fault_and_holds_nothing_up(
    sync: ArticleSync, folder: Path
) -> None:
    Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.md")).write_text("---\n")
    reports = {report.name: report for report in sync.sync()}
    assert reports["pin.md"].outcome is ImportOutcome.NEW
    (fault,) = reports["caf\\xe9.md"].faults
    assert "the file's name may hold letters" in fault.problem
    assert sync.sync() == []
    assert len(sync.report()) == 3
