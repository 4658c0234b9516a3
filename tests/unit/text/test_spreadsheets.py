"""No table that people take away holds a cell that their spreadsheet works out."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest

from core.articles import Article
from core.spreadsheets import shown_as_text, text_as_meant
from store.article_files import read_question_table, write_question_table
from web.insights.tables import Cell, Column, Table, to_csv

WORKED_OUT = ["=1+1", "+1", "-1", "@SUM(1)", "＝1+1", "＋1", "－1", "＠SUM(1)"]
HIDDEN = [" =1+1", "\t=1+1", "\r=1+1", "\n=1+1", "\u00a0=1+1", "'=1+1", "' =1+1", "\tfees"]
HARMLESS = ["", "'", "how much?", "'quoted'", "1+1=2", "−1 is no sign of theirs", "’=1"]


@pytest.mark.parametrize("cell", WORKED_OUT + HIDDEN)
def test_a_cell_that_would_be_worked_out_is_shown_and_read_as_it_was(cell: str) -> None:
    assert shown_as_text(cell) == f"'{cell}"
    assert text_as_meant(f"'{cell}") == cell


@pytest.mark.parametrize("cell", HARMLESS)
def test_and_any_other_stays(cell: str) -> None:
    assert shown_as_text(cell) == text_as_meant(cell) == cell


@pytest.mark.parametrize("cell", WORKED_OUT + HIDDEN)
def test_figures_go_by_it(cell: str) -> None:
    table = Table("drivers", "Drivers", (Column("Name"),), ((Cell(cell, (cell,)),),))
    rows = list(csv.reader(io.StringIO(to_csv(table), newline="")))
    assert rows[1] == [f"'{cell}"]


def test_and_so_do_questions_both_ways() -> None:
    asked = (*WORKED_OUT, "'=1+1", "fees?")
    article = Article(
        slug="fees",
        title="Fees",
        questions=asked,
        next=(),
        audience="everyone",
        tags=(),
        review=date(2027, 5, 1),
        owner="cards",
        short="It costs nothing.",
        steps=(),
    )
    written = write_question_table([article])
    assert [row[1] for row in csv.reader(io.StringIO(written))][1:-1] == [
        f"'{q}" for q in asked[:-1]
    ]
    read = read_question_table("questions.csv", written.encode()).questions["fees"]
    assert tuple(question for _, question in read) == asked
