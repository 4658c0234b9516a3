"""Tables of example questions, added to the articles they are for."""

from __future__ import annotations

from pathlib import Path

from store.article_files import (
    ImportOptions,
    ImportReport,
    import_questions,
    read_question_table,
    write_question_table,
)
from store.articles import Articles
from store.database import Database
from tests.support.article_files import bring, outcomes
from tests.support.articles import KIM


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
