"""A promised answer reaches who left an address, and its failure is seen."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import httpx
import pytest

from core.channels import Delivery
from core.conversations import ANONYMOUS, Author, InboxMessageKind, Utterance
from core.handoffs import FollowUpKind
from store.clock import now
from store.handoffs import Owed
from tests.support.channels import At
from tests.support.clientele import ask, populate
from tests.support.talk import Talk
from tests.support.vendors.mail import Got, MailVendor
from tests.support.waiting import until
from tests.support.web import sign_in

ANSWER = "We have found your card. It is on its way to you."


@dataclass
class Desk:
    """Sam's desk, with one promise to keep."""

    at: At
    browser: httpx.AsyncClient
    token: str
    conversation: str
    follow_up: int

    async def answer(self, text: str = ANSWER, name: str = "answer-1") -> httpx.Response:
        return await self.browser.post(
            f"/desk/api/follow-ups/{self.follow_up}/answer",
            json={"id": name, "text": text},
            headers={"X-CSRF-Token": self.token},
        )

    async def lists(self) -> dict[str, Any]:
        return dict((await self.browser.get("/desk/api/follow-ups")).json())

    async def record(self) -> None:
        """What the bot and the recorder do with what agents say, once each."""
        for message in await self.at.web.inbox():
            if message.kind is InboxMessageKind.AGENT:
                said = Utterance(
                    message.id,
                    message.conversation,
                    Author.AGENT,
                    message.text,
                    now(),
                    message=message.id,
                    agent=message.agent,
                    agent_name=message.agent_name,
                )
                await asyncio.to_thread(self.at.web.services.transcripts.add, [said])


async def open_desk(at: At, browser: httpx.AsyncClient, contact: str) -> Desk:
    token = await sign_in(browser, "sam@tern.example")
    chat = at.web.services.conversations.start(ANONYMOUS, "web", "")
    due = now() + timedelta(hours=4)
    promised = Owed(chat.id, FollowUpKind.PROMISED, due, words="where is my card?", contact=contact)
    owed = at.web.services.follow_ups.open(promised)
    return Desk(at, browser, token, chat.id, owed.id)


@pytest.fixture
async def browser(at: At) -> AsyncIterator[httpx.AsyncClient]:
    at.web.add_staff("Sam Smith")
    async with at.web.browser() as browser:
        yield browser


@pytest.fixture
async def desk(at: At, browser: httpx.AsyncClient, post: MailVendor) -> Desk:
    return await open_desk(at, browser, post.customer)


async def sent(desk: Desk, post: MailVendor) -> Got:
    assert (await desk.answer()).status_code == 200
    await desk.record()
    await until(lambda: bool(post.got_by()))

    async def done() -> bool:
        return not (await desk.lists())["open"]

    await until(done)
    return post.got_by()[0]


async def test_it_is_sent_said_once_and_done_when_it_is_sent(desk: Desk, post: MailVendor) -> None:
    """Field bug: an answer that was promised by e-mail was never sent."""
    answered = (await desk.answer()).json()
    assert answered["mine"]
    assert [each["state"] for each in answered["answers"]] == ["queued"]
    assert answered["done_at"] is None, "nothing has been sent yet"
    await desk.answer()  # the same again, after a broken connection
    got = await sent(desk, post)
    assert ANSWER in got.plain
    assert got.mail["Auto-Submitted"] is None, "a person wrote it"
    (done,) = (await desk.lists())["done"]
    assert done["outcome"] == f"Answered by e-mail: {ANSWER}"
    assert [each["state"] for each in done["answers"]] == ["sent"]
    assert len(post.got) == 1
    again = await desk.answer("one more", "answer-2")
    assert (again.status_code, again.json()["error"]) == (409, "FollowUpOver")


