"""A mailbox that is talked to: what tests of it wait for."""

from __future__ import annotations

from tests.support.channels import At
from tests.support.vendors.mail import Got, MailVendor
from tests.support.waiting import until

BUTTONS = [("Yes", "helped:yes"), ("No", "helped:no")]


async def got(post: MailVendor, most: int = 1, who: str = "") -> list[Got]:
    await until(lambda: len(post.got_by(who)) >= most)
    return post.got_by(who)


async def begin(at: At, post: MailVendor, text: str = "how do I change my PIN?") -> str:
    post.say(text, "A question")
    return (await at.inbox())[0].conversation


async def all_read(at: At, post: MailVendor) -> None:
    """Wait until everything in the mailbox is read and dealt with."""

    def done() -> bool:
        place = at.web.services.mails.place("mail")
        is_read = place is not None and place.last_uid == post.inbox.next_uid - 1
        return is_read and not at.web.services.arrivals.lanes(["mail"])

    await until(done)
