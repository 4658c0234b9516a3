"""The knowledge base in and out: folders and archives of files, from the terminal as well."""

from __future__ import annotations

import io
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from core.articles import draft_of
from core.articles.importing import ImportOutcome
from core.errors import BadInput
from launch.paths import HOME
from store.article_files import (
    ImportOptions,
    archive_source,
    export_folder,
    import_articles,
    write_archive,
)
from store.articles import Articles
from store.articles.record import ArticleState
from store.database import Database
from tests.support.article_files import SHIPPED, TEXT, archive, bring, contents, outcomes, write
from tests.support.articles import KIM


def publish(articles: Articles, slug: str, short: str) -> None:
    draft = replace(draft_of(articles.get(slug).live), short=short)
    saved = articles.save_draft(slug, draft, 0, KIM)
    articles.publish(slug, saved.revision, "", KIM)


def test_what_is_exported_comes_back_unchanged_byte_for_byte(
    database: Database, articles: Articles, tmp_path: Path
) -> None:
    assert bring(database, SHIPPED).count(ImportOutcome.NEW) == 77
    assert export_folder(database, tmp_path / "out") == (77, 77)
    before, revision = articles.live()[1], articles.revision()
    assert bring(database, tmp_path / "out").count(ImportOutcome.UNCHANGED) == 77
    assert articles.revision() == revision
    assert articles.live()[1] == before
    assert export_folder(database, tmp_path / "out") == (77, 0)
    fresh = Database(f"sqlite:///{tmp_path / 'fresh.db'}")
    fresh.migrate()
    bring(fresh, tmp_path / "out")
    assert Articles(fresh).live()[1] == before
    export_folder(fresh, tmp_path / "again")
    assert contents(tmp_path / "again") == contents(tmp_path / "out")
    fresh.close()


def test_a_dry_run_tells_the_same_and_changes_nothing(
    database: Database, articles: Articles, folder: Path
) -> None:
    assert outcomes(bring(database, folder, dry=True)) == {"pin": "new", "card": "new"}
    assert articles.listed() == []
    bring(database, folder)
    write(folder, "pin", "Newer.")
    write(folder, "fees")
    (folder / "broken.md").write_text("---\ntitle: x\n")
    (folder / "card.md").unlink()
    told = bring(database, folder, dry=True, withdraw=True)
    done = bring(database, folder, withdraw=True)
    expected = {"broken": "faulty", "fees": "new", "pin": "changed", "card": "withdrawn"}
    assert outcomes(told) == outcomes(done) == expected
    assert [str(fault) for fault in done.all_faults] == [
        "broken.md, line 1: the front matter has no end; put a line '---' below it."
    ]
    assert articles.get("card").listed.state is ArticleState.WITHDRAWN


def test_an_import_does_not_overwrite_the_console_unless_asked_to(
    database: Database, articles: Articles, folder: Path
) -> None:
    bring(database, folder)
    publish(articles, "pin", "Kim's words.")
    write(folder, "pin", "The folder's words.")
    assert outcomes(bring(database, folder, dry=True))["pin"] == "draft"
    bring(database, folder)
    record = articles.get("pin")
    assert record.live is not None
    assert record.live.short == "Kim's words."
    assert record.draft is not None
    assert record.draft.from_folder
    assert outcomes(bring(database, folder, overwrite=True))["pin"] == "changed"
    assert articles.get("pin").live.short == "The folder's words."


def test_a_title_that_is_there_already_is_told_and_keeps_nothing_back(
    database: Database, articles: Articles, folder: Path
) -> None:
    bring(database, folder)
    (folder / "card.md").write_text(TEXT.format(slug="PIN", short="x"))
    write(folder, "fees")
    (folder / "costs.md").write_text(TEXT.format(slug="fees", short="x").replace("my", "the"))
    done = bring(database, folder)
    told = {(fault.file, fault.line): fault.problem for fault in done.all_faults}
    assert told["card.md", 2].startswith("pin has this title already")
    assert told["pin.md", 2].startswith("card has this title already")
    assert told["costs.md", 2].startswith("fees has this title already")
    assert outcomes(done)["costs"] == "new"
    assert len(articles.live()[1]) == 4


def test_names_that_differ_in_capitals_alone_are_one_name(
    database: Database, articles: Articles, folder: Path
) -> None:
    bring(database, folder)
    write(folder, "PIN")
    done = bring(database, folder)
    assert outcomes(done)["PIN"] == "faulty"
    assert "rename one of the two" in str(done.all_faults)
    assert [each.slug for each in articles.listed()] == ["card", "pin"]


def test_an_archive_holds_the_same_as_the_folder_and_is_always_the_same(
    database: Database, articles: Articles, folder: Path, tmp_path: Path
) -> None:
    bring(database, folder)
    first, second = io.BytesIO(), io.BytesIO()
    write_archive(articles.live()[1], first)
    write_archive(articles.live()[1], second)
    assert first.getvalue() == second.getvalue()
    path = tmp_path / "all.zip"
    path.write_bytes(first.getvalue())
    done = import_articles(database, archive_source(path, "all.zip"), ImportOptions(), KIM)
    assert set(outcomes(done).values()) == {"unchanged"}


def test_withdrawing_what_has_no_file_needs_files(database: Database, folder: Path) -> None:
    bring(database, folder)
    for path in folder.iterdir():
        path.unlink()
    with pytest.raises(BadInput, match="no article in"):
        bring(database, folder, withdraw=True)


def test_the_terminal_imports_with_progress_and_names_faults(
    database: Database, articles: Articles, folder: Path, tmp_path: Path
) -> None:
    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "commands.articles", *arguments]
        url = database._engine.url.render_as_string(hide_password=False)
        variables = {"DATABASE_URL": url, "EFFIE_VAR": str(tmp_path)}
        return subprocess.run(
            command, cwd=HOME, env=variables, capture_output=True, text=True, check=False
        )

    dry = run("import", str(folder), "--dry-run")
    assert dry.returncode == 0, dry.stderr
    assert "2 new" in dry.stdout
    assert articles.listed() == []
    (folder / "broken.md").write_text("no front matter")
    done = run("import", str(folder))
    assert done.returncode == 1
    assert "broken.md, line 1: the first line must be '---'" in done.stdout
    assert "Writing 3 of 3 articles" in done.stderr
    assert run("export", str(tmp_path / "out")).returncode == 0
    assert sorted(contents(tmp_path / "out")) == ["card.md", "pin.md"]
    assert "EFFIE_ARTICLES" in run("import", str(tmp_path / "nowhere")).stderr


def test_front_matter_bombs_and_hostile_names_in_an_archive_are_faults_of_that_file(
    database: Database, articles: Articles, tmp_path: Path
) -> None:
    bomb = "---\na: &a [x, x]\nb: [*a, *a, *a]\n---\n"
    members = {
        "bomb.md": bomb.encode(),
        "search.md": TEXT.format(slug="search", short="x").encode(),
        "<script>.md": TEXT.format(slug="x", short="x").encode(),
        "pin.md": TEXT.format(slug="pin", short="Fine.").encode(),
    }
    path = archive(tmp_path / "a.zip", members)
    done = import_articles(database, archive_source(path, "a.zip"), ImportOptions(), KIM)
    assert done.count(ImportOutcome.FAULTY) == 3
    assert [article.slug for article in articles.live()[1]] == ["pin"]
