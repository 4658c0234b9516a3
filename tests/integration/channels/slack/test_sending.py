"""Slack: what it takes, what a tap means, and what it refuses."""

from __future__ import annotations

import pytest

from core.channels import Delivery
from tests.support.channels import At, beside
from tests.support.vendors.slack import SlackVendor
from tests.support.vendors.vendor import Answer, Fault
from tests.support.waiting import until


def error(name: str, status: int = 200) -> Answer:
    return Answer(status, {"ok": False, "error": name})


@pytest.mark.parametrize("many", [1, 8, 25, 26])
async def test_buttons_are_buttons_or_numbers_and_each_way_of_answering_means_the_same(
    at: At, vendor: SlackVendor, conversation: str, many: int
) -> None:
    """Field bug: too many buttons, or a label beyond 75 characters, and nobody got the message."""
    long = "Which way is the very best one to do it, if one has the time & <patience> for it all?"
    titles = [f"Way {place}" for place in range(many - 1)] + [long]
    await at.bot_says(
        conversation, "Which?", [(title, f"article:way_{n}") for n, title in enumerate(titles)]
    )
    (message,) = await at.shown(vendor)
    labels = [each["label"] for each in message["buttons"]]
    assert len(labels) == (0 if many > 25 else many)
    if labels:
        assert labels[-1] == long[:74].rstrip() + "…"
        await beside(vendor.tap, labels[-1])
    else:
        assert f"{many}. {long}" in message["text"]
        await beside(vendor.say, str(many))
    said = (await at.inbox(2))[-1]
    assert (said.text, str(said.choice)) == (long, f"article:way_{many - 1}")
    assert vendor.refused == []


async def test_a_second_tap_means_nothing_more_and_nobody_elses_does(
    at: At, vendor: SlackVendor, conversation: str
) -> None:
    await at.bot_says(conversation, "Helped?", [("Yes", "helped:yes"), ("No", "helped:no")])
    await at.shown(vendor)
    for label in ("Yes", "Yes", "No"):
        await beside(vendor.tap, label)
    assert [each.text for each in await at.inbox(3)] == ["hello", "Yes", "No"]
    await beside(vendor.tap, "Yes", "U0OTHER")
    (*_, told) = await at.inbox(4)
    assert "not known here" in told.text
    assert told.conversation != conversation


@pytest.mark.parametrize(
    "text",
    ["<!channel> & <@U1> **bold** <#C1|x>", "& <b> " * 1500, "é😀 & " * 1400],
)
async def test_nothing_that_is_said_becomes_a_mark_of_slacks_and_long_words_arrive_whole(
    at: At, vendor: SlackVendor, conversation: str, text: str
) -> None:
    """Field bug: a sign with a meaning broke the message; it was too long once it was escaped."""
    await at.bot_says(conversation, text, [("Yes", "helped:yes")])
    await at.outbox(conversation, Delivery.SENT)
    whole = "".join(message["text"] for message in vendor.shown())
    assert whole.replace(" ", "").replace("*", "") == text.replace(" ", "").replace("*", "")
    assert vendor.refused == []


BUSY = Answer(429, {"ok": False, "error": "ratelimited"}, {"Retry-After": "1"})


@pytest.mark.parametrize("answer", [BUSY, error("internal_error"), Answer(500, {})])
async def test_a_channel_that_takes_no_more_for_the_moment_gets_it_later_and_others_at_once(
    at: At, vendor: SlackVendor, conversation: str, answer: Answer
) -> None:
    other = "U0OTHER"
    await beside(vendor.say, "me too", other)
    theirs = (await at.inbox(2))[-1].conversation
    vendor.faults.append(Fault(answer, of="chat.postMessage"))
    await at.bot_says(conversation, "one")
    await until(lambda: any(p.attempts for p in at.web.services.outbox.of(conversation)))
    await at.bot_says(theirs, "for the other")
    await at.bot_says(conversation, "two")
    await at.outbox(theirs, Delivery.SENT)
    first, second = await at.outbox(conversation, Delivery.SENT)
    assert (first.attempts, second.attempts) == (2, 1)
    mine = [each["text"] for each in vendor.shown() if each["to"] == vendor.customer]
    assert mine == ["one", "two"], "what was refused for the moment comes first, and once"
    assert vendor.refused == []


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("token_revoked", "does not take EFFIE_SLACK_TOKEN"),
        ("missing_scope", "Give it chat:write"),
        ("messages_tab_disabled", "Messages tab"),
    ],
)
async def test_what_is_wrong_with_the_app_holds_messages_back_and_admins_are_told(
    at: At, vendor: SlackVendor, conversation: str, name: str, told: str
) -> None:
    wrong = Fault(error(name), of="chat.postMessage")
    vendor.faults.extend([wrong] * 4)  # for as long as we look
    await at.bot_says(conversation, "one")
    waiting = at.web.services.overviews.of
    await until(lambda: any(told in each.words for each in waiting("slack").waiting))


async def test_who_has_left_cannot_be_reached(
    at: At, vendor: SlackVendor, conversation: str
) -> None:
    vendor.gone.add(vendor.customer)
    await at.bot_says(conversation, "one")
    (failed,) = await at.outbox(conversation, Delivery.FAILED)
    assert "have left" in failed.reason
    person = at.web.services.identities.get("slack", vendor.customer)
    assert person is not None
    assert person.unreachable_at is not None


async def test_what_slack_refuses_has_failed_and_says_why(
    at: At, vendor: SlackVendor, conversation: str
) -> None:
    vendor.faults.append(Fault(error("msg_blocks_too_long"), of="chat.postMessage"))
    await at.bot_says(conversation, "one")
    (failed,) = await at.outbox(conversation, Delivery.FAILED)
    assert "msg_blocks_too_long" in failed.reason
