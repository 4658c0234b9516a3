"""Articles of other help centres become drafts here, and say what could not be taken along."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from core.articles import Draft
from core.articles.importing import ImportOutcome
from core.errors import BadInput, Fault
from store.article_files import BadArchive, ImportOptions, ImportReport
from store.articles import Articles
from store.database import Database
from store.exports import bring_in
from tests.support.article_files import TEXT, archive
from tests.support.articles import KIM
from tests.support.exports import BODY, EXPORTS, MORE, PAGES, SHORT, STEPS, ZENDESK


def bring(database: Database, path: Path, members: dict[str, bytes], **wish: bool) -> ImportReport:
    packed = archive(path / "export.zip", members)
    return bring_in(database, packed, "export.zip", ImportOptions(**wish), KIM)


def draft_of(articles: Articles, slug: str) -> Draft:
    saved = articles.get(slug).draft
    assert saved is not None
    return saved.draft


def one(value: Any) -> dict[str, bytes]:
    return {"articles.json": json.dumps(value).encode()}


@pytest.mark.every_database
@pytest.mark.parametrize("vendor", EXPORTS)
def test_what_a_help_centre_exported_becomes_drafts_with_steps_tables_and_links(
    vendor: str, database: Database, articles: Articles, tmp_path: Path
) -> None:
    planned = bring(database, tmp_path, EXPORTS[vendor], dry=True)
    assert articles.listed() == []
    done = bring(database, tmp_path, EXPORTS[vendor])
    assert (done.origin, done.count(ImportOutcome.NEW), done.drafts) == (vendor, 2, 2)
    assert replace(planned, dry=False) == done
    assert articles.live()[1] == (), "nothing is published unseen"
    pin = draft_of(articles, "reset_your_pin")
    assert (pin.title, pin.short, pin.steps, pin.more) == ("Reset your PIN", SHORT, STEPS, MORE)
    assert pin.tags[0] == "Cards"
    told = " ".join(map(str, done.all_faults))
    assert "“this” " in told
    assert "cdn.acme.example" in told
    again = bring(database, tmp_path, EXPORTS[vendor])
    assert again.count(ImportOutcome.UNCHANGED) == 2


def test_pages_of_html_come_with_their_folders_links_and_encodings(
    database: Database, articles: Articles, tmp_path: Path
) -> None:
    done = bring(database, tmp_path, PAGES)
    assert done.count(ImportOutcome.NEW) == 2
    pin = draft_of(articles, "reset")
    assert (pin.title, pin.short, pin.steps, pin.more) == ("Reset your PIN", SHORT, STEPS, MORE)
    assert pin.tags == ("Cards", "help")
    assert draft_of(articles, "lost_card").short == "Karte gesperrt für “immer”."
    folder = tmp_path / "site"
    (folder / "Cards").mkdir(parents=True)
    (folder / "Cards" / "odd.html").write_bytes(
        "<h1>Caf\u00e9</h1><p>Ol\u00e9.</p>".encode("cp1252")
    )
    done = bring_in(database, folder, "site", ImportOptions(), KIM)
    assert draft_of(articles, "odd").title == "Café"
    assert "guessed as Windows-1252" in str(done.all_faults[0])


def brought(database: Database, path: Path, text: str, **wish: bool) -> ImportReport:
    table = path / "articles.csv"
    table.write_text(text, "utf-8")
    return bring_in(database, table, table.name, ImportOptions(**wish), KIM)


def test_a_table_of_articles_is_taken_in_by_the_names_of_its_columns(
    database: Database, articles: Articles, tmp_path: Path
) -> None:
    quoted = BODY.replace("{link}", "/articles/2").replace('"', '""')
    rows = (
        "ID;Article Title;Body;Status;Category;Labels;Updated_At;Description\n"
        f'1;Reset your PIN;"{quoted}";Published;Cards;"pin, code";2026-03-01;\n'
        "2;Lost card;Block a lost card at once in the app.;draft;Cards;;;At once.\n"
        "3;;No title;published;;;;\n4;No text;;published;;;;\n5;a;b;c;d;e;f;g;h\n"
    )
    done = brought(database, tmp_path, rows, publish=True)
    assert (done.origin, done.count(ImportOutcome.NEW), done.drafts) == ("a table", 2, 1)
    (pin,) = articles.live()[1]
    assert (pin.title, pin.short, pin.steps) == ("Reset your PIN", SHORT, STEPS)
    assert "[lost cards](lost_card)" in pin.more
    assert pin.tags == ("Cards", "pin", "code")
    lost = draft_of(articles, "lost_card")
    assert (lost.short, lost.more) == ("At once.", "Block a lost card at once in the app.")
    told = [(fault.line, fault.problem) for fault in done.faults]
    assert told == [
        (4, "it has no title."),
        (5, "it has no text."),
        (
            6,
            "this line has 9 columns, the first has 8; quote a text with what stands between "
            "columns in it.",
        ),
    ]
    assert brought(database, tmp_path, rows).count(ImportOutcome.UNCHANGED) >= 1


def test_a_table_that_does_not_say_what_was_public_brings_drafts_and_says_why(
    database: Database, articles: Articles, tmp_path: Path
) -> None:
    told = brought(database, tmp_path, "title,text\nFees,None.\n", publish=True).all_faults
    assert articles.live()[1] == ()
    assert "Put a column in that says so" in str(told[0])
    for_some = "title,text,draft,visibility\nRates,None.,false,Staff\n"
    told = brought(database, tmp_path, for_some, publish=True).all_faults
    assert "only some customers" in str(told[0])
    assert articles.live()[1] == ()
    with pytest.raises(Fault, match="title and body for articles") as fault:
        brought(database, tmp_path, "name;price\nx;1\n")
    assert fault.value.line == 1
    with pytest.raises(Fault, match="nothing below"):
        brought(database, tmp_path, "title,text\n")


def test_what_was_published_there_answers_at_once_only_where_that_is_wished(
    database: Database, articles: Articles, tmp_path: Path
) -> None:
    members = EXPORTS["Zendesk Guide"]
    done = bring(database, tmp_path, members, publish=True)
    assert [article.slug for article in articles.live()[1]] == ["reset_your_pin"]
    assert done.drafts == 1, "a draft there is a draft here"
    long = {**ZENDESK["articles"][0], "id": 9, "title": "Why " * 30, "user_segment_id": None}
    hidden = {**ZENDESK["articles"][0], "id": 8, "title": "For staff", "user_segment_id": 3}
    done = bring(database, tmp_path, one([long, hidden]), publish=True)
    assert len(articles.live()[1]) == 1, "unfit, or not for everybody"
    told = [str(fault) for fault in done.all_faults]
    assert any("before it can be published: 'title' has 119 characters" in each for each in told)
    assert any("“For staff”" in each and "only some customers" in each for each in told)


def test_an_article_that_is_here_already_is_never_lost(
    database: Database, articles: Articles, tmp_path: Path
) -> None:
    members = EXPORTS["Zendesk Guide"]
    bring(database, tmp_path, members, publish=True)
    changed = {**ZENDESK["articles"][0], "body": "<p>Call us.</p>"}
    done = bring(database, tmp_path, one([changed]))
    assert done.count(ImportOutcome.DRAFT) == 1
    assert "'reset_your_pin' is here already" in str(done.all_faults[0])
    assert articles.live()[1][0].short == SHORT
    record = articles.get("reset_your_pin")
    assert record.draft is not None
    mine = replace(record.draft.draft, short="Mine.")
    articles.save_draft("reset_your_pin", mine, record.draft.revision, KIM)
    done = bring(database, tmp_path, one([{**changed, "body": "<p>Write to us.</p>"}]))
    assert done.count(ImportOutcome.CONFLICT) == 1
    assert draft_of(articles, "reset_your_pin").short == "Mine."
    other = {**changed, "id": 77, "title": "Lost card"}
    twins = bring(database, tmp_path, one([{**other, "id": 78}, other]), dry=True)
    assert {each.slug for each in twins.results} == {"lost_card", "lost_card_2"}


def test_what_came_from_our_own_files_stays_live_until_the_files_are_let_win(
    database: Database, articles: Articles, tmp_path: Path
) -> None:
    own = TEXT.format(slug="reset_your_pin", short="Ours.").encode()
    bring(database, tmp_path, {"reset_your_pin.md": own})
    members = EXPORTS["Zendesk Guide"]
    done = bring(database, tmp_path, members, publish=True)
    assert (done.count(ImportOutcome.DRAFT), done.count(ImportOutcome.CHANGED)) == (1, 0)
    assert articles.live()[1][0].short == "Ours."
    assert draft_of(articles, "reset_your_pin").short == SHORT
    done = bring(database, tmp_path, members, publish=True, overwrite=True)
    assert done.count(ImportOutcome.CHANGED) == 1
    assert articles.live()[1][0].short == SHORT


def test_a_readme_beside_an_export_hides_it_not_and_articles_beside_it_are_refused(
    database: Database, articles: Articles, tmp_path: Path
) -> None:
    own = {"ours.md": TEXT.format(slug="ours", short="Ours.").encode()}
    config = {".vault/app.json": b"{}"}
    bring(database, tmp_path, {**own, **config})
    beside = {"README.md": b"# How to use this", "docs/license.md": b"Free."}
    export = {**EXPORTS["Zendesk Guide"], **beside, ".vault/app.json": b"{"}
    done = bring(database, tmp_path, export, withdraw=True)
    assert (done.origin, done.count(ImportOutcome.NEW)) == ("Zendesk Guide", 2)
    with pytest.raises(BadInput, match="Pack only one of them"):
        bring(database, tmp_path, {**own, **export}, withdraw=True)
    folder = tmp_path / "folder"
    for name, content in {**own, **export}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    with pytest.raises(BadInput, match=r"'ours\.md' is an article, and 'export/0\.json'"):
        bring_in(database, folder, "folder", ImportOptions(withdraw=True), KIM)
    (folder / "ours.md").unlink()
    done = bring_in(database, folder, "folder", ImportOptions(withdraw=True), KIM)
    assert (done.count(ImportOutcome.UNCHANGED), done.faults) == (2, ())
    assert [article.slug for article in articles.live()[1]] == ["ours"]


@pytest.mark.parametrize(
    ("members", "words"),
    [
        ({"a.json": b'{"articles": [\n'}, "a.json, line 2: this is no JSON"),
        ({"a.json": b"[" * 100_000}, "nested too deeply"),
        ({"a.json": b'{"x": "\xff"}'}, "not UTF-8"),
        ({"a.json": b'{"tickets": []}'}, "no article in it that is known"),
        ({"a.txt": b"x"}, "no article in it that is known"),
        (one([{"id": "1", "collectionId": "2", "name": "A", "status": "published"}]),
         "a list of Help Scout holds none"),
    ],
)  # fmt: skip
def test_what_holds_no_article_is_refused_with_what_to_do(
    members: dict[str, bytes], words: str, database: Database, tmp_path: Path
) -> None:
    with pytest.raises((BadInput, Fault, BadArchive), match=words):
        bring(database, tmp_path, members)


def test_one_hostile_page_is_told_and_keeps_no_other_away(
    database: Database, articles: Articles, tmp_path: Path
) -> None:
    members = {
        "a.html": b"<div>" * 100_000,
        "b.html": b"<p>x</p>" * 100_000,
        "c.html": b"<p>Fine.</p><script>alert(1)</script>",
        "d.html": ("<p>" + "word " * 50_000).encode(),
        "e.html": b"",
    }
    done = bring(database, tmp_path, members)
    assert {each.slug: each.outcome.value for each in done.results if each.slug in "abcd"} == {
        "a": "faulty", "b": "faulty", "c": "new", "d": "faulty"
    }  # fmt: skip
    told = {fault.file: fault.problem for fault in reversed(done.all_faults)}
    assert "stand in one another" in told["a.html"]
    assert "at most 500,000 are read" in told["b.html"]
    assert "Split it into two" in told["d.html"]
    assert draft_of(articles, "c").short == "Fine."
