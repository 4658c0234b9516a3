"""What machines send, bounces, and mails that nobody should answer: nothing begins by them."""

from __future__ import annotations

from core.channels import CAPABILITIES, Delivery, Kind
from core.conversations import Author
from store.channels import Lane
from tests.support.channels import At
from tests.support.mailing import BUTTONS, all_read, begin, got
from tests.support.vendors.mail import OWN, Got, MailVendor, with_headers
from tests.support.waiting import until

MACHINES = [
    {"Auto-Submitted": "auto-replied"},
    {"Precedence": "bulk"},
    {"List-Id": "<news.example>"},
    {"X-Auto-Response-Suppress": "All"},
    {"From": "noreply@shop.example"},
    {"From": OWN},
    {"Return-Path": "<>"},
]


async def test_what_a_machine_sent_starts_nothing(at: At, post: MailVendor) -> None:
    """Field bug: two out-of-office notices answered each other without end."""
    for headers in MACHINES:
        mail = post.mail("I am away until Monday", "Away")
        for name, value in headers.items():
            del mail[name]
            mail[name] = value
        post.deliver(mail)
    await all_read(at, post)
    assert await at.web.inbox() == []


async def test_feeding_every_mail_of_ours_back_starts_nothing(at: At, post: MailVendor) -> None:
    conversation = await begin(at, post)
    await at.bot_says(conversation, "one", BUTTONS)
    await got(post)
    await at.bot_says(conversation, "two", author=Author.AGENT)
    for each in await got(post, 2):
        post.deliver(each.mail.as_bytes())
    await all_read(at, post)
    assert len(await at.web.inbox()) == 1


async def test_a_bounce_says_why_at_the_message_and_that_nothing_reaches_them(
    at: At, post: MailVendor
) -> None:
    conversation = await begin(at, post)
    await at.bot_says(conversation, "one")
    (sent,) = await got(post)
    post.bounce(sent)
    (failed,) = await at.outbox(conversation, Delivery.FAILED)
    assert failed.reason == "There is no such mailbox. (550 5.1.1 No such user)"
    await all_read(at, post)
    identity = at.web.services.identities.get("mail", post.customer)
    assert identity is not None
    assert identity.unreachable_why == failed.reason
    assert len(await at.web.inbox()) == 1


async def test_a_forged_bounce_fails_nothing(at: At, post: MailVendor) -> None:
    conversation = await begin(at, post)
    await at.bot_says(conversation, "one")
    (sent,) = await got(post)
    flipped = sent.envelope.replace("@", "x@")
    forged = with_headers(sent.mail, Message_ID="<effie.1-aaaaaaaaaaaaaaaa@tern.example>")
    post.bounce(Got(forged, flipped, sent.to))
    await all_read(at, post)
    await at.outbox(conversation, Delivery.SENT)


async def test_a_refused_recipient_has_failed_and_a_busy_server_gets_it_again(
    at: At, post: MailVendor
) -> None:
    conversation = await begin(at, post)
    post.answers.append("451 4.7.1 Greylisted, try again")
    await at.bot_says(conversation, "one")
    assert len(await got(post)) == 1
    post.nobody.add(post.customer)
    await at.bot_says(conversation, "two")
    await until(lambda: at.web.services.outbox.of(conversation)[-1].state is Delivery.FAILED)
    last = at.web.services.outbox.of(conversation)[-1]
    assert last.reason.startswith("There is no such mailbox.")


async def test_a_machine_that_shows_no_sign_of_being_one_is_answered_so_often_an_hour(
    at: At, post: MailVendor
) -> None:
    """Field bug: an out-of-office notice without any header was answered for a whole night."""
    bound = CAPABILITIES[Kind.EMAIL].hourly
    assert bound is not None
    for number in range(bound + 2):
        post.say(f"I am away until Monday, notice {number}", "Away")
    await at.inbox(bound)
    lane = Lane("mail", post.customer)
    await until(lambda: len(at.web.services.arrivals.waiting(lane)) == 2)
    assert len(await at.web.inbox()) == bound, "the others are kept, and wait"
