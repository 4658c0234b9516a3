"""Tables of example questions, as spreadsheets and people write them."""

from __future__ import annotations

import pytest

from core.errors import Fault
from store.article_files import read_question_table

READ = {"pin": ((2, "how, please"), (3, "new pin")), "card": ((4, "línea 日本"),)}
COMMAS = 'article,question\npin,"how, please"\npin,new pin\ncard,línea 日本\n'
SEMICOLONS = "article;question\npin;how, please\npin;new pin\ncard;línea 日本\n"
TABS = "article\tquestion\npin\thow, please\npin\tnew pin\ncard\tlínea 日本\n"
BARS = "article|question\npin|how, please\npin|new pin\ncard|línea 日本\n"


@pytest.mark.parametrize(
    "text",
    [
        COMMAS,
        SEMICOLONS,
        TABS,
        BARS,
        COMMAS.replace("article,question", '"Article","Question"'),
        "question,article\n" + '"how, please",pin\nnew pin,pin\nlínea 日本,card\n',
        COMMAS.replace("\n", ",,\n"),  # columns that are empty all the way down
        COMMAS.removesuffix("\n") + "\n,\n\n , \n",
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be-sig"])
def test_a_table_is_read_however_a_spreadsheet_saves_it(
    text: str, line_end: str, encoding: str
) -> None:
    text = text.replace("\n", line_end)
    is_big_endian = encoding == "utf-16-be-sig"
    raw = ("\ufeff" + text).encode("utf-16-be") if is_big_endian else text.encode(encoding)
    table = read_question_table("more.csv", raw)
    assert (table.questions, table.faults) == (READ, ())


@pytest.mark.parametrize(
    ("first", "text"),
    [
        ("sep=;", SEMICOLONS),
        ("SEP=,", COMMAS),
        ('"sep=\t"', TABS),
        ("sep=;;", SEMICOLONS),  # as a spreadsheet gives back a table that had three columns
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_the_line_that_names_the_separator_is_no_part_of_the_table(
    first: str, text: str, line_end: str
) -> None:
    raw = f"{first}\n{text}pin\n".replace("\n", line_end).encode("utf-8-sig")
    table = read_question_table("more.csv", raw)
    lines = {slug: [line for line, _ in asked] for slug, asked in table.questions.items()}
    assert lines == {"pin": [3, 4], "card": [5]}
    assert [(fault.line, fault.problem[:28]) for fault in table.faults] == [
        (6, "this line has 1 columns inst")
    ]


def test_a_question_may_have_line_breaks_and_quotes_and_is_kept_on_one_line() -> None:
    table = read_question_table(
        "q.csv", b'article;question\r\npin;"a ""new""\r\n\r\npin; please"\r\n'
    )
    assert table.questions == {"pin": ((4, 'a "new" pin; please'),)}


@pytest.mark.parametrize(
    ("raw", "line", "words"),
    [
        (b"", 1, "the first line must be"),
        (b"sep=;\n", 1, "the first line must be"),
        (b"question\nx\n", 1, "the first line must be"),
        (b"article question\npin x\n", 1, "the first line must be"),
        (b'article,question\npin,a\npin,"open\n', 3, "this is no CSV"),
        ("article,question\npin,\xe9".encode("latin-1"), 2, "neither UTF-8 nor UTF-16"),
        (b"\xff\xfea\x00\n\x00\x00\xd8", 2, "neither UTF-8 nor UTF-16"),
        (bytes(20_000_001), 1, "larger than 20 MB"),
    ],
)
def test_what_can_not_be_read_is_told_with_its_line_and_what_to_do(
    raw: bytes, line: int, words: str
) -> None:
    with pytest.raises(Fault, match=words) as fault:
        read_question_table("more.csv", raw)
    assert fault.value.line == line
