"""A whole conversation by e-mail, on the running product: one transcript."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.stack import Stack
from tests.support.vendors.mail import MailVendor
from tests.support.waiting import wait_until


@pytest.fixture
def post(stack: Stack) -> Iterator[MailVendor]:
    with MailVendor(stack.web_url) as post:
        stack.connect(post.name, kind="email", **post.settings)
        wait_until(lambda: stack.has_looked_into(f":{post.imap.port}/"))
        yield post
        assert post.refused == []


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
    wait_until(lambda: len(post.got) >= MAILS)
    asked = [QUESTION.format(number) for number in range(MAILS)]
    assert stack.said_by_mail(post.customer) == asked, "nothing lost, nothing twice, in order"
    assert len({got.mail["Message-ID"] for got in post.got}) == MAILS
