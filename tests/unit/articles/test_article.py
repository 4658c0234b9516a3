"""What the articles folder gives, and which faults are found in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.articles import ArticleFault
from core.errors import Fault
from store.article_files import read_library
from store.article_files.folder import Library
from store.article_files.reader import MAX_FILE_BYTES

GOOD = """---
title: Change your PIN
questions:
  - how do i change my pin
  - new pin please
next:
  - pin_blocked
audience: everyone
tags: [cards]
review: 2027-05-15
owner: cards-team
---
You change it at any cash machine.

1. Put the card in.
2. Choose **PIN services**.

It works at once.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two good articles, of which the first leads to the second."""
    write(tmp_path, "change_pin", GOOD)
    blocked = GOOD.replace("change my pin", "unblock my pin").replace("new pin please", "locked")
    write(tmp_path, "pin_blocked", blocked.replace("next:\n  - pin_blocked", "next: []"))
    return tmp_path


def write(folder: Path, slug: str, text: str) -> None:
    (folder / f"{slug}.md").write_text(text, encoding="utf-8")


def slugs(library: Library) -> list[str]:
    return [article.slug for article in library.articles]


def only_fault(library: Library) -> ArticleFault:
    assert len(library.faults) == 1, library.faults
    return library.faults[0]


def test_an_article_is_read_whole(folder: Path) -> None:
    article = read_library(folder).articles[0]
    assert article.title == "Change your PIN"
    assert article.questions == ("how do i change my pin", "new pin please")
    assert article.next == ("pin_blocked",)
    assert article.short == "You change it at any cash machine."
    assert article.steps == ("Put the card in.", "Choose **PIN services**.")
    assert article.more == "It works at once."


def test_the_shipped_articles_have_no_faults() -> None:
    library = read_library(Path(__file__).parents[3] / "knowledge_base" / "articles")
    assert library.faults == ()
    assert len(library.articles) == 77


@pytest.mark.parametrize(
    ("old", "new", "line", "problem"),
    [
        ("title: Change your PIN\n", "", 1, "'title' is missing"),
        ("title: Change your PIN", "title: ''", 2, "'title' is empty"),
        ("title: Change your PIN", f"title: {'x' * 61}", 2, "61 characters"),
        ("title: Change your PIN", "title: [a, b]", 2, "must be text"),
        ("  - new pin please", "  - 12345", 5, "must be text"),
        ("  - new pin please", "  - pin: new one", 5, "nested"),
        ("questions:\n  - how do i change my pin\n  -", "questions:", 3, "must be a list"),
        ("tags: [cards]", "tags: cards", 9, "must be a list"),
        ("review: 2027-05-15", "review: next May", 10, "must be a date"),
        ("review: 2027-05-15", "review: 2027-02-31", 10, "must be a date"),
        ("owner: cards-team", "owner: cards-team\nowner: me", 12, "not valid YAML"),
        ("tags: [cards]", "tags: [cards", 10, "not valid YAML"),
        ("You change it at any cash machine.\n", "", 13, "short answer is missing"),
        ("You change it at any cash machine.", "word " * 61, 13, "61 words"),
        ("---\ntitle", "title", 1, "first line"),
        ("owner: cards-team\n---\n", "owner: cards-team\n", 1, "has no end"),
        ("tags: [cards]", "tags: &a [cards]\nmore: *a", 10, "no YAML aliases"),
        ("tags: [cards]", "tags: " + "[" * 9_000, 9, "nested"),
    ],
)
def test_a_fault_names_its_line_and_leaves_the_other_articles_alone(
    folder: Path, old: str, new: str, line: int, problem: str
) -> None:
    assert old in GOOD
    write(folder, "change_pin", GOOD.replace(old, new, 1))
    library = read_library(folder)
    fault = only_fault(library)
    assert (fault.file, fault.line) == ("change_pin.md", line)
    assert problem in fault.problem
    assert slugs(library) == ["pin_blocked"]


@pytest.mark.parametrize("written", ["questions: []\n", "questions:\n", ""])
def test_an_article_without_example_questions_is_taken_in_as_it_is(
    folder: Path, written: str
) -> None:
    questions = "questions:\n  - how do i change my pin\n  - new pin please\n"
    assert questions in GOOD
    write(folder, "change_pin", GOOD.replace(questions, written))
    library = read_library(folder)
    assert library.faults == ()
    assert library.articles[0].questions == ()
    assert library.articles[0].asked == ("Change your PIN",)


def test_all_faults_of_a_file_are_found_at_one_look(folder: Path) -> None:
    write(folder, "change_pin", "---\ntitle: ''\nquestions: [3]\n---\n")
    problems = " ".join(str(fault) for fault in read_library(folder).faults)
    for part in ("'title'", "'questions'", "'audience'", "'review'", "'owner'", "short answer"):
        assert part in problems


def test_an_unknown_key_is_named_and_the_article_still_answers(folder: Path) -> None:
    write(folder, "change_pin", GOOD.replace("owner:", "colour: blue\nowner:"))
    library = read_library(folder)
    assert only_fault(library).line == 11
    assert "'colour' is not known" in only_fault(library).problem
    assert "change_pin" in slugs(library)


def test_a_next_question_without_article_drops_only_that_link(folder: Path) -> None:
    write(folder, "change_pin", GOOD.replace("next:\n", "next:\n  - no_such_topic\n"))
    library = read_library(folder)
    assert only_fault(library).line == 7
    assert library.articles[0].next == ("pin_blocked",)


def test_a_question_given_twice_stays_only_where_it_stands_first(folder: Path) -> None:
    write(
        folder, "zebra", GOOD.replace("new pin please", "something else").replace("- how", "- HOW")
    )
    library = read_library(folder)
    assert only_fault(library).line == 4
    assert "change_pin.md" in only_fault(library).problem
    assert library.articles[-1].questions == ("something else",)


def test_files_that_are_no_articles_are_passed_over(folder: Path) -> None:
    (folder / "notes.txt").write_text("hello")
    (folder / ".change_pin.md").write_text("an editor's copy")
    (folder / "folder.md").mkdir()
    library = read_library(folder)
    assert library.faults == ()
    assert len(library.articles) == 2


def test_unreadable_files_are_faults(folder: Path) -> None:
    (folder / "bytes.md").write_bytes(b"---\ntitle: caf\xe9\n")
    (folder / "large.md").write_bytes(b"x" * (MAX_FILE_BYTES + 1))
    (folder / "my topic!.md").write_text(GOOD)
    problems = {fault.file: str(fault) for fault in read_library(folder).faults}
    assert "bytes.md, line 2: this is not UTF-8" in problems["bytes.md"]
    assert "larger than 64,000 bytes" in problems["large.md"]
    assert "file's name" in problems["my topic!.md"]
    assert len(read_library(folder).articles) == 2


def test_the_name_of_a_help_page_is_refused_for_an_article(folder: Path) -> None:
    (folder / "search.md").write_text(next(folder.glob("*.md")).read_text())
    library = read_library(folder)
    assert "search" not in {article.slug for article in library.articles}
    assert any("give the file another name" in str(fault) for fault in library.faults)


def test_a_link_out_of_the_folder_is_not_followed(folder: Path) -> None:
    outside = folder.parent / "outside.md"
    outside.write_text(GOOD)
    (folder / "sneaky.md").symlink_to(outside)
    library = read_library(folder)
    assert "links out of" in only_fault(library).problem
    assert "sneaky" not in slugs(library)


def test_windows_line_ends_and_a_byte_order_mark_make_no_difference(folder: Path) -> None:
    plain = read_library(folder).articles
    (folder / "change_pin.md").write_bytes(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    assert read_library(folder).articles == plain


def test_an_empty_folder_is_fine_and_a_missing_one_is_a_fault(tmp_path: Path) -> None:
    assert read_library(tmp_path) == Library()
    with pytest.raises(Fault, match="EFFIE_ARTICLES"):
        read_library(tmp_path / "nowhere")
