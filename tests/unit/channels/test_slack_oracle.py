"""Slack's own library: it signs what we take, and takes what we lay out."""

from __future__ import annotations

import json
import time
from datetime import datetime, timezone
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from slack_sdk.models.blocks import ActionsBlock, ButtonElement, PlainTextObject, SectionBlock
from slack_sdk.signature import SignatureVerifier

from core.channels import (
    CAPABILITIES,
    Connection,
    Delivery,
    Forged,
    Kind,
    Said,
    SecretName,
    Styled,
    lay_out,
)
from core.conversations import article_button
from store.channels import Mails, Posted
from store.database import Database
from tests.support.vendors.slack import SECRET, TEAM, wrong_with
from web.channels.adapter import Account, Received
from web.channels.slack import Slack

NOT_ASKED = Database("sqlite://")  # e-mail alone reads mails
CONNECTION = Connection("slack", Kind.SLACK, "Slack", "https://slack.example", TEAM)
TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=400)


def account(client: httpx.AsyncClient) -> Account:
    return Account(CONNECTION, dict.fromkeys(SecretName, SECRET), client, Mails(NOT_ASKED))


@given(TEXTS, st.integers(-200, 200))
def test_what_the_library_signs_is_taken_and_a_changed_byte_is_not(text: str, by: int) -> None:
    body = text.encode()
    at = str(int(time.time()) + by)
    signature = SignatureVerifier(SECRET).generate_signature(timestamp=at, body=body)
    headers = {"x-slack-request-timestamp": at, "x-slack-signature": signature or ""}
    ours = account(httpx.AsyncClient())
    Slack().check(ours, Received(headers, body, {}))
    with pytest.raises(Forged):
        Slack().check(ours, Received(headers, body + b" ", {}))


async def sent(text: str, titles: list[str]) -> list[Any]:
    bodies: list[Any] = []

    def answer(request: httpx.Request) -> httpx.Response:
        bodies.append(json.loads(request.content))
        return httpx.Response(200, json={"ok": True, "channel": "D1", "ts": "1.1"})

    buttons = tuple(article_button(f"way_{n}", title) for n, title in enumerate(titles))
    at = datetime.now(timezone.utc)
    async with httpx.AsyncClient(transport=httpx.MockTransport(answer)) as client:
        for message in lay_out([Said(1, Styled(text), buttons)], CAPABILITIES[Kind.SLACK]):
            row = Posted(7, "slack", "U1", "c", message, Delivery.QUEUED, "", 0, at)
            await Slack().send(account(client), row)
    return bodies


@given(TEXTS, st.lists(TEXTS.map(lambda text: text[:90]), max_size=27))
def test_the_library_finds_nothing_wrong_with_what_we_lay_out(text: str, titles: list[str]) -> None:
    import asyncio

    for body in asyncio.run(sent(text * 12, [title for title in titles if title.strip()])):
        assert wrong_with(body) == ""
        for block in body.get("blocks", []):
            kind = ActionsBlock if block["type"] == "actions" else SectionBlock
            kind(**{name: value for name, value in block.items() if name != "type"}).validate_json()


async def test_a_button_is_as_the_library_writes_it() -> None:
    (body,) = await sent("Well?", ["Yes & no"])
    label = PlainTextObject(text="Yes & no", emoji=False)
    button = ButtonElement(text=label, action_id="b.7.0", value="b.7.0")
    section = SectionBlock(text={"type": "mrkdwn", "text": "Well?"})
    blocks = [section, ActionsBlock(elements=[button])]
    assert body["blocks"] == [block.to_dict() for block in blocks]
