"""Whatever is wrong with a mail, what somebody wrote in it can be read."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.channels.email import own_words
from web.channels.email.html_text import text_of_html
from web.channels.email.reading import MAX_MAIL_COMPARED, read_mail


def mail(*lines: str, body: bytes = b"hello") -> bytes:
    return "\r\n".join(["From: Ana <ana@Shop.EXAMPLE>", *lines, "", ""]).encode() + body


@given(st.binary(max_size=600))
@example(b"From: =?utf-8?q?=ff?= <a@b\r\nContent-Type: multipart/mixed\r\n\r\n--")
@example(b"Content-Type: text/plain; charset=\r\nContent-Transfer-Encoding: base64\r\n\r\n=\xff")
@example(b"Content-Type: message/rfc822\r\n\r\n")
@example(b"Content-Type: multipart/report; boundary=b\r\n\r\n--b\r\n\r\n--b--")
def test_no_bytes_make_reading_fail(raw: bytes) -> None:
    read_mail(raw)
    read_mail(mail("Content-Type: text/html", body=raw))


@pytest.mark.parametrize(
    ("charset", "body"),
    [
        ("utf-8", "schöne Grüße".encode()),
        ("utf-8", "schöne Grüße".encode("cp1252")),
        ("us-ascii", "schöne Grüße".encode()),
        ("iso-8859-1", "schöne Grüße".encode("cp1252")),
        ("x-unknown", "schöne Grüße".encode()),
        ("rot13", "schöne Grüße".encode()),
        ('"utf-8"', "schöne Grüße".encode()),
        ("utf-16", "schöne Grüße".encode("utf-16")),
    ],
)
def test_a_wrong_name_for_its_alphabet_costs_no_word(charset: str, body: bytes) -> None:
    """Field bug: a mail whose alphabet was called wrongly raised, and was read again for ever."""
    found = read_mail(mail(f"Content-Type: text/plain; charset={charset}", body=body))
    assert found.text == "schöne Grüße"


@pytest.mark.parametrize(
    ("header", "read"),
    [
        ("<=?utf-7?q?a+2AA-?=@x.example>", "<a@x.example>"),  # half a character
        (r"<=?unicode-escape?q?a\ud800?=@x.example>", "<a@x.example>"),
        ("<a\0@x.example>", "<a@x.example>"),
        ("=?utf-8?q?=3Ca=40x=2Eexample=3E=0D=0AX=3Ab?=", "<a@x.example> X:b"),
        ("=?utf-8?q?=3Ca=E2=80=A8b=40x=3E?=", "<a b@x>"),  # no mail could answer that either
        ("<=?utf-8?b?abcde?=@x.example>", "<=?utf-8?b?abcde?=@x.example>"),  # cut off on its way
    ],
)
def test_no_header_holds_what_no_database_keeps_or_no_mail_can_answer(
    header: str, read: str
) -> None:
    """One such mail was fetched again for ever, and no other after it."""
    found = read_mail(mail(f"Message-ID: {header}", f"References: {header}", f"Subject: {header}"))
    assert (found.message_id, found.refers_to, found.text) == (read, read, "hello")
    assert found.subject == read


@pytest.mark.parametrize("line_end", [b"\n", b"\r", b"\r\n"])
def test_parts_within_parts_are_read_as_far_as_that_takes_seconds(line_end: bytes) -> None:
    """15 MB of empty lines within 150 parts would take many minutes."""
    within = [f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(150)]
    head = "From: ana@shop.example\n" + "".join(within) + "Content-Type: text/plain\n\nhello\n"
    raw = head.encode() + b"\n" * (MAX_MAIL_COMPARED // 150 + 1_000) + b"the end"
    assert read_mail(raw.replace(b"\n", line_end)).text.strip() == "hello"
    few = (
        b"Content-Type: multipart/mixed; boundary=b\n\n--b\n\nhello\n" + b"\n" * 9_000 + b"the end"
    )
    assert read_mail(few.replace(b"\n", line_end)).text.endswith("the end")


def test_who_wrote_is_taken_apart_before_it_is_decoded() -> None:
    """Field bug: a name that holds an address was taken for the sender."""
    raw = b"From: =?utf-8?q?ceo=40bank=2Eexample=3E?= <evil@elsewhere.example>\r\n\r\nhello"
    found = read_mail(raw)
    assert found.sender == "evil@elsewhere.example"
    assert found.name == "ceo@bank.example>"
    assert read_mail(mail()).sender == "ana@shop.example"
    assert read_mail(b"From: nobody\r\n\r\nx").sender == ""


def test_a_mail_of_html_alone_is_read_by_its_words() -> None:
    """Field bug: mails without a plain part came in empty."""
    html = (
        "<html><head><style>p{color:red}</style><script>alert(1)</script></head><body>"
        "<p>My <b>card</b> is&nbsp;lost &amp; gone.</p><div>Please<br>help</div>"
        '<div class="gmail_quote">On Thu, Nov 26, 2026 at 10:02 Tern &lt;help@tern.example&gt; '
        "wrote:<br><blockquote>Did this help?<blockquote>older</blockquote></blockquote></div>"
    )
    found = read_mail(mail("Content-Type: text/html; charset=utf-8", body=html.encode()))
    assert own_words(found.text, is_reply=True) == "My card is lost & gone.\nPlease\nhelp"
    assert "> Did this help?\n>> older" in found.text


def test_an_outlook_quote_in_html_is_left_out() -> None:
    html = (
        "<div>the blue one</div><div><div style='border-top:solid'><p><b>Von:</b> Tern<br>"
        "<b>Gesendet:</b> Donnerstag<br><b>An:</b> Ana<br><b>Betreff:</b> AW: Karte</p></div>"
        "<p>Welche?</p></div>"
    )
    assert own_words(text_of_html(html), is_reply=True) == "the blue one"


def test_the_plain_words_count_where_there_are_both_and_files_are_named() -> None:
    raw = mail(
        'Content-Type: multipart/mixed; boundary="m"',
        body=(
            b'--m\r\nContent-Type: multipart/alternative; boundary="a"\r\n\r\n'
            b"--a\r\nContent-Type: text/plain\r\n\r\nplain\r\n"
            b"--a\r\nContent-Type: text/html\r\n\r\n<p>html</p>\r\n--a--\r\n"
            b"--m\r\nContent-Type: image/png\r\nContent-ID: <logo>\r\n"
            b"Content-Disposition: inline; filename=logo.png\r\n\r\nx\r\n"
            b"--m\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment;\r\n"
            b" filename*=UTF-8''M%C3%A4rz.pdf\r\n\r\nx\r\n"
            b"--m\r\nContent-Type: audio/ogg\r\n\r\nx\r\n--m--\r\n"
        ),
    )
    found = read_mail(raw)
    assert found.text.strip() == "plain"
    assert found.attachments == ("März.pdf", "audio/ogg"), "a signature's picture is no file"


def test_lines_that_were_broken_for_the_way_are_put_together() -> None:
    raw = mail(
        "Content-Type: text/plain; format=flowed",
        body=b"one two \r\nthree\r\nfour\r\n> quoted \r\n> more\r\n-- \r\nAna",
    )
    assert own_words(read_mail(raw).text, is_reply=True) == "one two three\nfour"


def test_a_report_is_read_by_its_fields() -> None:
    raw = mail(
        "Subject: =?utf-8?b?VW56dXN0ZWxsYmFy?=",
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
        body=(
            b"--b\r\nContent-Type: text/plain\r\n\r\nsorry\r\n"
            b"--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx\r\n\r\n"
            b"Action: Failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 no\r\n\r\n"
            b"--b\r\nContent-Type: message/rfc822\r\n\r\nMessage-ID: <effie.1-a@x>\r\n"
            b"\r\nhi\r\n--b--"
        ),
    )
    report = read_mail(raw).report
    assert report is not None
    assert (report.action, report.status, report.diagnostic) == ("failed", "5.1.1", "550 no")
    assert report.about == "<effie.1-a@x>"
    assert read_mail(raw).subject == "Unzustellbar"


def test_thousands_of_parts_end() -> None:
    body = b"".join(b"--m\r\nContent-Type: text/plain\r\n\r\nx\r\n" for _ in range(3000))
    found = read_mail(mail('Content-Type: multipart/mixed; boundary="m"', body=body + b"--m--"))
    assert found.text.count("x") <= 200
