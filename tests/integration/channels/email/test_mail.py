"""A mailbox as a connection: what comes in is said once, what is said goes out as a mail."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from email import policy

from tests.support.channels import At
from tests.support.desk import at_the_desk
from tests.support.mailing import BUTTONS, all_read, begin, got
from tests.support.vendors.mail import OWN, MailVendor, with_headers
from tests.support.waiting import until


async def test_a_question_and_its_answer_are_one_thread(at: At, post: MailVendor) -> None:
    conversation = await begin(at, post)
    await at.bot_says(
        conversation, "Do **this** <first> & [then](https://tern.example/x).", BUTTONS
    )
    (answer,) = await got(post)
    asked = at.web.services.mails.of(conversation)[0].message_id
    assert answer.mail["In-Reply-To"] == asked
    assert answer.mail["Subject"] == "Re: A question"
    assert answer.mail["From"].addresses[0].addr_spec == OWN
    assert "Do this <first> & then (https://tern.example/x)." in answer.plain
    assert "1. Yes" in answer.plain
    assert "<strong>this</strong> &lt;first&gt; &amp;" in answer.html
    post.say("2")
    said = (await at.inbox(2))[-1]
    assert (said.conversation, said.text, str(said.choice)) == (conversation, "No", "helped:no")


async def test_the_desk_gets_a_mail_as_it_came_with_what_it_quotes(
    at: At, post: MailVendor
) -> None:
    conversation = await begin(at, post)
    await at.bot_says(conversation, "Did this help?", BUTTONS)
    (answer,) = await got(post)
    post.deliver(post.answer(answer, "Not quite: it says blocked."))
    said = (await at.inbox(2))[-1]
    assert said.text == "Not quite: it says blocked."
    async with at_the_desk(at.web, "Sam Smith") as sam:
        told = await sam.get(f"conversations/{conversation}/mails/{said.id}")
        assert told["text"].startswith("Not quite: it says blocked.\n\nOn Thu")
        assert "> Did this help?" in told["text"]
        assert (told["subject"], told["sender"]) == ("Re: A question", post.customer)
        assert (await sam.get(f"conversations/{conversation}"))["mailboxes"] == ["mail"]
        other = await sam.browser.get(f"/desk/api/conversations/{conversation}/mails/none")
        assert other.status_code == 404


async def test_a_mail_with_an_impossible_name_stops_no_other_and_is_answered(
    at: At, post: MailVendor
) -> None:
    mail = post.mail("is this on?", "Hello")
    del mail["Message-ID"]
    named = b"Message-ID: =?utf-7?q?a+2AA-=0D=0ABcc:_b@x.example?=\r\n"
    post.deliver(named + mail.as_bytes(policy=policy.SMTP))
    post.say("and this?", "Another", who="bea@elsewhere.example")
    said = await at.inbox(2)
    assert {each.text.splitlines()[-1] for each in said} == {"is this on?", "and this?"}
    first = next(each for each in said if "is this on?" in each.text)
    await at.bot_says(first.conversation, "It is.")
    (answer,) = await got(post)
    assert answer.mail["Bcc"] is None


async def test_a_mail_that_the_record_cannot_hold_stops_no_other(at: At, post: MailVendor) -> None:
    with at.web.services.database.writing() as connection:
        connection.exec_driver_sql(
            "CREATE TRIGGER picky BEFORE INSERT ON mails WHEN NEW.subject = 'Odd' "
            "BEGIN SELECT RAISE(ABORT, 'no such mails'); END"
        )
    for subject in ("One", "Odd", "Two"):
        post.say(f"about {subject}", subject, who=f"{subject.lower()}@elsewhere.example")
    said = {each.text.splitlines()[-1] for each in await at.inbox(2)}
    assert said == {"about One", "about Two"}
    await all_read(at, post)


async def test_a_new_mail_is_a_new_conversation_whatever_its_subject(
    at: At, post: MailVendor
) -> None:
    """Field bug: threads were put together by their subject."""
    first = await begin(at, post)
    post.say("where is my card?", "A question")
    assert (await at.inbox(2))[-1].conversation != first


async def test_an_answer_that_lost_our_address_is_known_by_its_references(
    at: At, post: MailVendor
) -> None:
    """Field bug: an answer written in Outlook became a new conversation each time."""
    conversation = await begin(at, post)
    await at.bot_says(conversation, "one")
    (first,) = await got(post)
    mail = post.answer(first, "and then?")
    post.deliver(with_headers(mail, To=OWN))
    assert (await at.inbox(2))[-1].conversation == conversation
    only = with_headers(post.mail("more", "AW: A question"), In_Reply_To=str(mail["Message-ID"]))
    post.deliver(only)
    assert (await at.inbox(3))[-1].conversation == conversation


async def test_an_old_mail_that_is_answered_about_something_else_begins_anew(
    at: At, post: MailVendor
) -> None:
    """Field bug: a changed subject stayed glued to the old topic."""
    conversation = await begin(at, post)
    await at.bot_says(conversation, "one")
    (first,) = await got(post)
    post.deliver(with_headers(post.answer(first, "my new card is lost"), Subject="Lost card"))
    assert (await at.inbox(2))[-1].conversation != conversation
    post.deliver(with_headers(post.answer(first, "ok"), Subject="[EXTERNAL] AW: A question"))
    assert (await at.inbox(3))[-1].conversation == conversation


async def test_somebody_else_who_answers_speaks_for_themselves(at: At, post: MailVendor) -> None:
    """Field bug: who was sent a copy was taken for the customer."""
    conversation = await begin(at, post)
    await at.bot_says(conversation, "Did this help?", BUTTONS)
    (first,) = await got(post)
    post.deliver(post.answer(first, "1", who="mallory@elsewhere.example"))
    said = (await at.inbox(2))[-1]
    assert said.conversation != conversation
    assert said.choice is None


async def test_a_mail_that_is_moved_or_numbered_anew_is_said_once_and_none_is_lost(
    at: At, post: MailVendor
) -> None:
    """Field bug: looking at the last ten by date lost mails that were moved out of spam."""
    old = post.mail("written before you came here", "Old")
    post.deliver(old, datetime.now(UTC) - timedelta(days=2))
    await at.inbox()
    post.say("this is the first one", "A question")
    await at.inbox(2)
    raw = post.inbox.mails[-1].raw
    post.deliver(raw)  # moved out and in again
    spam = post.mail("this came out of spam", "Spam")
    post.deliver(spam, datetime.now(UTC) - timedelta(hours=1))
    await at.inbox(3)
    post.inbox.number_anew()
    post.deliver(post.mail("this came after that", "New"))
    assert [each.text for each in await at.inbox(4)] == [
        "written before you came here",
        "this is the first one",
        "this came out of spam",
        "this came after that",
    ]
    await all_read(at, post)
    assert len(await at.web.inbox()) == 4


async def test_what_was_in_the_mailbox_before_is_left_alone(at: At, provider: MailVendor) -> None:
    # Servers tell no more than the second, and what came in that of the first look counts as new.
    before = datetime.now(UTC) - timedelta(seconds=5)
    provider.deliver(provider.mail("this is an old mail", "Old"), before)
    await at.add("mail", {"kind": "email", **provider.settings})
    await until(lambda: at.web.services.mails.place("mail") is not None)
    provider.inbox.number_anew()
    provider.say("this is a new mail", "New", who="new@customer.example")
    assert [each.text for each in await at.inbox()] == ["this is a new mail"]
    await all_read(at, provider)
    assert len(await at.web.inbox()) == 1


async def test_a_link_acts_when_its_button_is_pressed_and_once(at: At, post: MailVendor) -> None:
    """Field bug: mail scanners that follow every link gave the customer's answer."""
    conversation = await begin(at, post)
    await at.bot_says(conversation, "Did this help?", BUTTONS)
    await got(post)
    (_, no) = [each["choice"] for each in post.shown()[0]["buttons"]]
    for method in ("GET", "HEAD", "GET"):
        page = await asyncio.to_thread(post.follow, no, method)
        assert page.status_code in {200, 405}
    assert len(await at.web.inbox()) == 1
    page = await asyncio.to_thread(post.follow, no)
    assert "Is this your answer?" in page.text
    assert page.headers["cache-control"] == "no-store"
    for _ in range(2):
        page = await asyncio.to_thread(post.follow, no, "POST")
        assert "We have got your answer" in page.text
    said = (await at.inbox(2))[-1]
    assert (said.conversation, str(said.choice)) == (conversation, "helped:no")
    await all_read(at, post)
    assert len(await at.web.inbox()) == 2
    assert "We have got your answer" in (await asyncio.to_thread(post.follow, no)).text


