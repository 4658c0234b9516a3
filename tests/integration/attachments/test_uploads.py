"""Files over HTTP: kept once, brought by messages, opened by whoever may and run nowhere."""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from PIL import Image

from core.answering import Reason
from core.conversations import ANONYMOUS
from store.clock import now
from store.database import Database
from store.handoffs import Opening
from tests.support.clamd import EICAR, Clamd
from tests.support.desk import at_the_desk, customer_of, say
from tests.support.pictures import PDF, SECRET_PLACE, photo, png
from tests.support.web import Web, running_web
from web.attachments import scan_what_is_held

UPLOAD = "upload-0001"


@pytest.fixture
async def web(database: Database, redis_url: str, tmp_path: Path) -> AsyncIterator[Web]:
    async with running_web(database.url, redis_url, tmp_path) as web:
        yield web


class Sender:
    """A customer's page that attaches files."""

    def __init__(self, web: Web, browser: httpx.AsyncClient) -> None:
        self.web, self.browser = web, browser
        self.conversation = web.services.conversations.start(ANONYMOUS, "web", "").id
        self.headers = customer_of(web, self.conversation)
        self.path = f"/api/conversations/{self.conversation}"

    async def upload(self, data: bytes, name: str, upload: str = UPLOAD) -> httpx.Response:
        where = f"{self.path}/attachments"
        query = {"id": upload, "name": name}
        return await self.browser.post(where, params=query, content=data, headers=self.headers)

    async def send(self, text: str, *ids: str, message: str = "message-0001") -> httpx.Response:
        files = [{"id": name, "alt": "what it shows"} for name in ids]
        body = {"id": message, "text": text, "attachments": files}
        return await self.browser.post(f"{self.path}/messages", json=body, headers=self.headers)


@pytest.fixture
async def sender(web: Web) -> AsyncIterator[Sender]:
    async with web.browser() as browser:
        yield Sender(web, browser)


async def shown(sender: Sender) -> list[dict[str, Any]]:
    """The files of the last utterance, as the customer's page is told them."""
    path = f"{sender.path}/utterances?before=1000000"
    said = (await sender.browser.get(path, headers=sender.headers)).json()["utterances"]
    found: list[dict[str, Any]] = said[-1]["content"]["attachments"]
    return found


async def test_a_photo_is_kept_bare_brought_by_its_message_and_shown_without_running_anything(
    sender: Sender,
) -> None:
    kept = (await sender.upload(photo(), "a photo.jpg")).json()
    again = (await sender.upload(photo(), "a photo.jpg")).json()
    assert kept == again  # the page had not heard the answer
    assert (kept["type"], kept["width"], kept["height"]) == ("image/jpeg", 480, 640)
    assert (await sender.send("", kept["id"])).status_code == 202
    assert (await sender.send("", kept["id"])).status_code == 202
    (message,) = await sender.web.inbox()
    (brought,) = message.attachments
    assert (message.text, brought.id, brought.alt) == ("", kept["id"], "what it shows")
    say(sender.web, sender.conversation, "", attachments=[vars(brought)])
    (told,) = await shown(sender)
    for url in (told["url"], told["preview"]):
        answer = await sender.browser.get(url)  # with no cookie and no token: a picture's address
        assert answer.headers["content-type"] == "image/jpeg"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "sandbox" in answer.headers["content-security-policy"]
        assert answer.headers["content-disposition"].startswith("inline")
        assert SECRET_PLACE not in answer.content
        with Image.open(io.BytesIO(answer.content)) as picture:
            assert picture.width < picture.height  # upright
    assert (await sender.browser.get(told["url"] + "x")).status_code == 403
    assert (await sender.browser.get(f"/api/attachments/{kept['id']}")).status_code == 403


async def test_what_is_no_picture_is_saved_and_never_opened_in_the_page(sender: Sender) -> None:
    kept = (await sender.upload(PDF, "bill.html")).json()
    assert kept["name"] == "bill.html.pdf"
    answer = await sender.browser.get(sender.web.services.file_links.of(kept["id"], now()))
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.content == PDF


@pytest.mark.parametrize(
    ("data", "status", "words"),
    [
        (b"<svg><script>alert(1)</script></svg>", 415, "SVG"),
        (b"<html><script>alert(1)</script></html>", 415, "plain text"),
        (b"MZ\x90\0", 415, "can't be sent"),
        (b"", 422, "empty"),
        (b"x" * 10_000_001, 413, "10 MB"),
    ],
)
async def test_what_cannot_be_sent_is_refused_with_what_to_do(
    sender: Sender, data: bytes, status: int, words: str
) -> None:
    answer = await sender.upload(data, "a.png")
    assert (answer.status_code, words in answer.json()["message"]) == (status, True), answer.text
    assert not list(sender.web.services.environment.var.glob("attachments/*/*"))


