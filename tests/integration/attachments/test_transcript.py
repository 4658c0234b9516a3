"""A conversation to keep: as text, as a page, by e-mail, and only for who may read it."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from core.channels import CAPABILITIES, Kind
from core.conversations import ANONYMOUS, Author
from launch.paths import HOME
from store.audit import read_audit
from store.database import Database
from tests.support.desk import at_the_desk, customer_of, say
from tests.support.web import Web, running_web

PHOTO = {"id": "a", "name": "card.jpg", "type": "image/jpeg", "size": 3, "alt": "my broken card"}


@pytest.fixture
async def web(database: Database, redis_url: str, tmp_path: Path) -> AsyncIterator[Web]:
    async with running_web(database.url, redis_url, tmp_path) as web:
        yield web


def spoken(web: Web) -> str:
    conversation = web.services.conversations.start(ANONYMOUS, "web", "").id
    say(web, conversation, "my card <b>broke</b>", attachments=[PHOTO])
    say(web, conversation, "I am sorry to hear that.", Author.BOT)
    return conversation


async def test_a_customer_keeps_all_that_was_said_as_text_and_as_a_page(web: Web) -> None:
    conversation = spoken(web)
    path, headers = f"/api/conversations/{conversation}/transcript", customer_of(web, conversation)
    async with web.browser() as browser:
        text = await browser.get(path, headers=headers)
        page = await browser.get(f"{path}?as=page", headers=headers)
        assert (await browser.get(path)).status_code == 401
    assert 'filename="conversation.txt"' in text.headers["content-disposition"]
    assert "You:\nmy card <b>broke</b>\nPicture: my broken card" in text.text
    assert f"{web.services.settings.widget.assistant}:\nI am sorry to hear that." in text.text
    assert "my card &lt;b&gt;broke&lt;/b&gt;" in page.text
    assert "sandbox" in page.headers["content-security-policy"]


async def test_an_agent_keeps_any_conversation_as_a_file(web: Web) -> None:
    conversation = spoken(web)
    async with at_the_desk(web, "Sam Miller") as sam:
        found = await sam.browser.get(f"/desk/api/conversations/{conversation}/transcript?as=page")
        assert "I am sorry to hear that." in found.text
        assert (await sam.browser.get("/desk/api/conversations/no/transcript")).status_code == 404


async def test_without_a_mailbox_it_says_to_save_a_file_and_an_odd_address_is_refused(
    web: Web,
) -> None:
    conversation = spoken(web)
    path, headers = f"/api/conversations/{conversation}/transcript", customer_of(web, conversation)
    async with web.browser() as browser:
        asked = {"id": "request-0001", "to": "ada@example.com"}
        answer = await browser.post(path, json=asked, headers=headers)
        assert (answer.status_code, "Save it as a file" in answer.text) == (409, True)
        for odd in ("", "ada", "ada@", "write to ada@example.com please", 7):
            body = {"id": "request-0001", "to": odd}
            assert (await browser.post(path, json=body, headers=headers)).status_code == 422


async def test_by_mail_it_goes_out_once_for_each_request_and_not_without_end(
    database: Database, redis_url: str, tmp_path: Path
) -> None:
    settings = shutil.copytree(HOME / "settings", tmp_path / "settings")
    (settings / "connections.yml").write_text(MAILBOX)
    secrets = {"EFFIE_MAIL_TOKEN": "p", "EFFIE_MAIL_SECRET": "a secret for tests, long enough"}
    async with (
        running_web(
            database.url, redis_url, tmp_path, settings=settings, connection_secrets=secrets
        ) as web,
        web.browser() as browser,
    ):
        conversation = spoken(web)
        path = f"/api/conversations/{conversation}/transcript"
        headers = customer_of(web, conversation)
        assert (await browser.get("/api/widget")).json()["mails"] is True
        for request in ("request-0001", "request-0001", "request-0002"):
            body = {"id": request, "to": " ada@example.com "}
            answer = await browser.post(path, json=body, headers=headers)
            assert (answer.status_code, answer.json()) == (202, {"to": "ada@example.com"})
        body = {"id": "request-0003", "to": "ada@example.com"}
        assert (await browser.post(path, json=body, headers=headers)).status_code == 429
        posted = [each for n in range(1, 9) if (each := web.services.outbox.get(n)) is not None]
        assert [each.recipient for each in posted] == ["ada@example.com"] * 2
        words = posted[0].message.words.text
        assert "my card <b>broke</b>" in words
        assert len(words) < CAPABILITIES[Kind.EMAIL].longest


async def test_an_agent_sends_the_customer_the_conversation_once_for_each_request(
    database: Database, redis_url: str, tmp_path: Path
) -> None:
    settings = shutil.copytree(HOME / "settings", tmp_path / "settings")
    (settings / "connections.yml").write_text(MAILBOX)
    secrets = {"EFFIE_MAIL_TOKEN": "p", "EFFIE_MAIL_SECRET": "a secret for tests, long enough"}
    async with (
        running_web(
            database.url, redis_url, tmp_path, settings=settings, connection_secrets=secrets
        ) as web,
        at_the_desk(web, "Sam Miller") as sam,
    ):
        conversation = spoken(web)
        assert (await sam.get(f"conversations/{conversation}"))["mails_to"] == ""
        path = f"conversations/{conversation}/transcript"
        for request in ("request-0001", "request-0001", "request-0002"):
            answer = await sam.post(path, id=request, to="ada@example.com")
            assert (answer.status_code, answer.json()) == (202, {"to": "ada@example.com"})
        assert (await sam.post(path, id="request-0003", to="ada")).status_code == 422
        posted = [each for n in range(1, 9) if (each := web.services.outbox.get(n)) is not None]
        assert [each.recipient for each in posted] == ["ada@example.com"] * 2
        told = {(line.who, line.detail) for line in read_audit(database, conversation)}
        assert told == {("sam@tern.example", "ada@example.com")}


async def test_without_a_mailbox_an_agent_is_told_to_save_a_file(web: Web) -> None:
    conversation = spoken(web)
    async with at_the_desk(web, "Sam Miller") as sam:
        assert (await sam.get(f"conversations/{conversation}"))["mails_to"] is None
        asked = {"id": "request-0001", "to": "ada@example.com"}
        refused = await sam.post(f"conversations/{conversation}/transcript", **asked)
        assert (refused.status_code, "Save it as a file" in refused.text) == (409, True)


MAILBOX = """
connections:
  mail:
    kind: email
    label: E-mail
    account: help@tern.example
    imap: {host: 127.0.0.1}
    smtp: {host: 127.0.0.1}
"""
