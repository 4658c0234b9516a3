"""What must not be kept is masked where it enters, whoever types it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from core.answering import Reason
from core.conversations import InboxMessageKind
from store.database import Database
from store.handoffs import Opening
from tests.support.desk import PRIYA, at_the_desk, say
from tests.support.web import Web, running_web

TYPED = "my card 4111 1111 1111 1111, cvv 123, was declined"
KEPT = "my card [card number ending 1111], cvv [security code], was declined"


@pytest.fixture
async def web(database: Database, redis_url: str, tmp_path: Path) -> AsyncIterator[Web]:
    async with running_web(database.url, redis_url, tmp_path) as web:
        yield web


async def test_a_customers_card_number_is_gone_before_anything_is_kept_and_they_are_told(
    web: Web,
) -> None:
    async with web.browser() as browser:
        begun = (await browser.post("/api/conversations", json={})).json()
        path = f"/api/conversations/{begun['conversation']}/messages"
        headers = {"Authorization": f"Bearer {begun['token']}"}
        for _ in range(2):  # the page did not hear the answer and sends again
            body = {"id": "message-0001", "text": TYPED}
            answer = await browser.post(path, json=body, headers=headers)
            assert answer.json() == {"id": "message-0001"}
    said, notice = await web.inbox()
    assert (said.kind, said.text) == (InboxMessageKind.CUSTOMER, KEPT)
    assert notice.kind is InboxMessageKind.NOTICE
    assert notice.text == web.services.settings.privacy.notice
    stored = [await web.services.redis.dump(key) for key in await web.services.redis.keys("*")]
    assert not any(b"4111 1111" in each for each in stored)


async def test_what_an_agent_writes_to_a_customer_or_a_colleague_is_masked_too(web: Web) -> None:
    conversation = web.services.conversations.start(PRIYA, "web", "").id
    say(web, conversation, "where is my card")
    handoff = web.services.handoffs.open(
        conversation, Opening(Reason.NOTHING_FITS, "support", "expert")
    )
    async with at_the_desk(web, "Sam Whitaker") as sam:
        await sam.post(f"handoffs/{handoff.id}/claim")
        await sam.post(f"handoffs/{handoff.id}/messages", id="reply-0001", text=TYPED)
        await sam.post(f"conversations/{conversation}/notes", id="note-0001", text=TYPED)
        ending = {"outcome": "unsolved", "note": TYPED}
        assert (await sam.post(f"handoffs/{handoff.id}/resolve", **ending)).is_success
    replies = [each.text for each in await web.inbox() if each.kind is InboxMessageKind.AGENT]
    assert replies == [KEPT]
    notes = web.services.notes.of(conversation)
    assert [note.text for note in notes] == [KEPT, KEPT]