async def test_a_message_brings_only_its_senders_own_files_and_each_once(sender: Sender) -> None:
    kept = (await sender.upload(png(), "a.png")).json()
    stranger = Sender(sender.web, sender.browser)
    assert (await stranger.send("look", kept["id"])).status_code == 409
    answer = await sender.browser.post(
        f"{sender.path}/attachments?id={UPLOAD}", content=png(), headers=stranger.headers
    )
    assert answer.status_code == 401
    assert (await sender.send("", kept["id"])).status_code == 202
    second = await sender.send("again", kept["id"], message="message-0002")
    assert second.status_code == 409
    assert (await sender.send("", message="message-0003")).status_code == 422  # nothing at all


async def test_files_lie_where_only_we_may_look_and_go_with_their_conversation(
    sender: Sender,
) -> None:
    kept = (await sender.upload(png(), "a.png")).json()
    folder = sender.web.services.environment.var / "attachments" / sender.conversation
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {each.stat().st_mode & 0o777 for each in folder.iterdir()} == {0o600}
    sender.web.services.attachments.erase([sender.conversation])
    assert not folder.exists()
    address = sender.web.services.file_links.of(kept["id"], now())
    assert (await sender.browser.get(address)).status_code == 404


async def test_an_agents_file_reaches_the_customer_and_the_customers_the_desk(web: Web) -> None:
    async with web.browser() as browser, at_the_desk(web, "Sam Miller") as sam:
        sender = Sender(web, browser)
        theirs = (await sender.upload(photo(), "card.jpg")).json()
        found = await sam.browser.get(f"/desk/api/attachments/{theirs['id']}?as=preview")
        assert found.headers["content-type"] == "image/jpeg"
        assert (await browser.get(f"/desk/api/attachments/{theirs['id']}")).status_code == 401
        opening = Opening(Reason.ASKED, "support", "expert")
        handoff = web.services.handoffs.open(sender.conversation, opening).id
        path = f"handoffs/{handoff}/attachments"
        url = f"/desk/api/{path}?id=upload-0002&name=form.pdf"
        early = await sam.browser.post(url, content=PDF, headers=sam.headers)
        assert early.status_code == 409  # who does not hold it does not speak
        (await sam.post(f"handoffs/{handoff}/claim")).raise_for_status()
        assert (await sam.browser.post(url, content=PDF)).status_code == 403  # no page of ours
        own = (await sam.browser.post(url, content=PDF, headers=sam.headers)).json()
        reply = {"id": "reply-00001", "text": "", "attachments": [{"id": own["id"]}]}
        (await sam.post(f"handoffs/{handoff}/messages", **reply)).raise_for_status()
        said = (await web.inbox())[-1]
        assert [each.name for each in said.attachments] == ["form.pdf"]
        # What the agent has attached is not the customer's to send.
        assert (await sender.send("", own["id"])).status_code == 409


async def test_an_infected_file_is_refused_and_a_clean_one_passes(
    database: Database, redis_url: str, tmp_path: Path
) -> None:
    with Clamd() as clamd:
        async with (
            running_web(database.url, redis_url, tmp_path, scanner=clamd.address) as web,
            web.browser() as browser,
        ):
            sender = Sender(web, browser)
            answer = await sender.upload(EICAR, "invoice.txt")
            assert (answer.status_code, "Eicar" in answer.text) == (422, True)
            clean = (await sender.upload(PDF, "bill.pdf", "upload-0002")).json()
            assert clean["held"] == ""
            assert clamd.seen == [EICAR, PDF]


async def test_without_the_scanner_files_are_held_and_it_says_so_until_it_is_back(
    database: Database, redis_url: str, tmp_path: Path
) -> None:
    with Clamd() as clamd:
        address = clamd.address
    async with (
        running_web(database.url, redis_url, tmp_path, scanner=address) as web,
        web.browser() as browser,
    ):
        sender = Sender(web, browser)
        lost = (await sender.upload(png(), "a.png", "upload-0000")).json()
        good = (await sender.upload(PDF, "bill.pdf")).json()
        bad = (await sender.upload(EICAR, "note.txt", "upload-0002")).json()
        assert "virus scanner is away" in good["held"]
        files = (lost, good, bad)
        assert (await sender.send("", *(kept["id"] for kept in files))).status_code == 202
        links = [web.services.file_links.of(kept["id"], now()) for kept in files]
        waiting = await browser.get(links[1])
        assert (waiting.status_code, "checked for viruses" in waiting.text) == (409, True)
        web.services.attachments.files.delete(web.services.attachments.get(lost["id"]).key)
        with Clamd() as back:
            object.__setattr__(web.services.scanner, "_address", back.address)
            # The leader's own round, another process's and this one: at the same time.
            await asyncio.gather(*(scan_what_is_held(web.services) for _ in range(3)))
        statuses = [(await browser.get(link)).status_code for link in links]
        assert statuses == [404, 200, 410]
        assert web.services.attachments.held() == []
        problems = [web.services.attachments.get(kept["id"]).problem for kept in files]
        assert problems == ["", "", "Eicar-Signature"]
