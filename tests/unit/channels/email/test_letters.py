"""What goes out can be read in any mail program, and nothing in it acts as markup."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.channels import Form, Mark, Outgoing, Style, Styled
from core.channels.email import (
    bare_subject,
    compose,
    is_another_matter,
    reply_subject,
    with_subject,
)
from core.conversations import article_button

TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=200)
LINKS = ("https://help.example/1", "https://help.example/2")
BUTTONS = (article_button("one", "Yes <b>"), article_button("two", 'No "&"'))


class Reader(HTMLParser):
    """What a mail program shows, and which elements there are."""

    def __init__(self) -> None:
        super().__init__()
        self.words, self.tags, self.links = "", set[str](), list[str | None]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.links += [value for name, value in attrs if name == "href"]

    def handle_data(self, data: str) -> None:
        self.words += data


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    return reader


@given(TEXTS, TEXTS)
def test_no_words_act_as_markup_and_none_is_lost(text: str, footer: str) -> None:
    letter = compose(Outgoing(1, 0, Styled(text)), (), footer)
    shown = read(letter.html)
    assert shown.tags <= {"html", "head", "meta", "body", "p", "br"}
    assert "".join(shown.words.split()) == "".join((text + footer).split())
    assert text in letter.plain


def test_buttons_are_numbers_and_links_and_the_words_keep_their_marks() -> None:
    words = Styled(
        "Do this\n\nthen that", (Mark(Style.BOLD, 3, 7), Mark(Style.LINK, 9, 13, "https://x/"))
    )
    letter = compose(Outgoing(1, 0, words, BUTTONS, Form.BUTTONS), LINKS, "Tern")
    assert "1. Yes <b>\n   https://help.example/1\n2. No" in letter.plain
    assert "then (https://x/) that" in letter.plain
    assert "Answer this mail with a number, or follow a link." in letter.plain
    shown = read(letter.html)
    assert shown.links == ["https://x/", *LINKS]
    assert "<strong>this</strong>" in letter.html
    assert '2. No "&"' in shown.words


def test_without_an_address_of_our_own_there_are_numbers_alone() -> None:
    letter = compose(Outgoing(1, 0, Styled("Well?"), BUTTONS, Form.BUTTONS), (), "Tern")
    assert "1. Yes <b>\n2. No" in letter.plain
    assert "link" not in letter.plain
    assert read(letter.html).links == []


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "/help/a"])
def test_a_link_that_could_do_something_is_words_alone(url: str) -> None:
    words = Styled("press", (Mark(Style.LINK, 0, 5, url),))
    letter = compose(Outgoing(1, 0, words), (), "Tern")
    assert read(letter.html).links == []
    assert url not in letter.plain


@pytest.mark.parametrize(
    ("subject", "bare"),
    [
        ("Re: AW: Fwd: [2] My card", "[2] My card"),
        ("RE : My  card", "My card"),
        ("Re[3]: 回复：My card", "My card"),
        ("Regarding: my card", "Regarding: my card"),
        ("", ""),
    ],
)
def test_a_subject_without_what_programs_put_before_it(subject: str, bare: str) -> None:
    assert bare_subject(subject) == bare


def test_only_a_subject_that_is_really_another_one_is_another_matter() -> None:
    """Field bug: what servers put before a subject began a new conversation."""
    assert is_another_matter("Lost card", "My PIN")
    for same in ("AW: My PIN", "[EXTERNAL] Re: My PIN", "Re: my pin", "", "Re: My P"):
        assert not is_another_matter(same, "My PIN"), same
    assert not is_another_matter("anything", "")
    assert reply_subject("", "Your question to Tern") == "Your question to Tern"
    assert reply_subject("AW: My PIN", "x") == "Re: My PIN"


def test_a_question_in_the_subject_is_heard_where_little_stands_below() -> None:
    """Field bug: a mail that had its question in the subject came in empty."""
    assert with_subject("how do I change my PIN?", "", True) == "how do I change my PIN?"
    assert with_subject("My PIN", "please help", True) == "My PIN\n\nplease help"
    long = "how do I change the PIN of my card?"
    assert with_subject("My PIN", long, True) == long
    assert with_subject("Re: My PIN", "2", False) == "2"
