"""A whole conversation by e-mail, on the running product: one transcript."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.conversations.test_channels import said_by
from tests.support.agent import Agent
from tests.support.stack import Stack
from tests.support.vendors.mail import Got, MailVendor
from tests.support.waiting import wait_until


@pytest.fixture
def post(stack: Stack) -> Iterator[MailVendor]:
    with MailVendor(stack.web_url) as post:
        stack.connect(post.name, kind="email", **post.settings)
        wait_until(lambda: stack.has_looked_into(f":{post.imap.port}/"))
        yield post
        assert post.refused == []


def wait_for(post: MailVendor, part: str) -> Got:
    wait_until(lambda: any(part in got.plain for got in list(post.got)))
    return next(got for got in reversed(post.got) if part in got.plain)


def test_a_whole_conversation_by_e_mail_is_one_transcript(stack: Stack, post: MailVendor) -> None:
    sam = Agent(stack.web_url, "sam@tern.example", stack.demo_password)
    post.say("how do i change the pin of my card?", "My card")
    answer = wait_for(post, "Did this help?")
    assert "Change your card's PIN" in answer.plain
    second = next(label for label, number in answer.choices.items() if number == 2)
    post.deliver(post.answer(answer, "2"))
    wait_until(lambda: len(post.got) > 1)

    post.say("I need to speak with somebody about a tractor loan")
    wait_for(post, "colleague")
    handoff = max(sam.queue(), key=lambda each: each["opened_at"])
    sam.claim(handoff["conversation"])
    sam.reply(handoff["id"], "I have asked her. We look it up.")
    post.deliver(post.answer(wait_for(post, "We look it up."), "Yes"))
    wait_until(lambda: said_by(sam, handoff["id"], "customer")[-1]["text"] == "Yes")

    sam.move(handoff["id"], "resolve").raise_for_status()
    effort = wait_for(post, "How much effort")
    page = post.follow(post.link(effort, "2 – low"))
    assert "Is this your answer?" in page.text
    assert post.follow(post.link(effort, "2 – low"), "POST").status_code == 200
    conversation = handoff["conversation"]
    wait_until(lambda: stack.survey(conversation) is not None)
    wait_until(lambda: stack.survey(conversation).score == 2)  # type: ignore[union-attr]
    # The score and the words are written down by two processes.
    wait_until(lambda: said_by(sam, handoff["id"], "customer")[-1]["text"] == "2 – low")
    assert [each["text"] for each in said_by(sam, handoff["id"], "customer")] == [
        "how do i change the pin of my card?",
        second,
        "I need to speak with somebody about a tractor loan",
        "Yes",
        "2 – low",
    ]


MAILS = 8
QUESTION = "how do i change the pin of card {}?"


def test_what_is_fetched_when_the_web_process_is_killed_is_said_once(
    stack: Stack, post: MailVendor
) -> None:
    """Between the fetching of a mail and its keeping, twice."""
    deadly = {2, 5}

    def kill(uid: int) -> None:
        if uid in deadly:
            deadly.remove(uid)
            stack.kill("web")

    post.imap.after_fetch = kill
    for number in range(MAILS):
        post.say(QUESTION.format(number), f"Card {number}")
        fetched = number + 1
        wait_until(lambda fetched=fetched: fetched in post.imap.fetched)
    assert not deadly
    wait_until(lambda: len(_answered(post)) >= MAILS)
    asked = [QUESTION.format(number) for number in range(MAILS)]
    assert stack.said_by_mail(post.customer) == asked, "nothing lost, nothing twice, in order"
    assert len(_answered(post)) == MAILS


def _answered(post: MailVendor) -> set[str]:
    """Ids of the answers: one that was on its way to be sent when the process died goes again.

    The thanks of an earlier conversation may come in between.
    """
    answers = [got.mail for got in list(post.got) if got.mail["Subject"].startswith("Re: Card ")]
    return {str(mail["Message-ID"]) for mail in answers}
