"""Articles as rows of a table."""

from __future__ import annotations

import csv

from store.exports.files import ExportFiles
from store.exports.reading import read_files


def test_a_body_with_a_picture_written_into_it_is_read_whole() -> None:
    picture = f'<p><img src="data:image/png;base64,{"A" * 300_000}"></p>'.replace('"', '""')
    csv.field_size_limit(131_072)  # as some libraries set it
    raw = f'title,body,status\nLimits,"{picture}",published\nFees,None,published\n'.encode()

    export = read_files(ExportFiles("help.csv", iter([("help.csv", raw)])))

    assert [len(article.text) > 300_000 for article in export.articles] == [True, False]
    assert export.problems == ()


def test_elements_in_capitals_are_elements() -> None:
    raw = b"title,body\nFees,<P>None.</P>\n"

    export = read_files(ExportFiles("help.csv", iter([("help.csv", raw)])))

    assert not export.articles[0].is_markdown