async def test_a_link_with_a_flipped_byte_is_nobodys(at: At, post: MailVendor) -> None:
    conversation = await begin(at, post)
    await at.bot_says(conversation, "Did this help?", BUTTONS)
    await got(post)
    link = post.shown()[0]["buttons"][0]["choice"]
    for place in (-1, -8, -17, -19, -21):
        other = "3" if link[place] != "3" else "4"
        wrong = f"{link[:place]}{other}{link[place:][1:]}"
        assert (await asyncio.to_thread(post.follow, wrong, "POST")).status_code == 404, wrong
    assert len(await at.web.inbox()) == 1


async def test_a_very_long_mail_is_read_as_far_as_it_goes_and_says_so(
    at: At, post: MailVendor
) -> None:
    post.say("word " * 2000, "Long")
    said, told = await at.inbox(2)
    assert 3900 < len(said.text) <= 4000
    assert "first 4,000 characters" in told.text
    kept = at.web.services.mails.of(said.conversation)[0]
    assert len(kept.text) > 9000, "the whole of it is kept"


async def test_a_mailbox_that_lets_nobody_in_says_so_and_is_read_on_later(
    at: At, post: MailVendor
) -> None:
    mails, password = at.web.services.mails, post.imap.password
    post.imap.password = "changed meanwhile"
    await until(lambda: "does not let" in mails.problem("mail"))
    assert mails.problem("mail") == (
        f"The mail server does not let '{OWN}' in ([AUTHENTICATIONFAILED] Invalid credentials). "
        "Check the user and the password."
    )
    post.say("this came in the meantime", "New")
    post.imap.password = password
    assert [each.text for each in await at.inbox()] == ["this came in the meantime"]
    await until(lambda: not mails.problem("mail"))
    post.imap.refused.clear()
