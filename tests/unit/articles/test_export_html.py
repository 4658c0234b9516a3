"""Pages from elsewhere whose small markup would make a parser build a hundred times as much."""

from __future__ import annotations

import pytest

from store.exports.html import MAX_HTML_TAGS, TooMuchMarkup, to_markdown


def read(html: str) -> str:
    return to_markdown(html, lambda to: to).markdown


def test_bold_that_is_never_closed_is_not_made_again_by_the_hundred_in_every_block() -> None:
    opened = "".join(f'<b class="a{number}">' for number in range(50))  # no two are alike
    assert read(f"<p>{opened}" + "<p>x" * 500).count("x") == 500


def test_what_is_bold_stays_so_whatever_its_tag_says_besides() -> None:
    html = '<p><b style="color: red">bold</b> <STRONG\nid=a>too</STRONG> <bdo dir="rtl">not</bdo>'
    assert read(html) == "**bold** **too** not"


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<p>" * (MAX_HTML_TAGS + 1), "tags. Split it"),
        ("<p>" + "<b a='<'>" * 50 + "<p>x" * 500, "can't be read"),
        ("<p>" + f"<b a={'a' * 600}>" * 50 + "<p>x" * 500, "can't be read"),
    ],
)
def test_what_would_take_minutes_is_refused_before_it_is_read(html: str, words: str) -> None:
    with pytest.raises(TooMuchMarkup, match=words):
        read(html)
