"""A file that a connection cannot take reaches the customer as a link of theirs."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import parse_qsl, urlsplit

from core.attachments import FileLinks
from core.channels import Style
from core.conversations import Author, Utterance
from store.clock import now
from web.channels.sending import ready_to_send

LINKS = FileLinks("a secret that nobody else has")
FILE = {"id": "file-1", "name": "form.pdf", "type": "application/pdf", "size": 7}


def said(text: str) -> Utterance:
    return Utterance("e", "c", Author.AGENT, text, now(), content={"attachments": [FILE]})


def test_a_file_is_a_signed_link_after_the_words_also_where_there_are_none() -> None:
    for text in ("Please sign this.", ""):
        words = ready_to_send(said(text), "https://help.tern.example", LINKS).words
        assert words.text == "\n\n".join(filter(None, [text, "File: form.pdf"]))
        (mark,) = [each for each in words.marks if each.style is Style.LINK]
        assert words.text[mark.start : mark.end] == "File: form.pdf"
        assert mark.url.startswith("https://help.tern.example/api/attachments/file-1?")
        given = dict(parse_qsl(urlsplit(mark.url).query))
        assert LINKS.check("file-1", given, now() + timedelta(days=13)) == ""


def test_without_an_address_of_ours_it_says_where_the_file_can_be_opened() -> None:
    words = ready_to_send(said(""), "", LINKS).words
    assert words.text == "File: form.pdf (it can be opened in the chat on our website)"