async def test_the_customers_answer_comes_back_into_the_conversation(
    desk: Desk, post: MailVendor, at: At
) -> None:
    await sent(desk, post)
    post.say("thank you, it has come")
    said = (await at.inbox(2))[-1]
    assert (said.conversation, said.text) == (desk.conversation, "thank you, it has come")
    await at.bot_says(desk.conversation, "I am glad.")
    await until(lambda: len(post.got_by()) == 2)
    context = await desk.browser.get(f"/desk/api/conversations/{desk.conversation}")
    assert all(each["alone"] for each in context.json()["deliveries"])


async def test_one_that_comes_back_is_owed_again_and_says_why(desk: Desk, post: MailVendor) -> None:
    got = await sent(desk, post)
    post.bounce(got, "5.2.2")

    async def owed_again() -> bool:
        return bool((await desk.lists())["open"])

    await until(owed_again)
    (owed,) = (await desk.lists())["open"]
    (failed,) = owed["answers"]
    assert (failed["state"], owed["done_by"]) == (Delivery.FAILED.value, "")
    assert failed["reason"].startswith("The mailbox is full.")


async def test_a_refused_address_stays_owed(desk: Desk, post: MailVendor) -> None:
    post.nobody.add(post.customer)
    await desk.answer()
    await desk.record()

    async def failed() -> bool:
        (owed,) = (await desk.lists())["open"]
        return bool(owed["answers"][0]["state"] == "failed")

    await until(failed)


async def test_without_a_mailbox_the_desk_says_so(at: At, browser: httpx.AsyncClient) -> None:
    desk = await open_desk(at, browser, "ana@customer.example")
    answer = await desk.answer()
    assert (answer.status_code, answer.json()["error"]) == (409, "NoMailbox")
    (owed,) = (await desk.lists())["open"]
    assert "No mailbox is connected" in owed["no_mail"]
    assert owed["owner"] == "", "it was not taken for nothing"


async def test_who_left_a_phone_number_gets_no_mail(
    at: At, browser: httpx.AsyncClient, post: MailVendor
) -> None:
    desk = await open_desk(at, browser, "+44 20 7946 0958")
    answer = await desk.answer()
    assert (answer.status_code, answer.json()["error"]) == (409, "NoAddress")
    (owed,) = (await desk.lists())["open"]
    assert owed["no_mail"] is None


async def test_who_left_an_address_of_somebody_else_is_not_taken_for_them(
    desk: Desk, post: MailVendor, at: At
) -> None:
    """Field bug: people were put together by an address that one of them had typed."""
    post.say("how do I change my PIN?", "PIN")
    own = (await at.inbox())[0].conversation
    await desk.answer()
    await desk.record()
    await until(lambda: bool(post.got_by()))
    people = await asyncio.to_thread(at.web.services.identities.of, [own, desk.conversation])
    assert set(people) == {own}, "only who answers the mail takes part"


async def test_an_answer_also_tells_what_usually_comes_next(
    at: At, browser: httpx.AsyncClient, post: MailVendor
) -> None:
    populate(at.web.services.database)
    desk = await open_desk(at, browser, post.customer)
    ask(Talk(at.web.services.database, desk.conversation), "card_arrival")
    path = f"/desk/api/follow-ups/{desk.follow_up}"
    found = (await browser.get(f"{path}/usual-next")).json()["articles"]
    assert [each["slug"] for each in found] == ["activate_my_card"]
    told = f"{ANSWER}\n\n{found[0]['title']}: {found[0]['short']}"
    body = {"id": "answer-1", "text": told, "told": ["activate_my_card"]}
    headers = {"X-CSRF-Token": desk.token}
    assert (await browser.post(f"{path}/answer", json=body, headers=headers)).status_code == 200
    await desk.record()
    await until(lambda: bool(post.got_by()))
    assert found[0]["title"] in post.got_by()[0].plain

    def by_agents() -> int:
        pair = ("card_arrival", "activate_my_card")
        since = now() - timedelta(days=1)
        return at.web.services.next_figures.pairs([pair], since, None)[pair].by_agents

    await until(lambda: by_agents() == 1)
    post.bounce(post.got_by()[0], "5.1.1")
    await until(lambda: by_agents() == 0)
