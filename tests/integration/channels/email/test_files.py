"""Files that come with mails: attachments, and pictures in the words."""

from __future__ import annotations

from pathlib import Path
from random import Random

from core.channels import Delivery
from core.conversations import Author, InboxMessageKind
from tests.support.channels import At
from tests.support.pictures import PDF, photo
from tests.support.vendors.mail import MailVendor

_TOO_SMALL_TO_MEAN_ANYTHING = photo(40, 30)


def screenshot() -> bytes:
    """A picture as large as people send them; its colours are of no matter."""
    return photo() + Random(1).randbytes(16_000)


def left_of_what_came(folder: Path) -> list[Path]:
    return list(folder.rglob("arrived-*"))


async def test_attachments_and_pictures_in_the_words_are_kept_and_logos_are_not(
    at: At, post: MailVendor, tmp_path: Path
) -> None:
    mail = post.mail("see the file", "A bill")
    picture = {"maintype": "image", "subtype": "jpeg", "disposition": "inline"}
    mail.make_mixed()
    mail.add_attachment(screenshot(), **picture, cid="<shot@x>", filename="screen.jpg")
    mail.add_attachment(_TOO_SMALL_TO_MEAN_ANYTHING, **picture, cid="<logo@x>", filename="logo.jpg")
    mail.add_attachment(PDF, maintype="application", subtype="pdf", filename="bill März.pdf")
    post.deliver(mail)
    (said,) = await at.inbox()
    await at.settled("mail")
    assert said.text.endswith("see the file")
    assert [each.name for each in said.attachments] == ["screen.jpg", "bill März.pdf"]
    kept = [at.web.services.attachments.get(each.id) for each in said.attachments]
    assert at.web.services.attachments.files.read(kept[1].key) == PDF
    assert left_of_what_came(tmp_path) == []


async def test_what_is_not_taken_is_named_with_the_reason_and_the_words_count(
    at: At, post: MailVendor
) -> None:
    mail = post.mail("listen", "A call")
    mail.add_attachment(b"OggS", maintype="audio", subtype="ogg", filename="call.ogg")
    mail.add_attachment(b"PK\x03\x04\x00", maintype="application", subtype="zip", filename="a.zip")
    for number in range(6):
        mail.add_attachment(f"{number}", filename=f"{number}.txt")
    post.deliver(mail)
    said, told = await at.inbox(2)
    assert said.text.endswith("listen")
    assert [each.name for each in said.attachments] == [f"{number}.txt" for number in range(5)]
    assert told.kind is InboxMessageKind.NOTICE
    reasons = told.text.split("\n\n")
    assert "attachment (call.ogg)" in reasons[0]
    assert "recordings and videos can't be opened" in reasons[0]
    assert "attachment (a.zip)" in reasons[1]
    assert "attachment (5.txt)" in reasons[2]
    assert "5 files at most" in reasons[2]


async def test_files_of_an_agents_are_attachments_of_the_mail(at: At, post: MailVendor) -> None:
    post.say("hello", "My card")
    (hello,) = await at.inbox()
    picture = await at.file(hello.conversation, "plan.jpg", photo(), "The way in")
    form = await at.file(hello.conversation, "förm.pdf", PDF)
    files, author = [picture, form], Author.AGENT
    await at.bot_says(hello.conversation, "Please sign.", author=author, files=files)
    await at.outbox(hello.conversation, Delivery.SENT)
    (got,) = post.got_by()
    assert "Please sign." in got.plain
    assert "attachments/" not in got.plain
    attached = list(got.mail.iter_attachments())
    assert [each.get_filename() for each in attached] == ["plan.jpg", "förm.pdf"]
    assert attached[1].get_content() == PDF
    assert attached[0]["Content-Description"] == "The way in"


async def test_a_server_that_takes_no_mail_of_that_size_gets_the_links(
    at: At, post: MailVendor
) -> None:
    post.say("hello", "My card")
    (hello,) = await at.inbox()
    form = await at.file(hello.conversation, "form.pdf", PDF)
    post.answers.append("552 5.3.4 Message size exceeds fixed limit")
    await at.bot_says(hello.conversation, "", author=Author.AGENT, files=[form])
    await at.outbox(hello.conversation, Delivery.SENT)
    (got,) = post.got_by()
    assert "File: form.pdf (http://help.tern.example/api/attachments/" in got.plain
    assert list(got.mail.iter_attachments()) == []
