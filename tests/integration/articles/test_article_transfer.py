"""The knowledge base in and out: folders, archives and tables of questions, and hostile ones."""

from __future__ import annotations

import io
import json
import stat
import struct
import subprocess
import sys
import zipfile
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest

from core.articles import draft_of
from core.articles.importing import ImportOutcome
from core.errors import BadInput
from core.staff import Role, StaffMember
from launch.paths import HOME
from store.article_files import (
    BadArchive,
    ImportOptions,
    ImportReport,
    archive_source,
    export_folder,
    folder_source,
    import_articles,
    import_questions,
    read_question_table,
    write_archive,
    write_question_table,
)
from store.article_files import archive as article_archive
from store.article_files.archive import read_archive
from store.articles import Articles
from store.articles.record import ArticleState
from store.database import Database
from tests.support.web import Web, running_web, sign_in

KIM = StaffMember("kim", "kim@tern.example", "Kim Novak", Role.CONTENT_MANAGER)
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


@pytest.fixture
def articles(database: Database) -> Articles:
    return Articles(database)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "given"
    folder.mkdir()
    for slug in ("pin", "card"):
        write(folder, slug)
    return folder


def write(folder: Path, slug: str, short: str = "Short answer.") -> None:
    (folder / f"{slug}.md").write_text(TEXT.format(slug=slug, short=short))


def bring(database: Database, folder: Path, **wish: bool) -> ImportReport:
    return import_articles(database, folder_source(folder), ImportOptions(**wish), KIM)


def outcomes(done: ImportReport) -> dict[str, str]:
    return {each.slug: each.outcome.value for each in done.results}


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


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


def archive(path: Path, members: dict[str, bytes], **extra: int) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = extra.get("attributes", 0)
            file.writestr(entry, content)
    return path


def test_a_packed_folder_may_stand_in_a_folder_with_what_file_managers_add(tmp_path: Path) -> None:
    members = {
        "kb/pin.md": b"x",
        "kb/notes.txt": b"",
        "kb/.pin.md": b"",
        "__MACOSX/kb/._pin.md": b"",
    }
    assert list(read_archive(archive(tmp_path / "a.zip", members))) == [("pin.md", b"x")]


@pytest.mark.parametrize(
    ("members", "attributes", "words"),
    [
        ({"../../etc/pin.md": b"x"}, 0, "leads out of the folder"),
        ({"/etc/pin.md": b"x"}, 0, "leads out of the folder"),
        ({"..\\pin.md": b"x"}, 0, "leads out of the folder"),
        ({"C:/pin.md": b"x"}, 0, "leads out of the folder"),
        ({"pin.md": b"/etc/passwd"}, (stat.S_IFLNK | 0o777) << 16, "is a link"),
        ({"a/pin.md": b"x", "b/card.md": b"x"}, 0, "several folders"),
        ({"notes.txt": b"x"}, 0, "no article in it"),
    ],
)
def test_a_hostile_archive_is_refused(
    tmp_path: Path, members: dict[str, bytes], attributes: int, words: str
) -> None:
    path = archive(tmp_path / "a.zip", members, attributes=attributes)
    with pytest.raises(BadArchive, match=words):
        list(read_archive(path))


def test_what_is_no_archive_or_a_damaged_one_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    whole = archive(path, {"pin.md": bytes(range(256)) * 200}).read_bytes()
    for broken in (b"", b"PK", b"hello" * 100, whole[:-30], whole[:200], damaged(whole)):
        path.write_bytes(broken)
        with pytest.raises(BadArchive):
            list(read_archive(path))


def damaged(raw: bytes) -> bytes:
    return raw[:60] + b"\0" * 20 + raw[80:]


def test_an_encrypted_archive_is_refused(tmp_path: Path) -> None:
    raw = bytearray(archive(tmp_path / "a.zip", {"pin.md": b"x"}).read_bytes())
    for signature, flags in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        raw[raw.index(signature) + flags] |= 1
    (tmp_path / "a.zip").write_bytes(raw)
    with pytest.raises(BadArchive, match="password"):
        list(read_archive(tmp_path / "a.zip"))


def test_a_bomb_is_refused_whatever_its_header_claims(tmp_path: Path) -> None:
    path = archive(tmp_path / "bomb.zip", {"pin.md": bytes(50_000_000)})
    ((_name, read),) = read_archive(path)
    assert len(read) == 64_001, "no more is unpacked than tells that it is too large"
    raw = bytearray(path.read_bytes())
    for signature, size in ((b"PK\3\4", 22), (b"PK\1\2", 24)):
        at = raw.index(signature) + size
        raw[at : at + 4] = struct.pack("<I", 10)
    path.write_bytes(raw)
    with pytest.raises(BadArchive):
        list(read_archive(path))


def test_too_much_in_too_many_files_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = archive(tmp_path / "many.zip", {f"a{n}.md": bytes(60_000) for n in range(5)})
    assert len(list(read_archive(path))) == 5
    monkeypatch.setattr(article_archive, "MAX_UNPACKED_BYTES", 100_000)
    with pytest.raises(BadArchive, match="Unpacked"):
        list(read_archive(path))
    monkeypatch.setattr(article_archive, "MAX_FILES", 4)
    with pytest.raises(BadArchive, match="more than"):
        list(read_archive(path))


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


def test_withdrawing_what_has_no_file_needs_files(database: Database, folder: Path) -> None:
    bring(database, folder)
    for path in folder.iterdir():
        path.unlink()
    with pytest.raises(BadInput, match="no article in"):
        bring(database, folder, withdraw=True)


def questions(database: Database, text: str, **wish: bool) -> ImportReport:
    table = read_question_table("more.csv", text.encode())
    return import_questions(database, table, ImportOptions(**wish), KIM)


