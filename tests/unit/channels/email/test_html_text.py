"""The words of an HTML mail, as a mail program would show them."""

from __future__ import annotations

import pytest

from web.channels.email.html_text import text_of_html
from web.channels.email.reading import read_mail


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>My card<br>is gone.</p><p>Help!</p>", "My card\nis gone.\n\nHelp!"),
        ("<DIV CLASS='x'>one</DIV><div>two</div>", "one\ntwo"),
        ("<b>5 &lt; 6</b> &amp; &#163;7&nbsp;now", "5 < 6 & £7 now"),
        ("a < b and c <3", "a < b and c <3"),
        ("<style>p{color:red}</style><title>t</title>hi<script>x<p>y</script> you", "hi you"),
        ("seen<!-- not <p> seen -->, too<![if !mso]>!<![endif]>", "seen, too!"),
        ("said<style>never ends", "said"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"),
        (
            "no<blockquote>was<blockquote>older</blockquote></blockquote>new",
            "no\n> was\n>> older\nnew",
        ),
        ("<h1>Hello</h1><ul><li>x<li>y</ul>", "Hello\nx\ny"),
        ("<h7>odd</h7><x:y>words</x:y>", "oddwords"),
        ("", ""),
    ],
)
def test_words_stand_as_they_are_seen(html: str, text: str) -> None:
    assert text_of_html(html) == text


def test_of_a_long_list_of_mails_answered_to_the_last_are_kept() -> None:
    ids = " ".join(f"<{number}@shop.example>" for number in range(5_000))
    mail = read_mail(f"From: a@b.example\nReferences: {ids}\n\nhi".encode())
    assert mail.refers_to.rstrip().endswith("<4999@shop.example>")
    assert len(mail.refers_to) < len(ids)