def test_a_table_adds_its_questions_once(
    database: Database, articles: Articles, folder: Path
) -> None:
    bring(database, folder)
    text = (
        'article,question\r\npin,"new pin, please"\r\npin,HOW about  my pin\r\ncard,a new card\r\n'
    )
    assert questions(database, text, dry=True).questions == 2
    assert articles.get("pin").listed.version == 1
    done = questions(database, text)
    assert done.questions == 2
    assert outcomes(done) == {"pin": "changed", "card": "changed"}
    assert articles.get("pin").live.questions == ("how about my pin", "new pin, please")
    again = questions(database, text)
    assert again.questions == 0
    assert set(outcomes(again).values()) == {"unchanged"}


def test_what_is_wrong_with_a_table_is_told_by_line(
    database: Database, articles: Articles, folder: Path
) -> None:
    bring(database, folder)
    text = "article;question\npin;ok\nnope;what\npin\n;x\npin;\n\ncard;how about my pin\n"
    done = questions(database, text)
    assert done.questions == 1
    assert [(fault.line, fault.problem.split(";")[0][:40]) for fault in done.all_faults] == [
        (4, "this line has 1 columns instead of 2"),
        (5, "the article is missing."),
        (6, "the question is missing."),
        (3, "there is no live article 'nope'"),
        (8, "this question stands in pin already"),
    ]


def test_a_table_that_is_exported_is_harmless_in_a_spreadsheet_and_comes_back_the_same(
    database: Database, articles: Articles, folder: Path
) -> None:
    bring(database, folder)
    asked = ('=HYPERLINK("http://x")', "+44 why", "'-quoted", "plain, with comma", "línea")
    rows = "".join(f'pin,"{q.replace(chr(34), chr(34) * 2)}"\n' for q in asked)
    questions(database, "article,question\n" + rows)
    table = write_question_table(articles.live()[1])
    cells = [line.partition(",")[2].lstrip('"') for line in table.splitlines()]
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)
    assert questions(database, table).questions == 0


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


@pytest.fixture
async def web(database: Database, redis_url: str, tmp_path: Path) -> AsyncIterator[Web]:
    async with running_web(database.url, redis_url, tmp_path) as web:
        web.add_staff("Kim Novak", Role.CONTENT_MANAGER)
        yield web


async def upload(
    browser: httpx.AsyncClient, token: str, kind: str, body: bytes, **wish: str
) -> tuple[int, list[Any]]:
    """Send a file; returns the status and the steps that were told."""
    headers = {"X-CSRF-Token": token, "Content-Type": "application/octet-stream"}
    address = f"/console/api/transfer/{kind}"
    answer = await browser.post(address, params=wish, content=body, headers=headers, timeout=60)
    return answer.status_code, [json.loads(line) for line in answer.text.splitlines()]


async def test_a_content_manager_imports_and_exports_in_the_browser(
    web: Web, articles: Articles, tmp_path: Path
) -> None:
    path = tmp_path / "all.zip"
    members = {file.name: file.read_bytes() for file in SHIPPED.glob("*.md")}
    packed = archive(path, members).read_bytes()
    assert len(packed) > 64_000, "larger than any other request may be"
    async with web.browser() as browser:
        token = await sign_in(browser, "kim@tern.example")
        status, steps = await upload(browser, token, "articles", packed, dry="1", name="all.zip")
        assert status == 200
        assert steps[-1]["result"]["counts"] == {"new": 77}
        assert articles.listed() == []
        _, steps = await upload(browser, token, "articles", packed, name="all.zip")
        assert {"stage": "Writing", "done": 77, "total": 77} in steps
        assert len(articles.live()[1]) == 77
        version = articles.version("change_pin", 1)
        assert (version.by, version.why) == ("Kim Novak", "Imported from all.zip.")
        exported = await browser.get("/console/transfer/articles.zip")
        _, steps = await upload(browser, token, "articles", exported.content)
        assert steps[-1]["result"]["counts"] == {"unchanged": 77}
        table = b"article,question\nchange_pin,something quite new\n"
        _, steps = await upload(browser, token, "questions", table, name="more.csv")
        assert steps[-1]["result"]["questions"] == 1
        exported = await browser.get("/console/transfer/questions.csv")
        assert "change_pin,something quite new" in exported.text
        page = await browser.get("/console/transfer")
        assert "No file was taken in" in page.text
    assert list((tmp_path / "transfers").iterdir()) == [], "uploads are gone afterwards"


async def test_an_upload_that_is_no_good_is_refused_with_what_to_do(
    web: Web, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    async with web.browser() as browser:
        token = await sign_in(browser, "kim@tern.example")
        status, (answer,) = await upload(browser, token, "articles", b"not a zip")
        assert (status, answer["error"]) == (422, "BadArchive")
        status, (answer,) = await upload(browser, token, "articles", b"")
        assert (status, answer["error"]) == (422, "NothingSent")
        status, (answer,) = await upload(browser, token, "articles", b"PK" + bytes(100))
        assert (status, answer["error"]) == (200, "BadArchive")
        status, (answer,) = await upload(browser, token, "questions", b"a,b\n1,2\n", name="q.csv")
        assert (status, answer["error"]) == (200, "Fault")
        assert "q.csv, line 1" in answer["message"]
        monkeypatch.setitem(web_limits(), "questions", 1_000)
        status, (answer,) = await upload(browser, token, "questions", bytes(5_000))
        assert (status, answer["error"]) == (413, "TooLarge")
        assert (await browser.post("/login", content=bytes(70_000))).status_code == 413
    assert list((tmp_path / "transfers").iterdir()) == []


def web_limits() -> dict[str, int]:
    from web.console.transfer import pages as transfer

    return transfer._MAX_BYTES
