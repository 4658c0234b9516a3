"""The demo's phone: a messenger of our own, spoken with as with Telegram."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from core.channels import Delivery
from core.conversations import Author
from core.environment import read_environment
from launch.paths import HOME
from store.database import Database
from tests.support.channels import At
from tests.support.pictures import PDF, photo
from tests.support.waiting import PATIENCE, until
from tests.support.web import running_web

SECRETS = {"EFFIE_SECRET": "s" * 32, "EFFIE_IDENTITY_SECRET": "i" * 32}


@pytest.fixture
async def at(database: Database, redis_url: str, tmp_path: Path) -> AsyncIterator[At]:
    folder = Path(shutil.copytree(HOME / "settings", tmp_path / "settings"))
    async with running_web(
        database.url, redis_url, tmp_path, settings=folder, demo=True, demo_phone=True
    ) as web:
        yield At(web, folder)


@pytest.fixture
async def phone(at: At) -> AsyncIterator[httpx.AsyncClient]:
    place = f"{at.web.url}/demo/phone"
    async with httpx.AsyncClient(base_url=place, timeout=PATIENCE, trust_env=False) as client:
        chat = (await client.post("/chats")).json()["chat"]
        client.base_url = httpx.URL(f"{place}/chats/{chat}/")
        yield client


async def bubbles(phone: httpx.AsyncClient) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await phone.get("")).json()["bubbles"]
    return found


async def test_a_chat_goes_both_ways_with_its_buttons(at: At, phone: httpx.AsyncClient) -> None:
    early = await phone.post("messages", json={"text": "hello"})
    assert (early.status_code, early.json()["message"]) == (422, "Press START first.")
    for text in ("/start", "how do I change my PIN?"):
        assert (await phone.post("messages", json={"text": text})).status_code == 204
    (_, question) = await at.inbox(2)
    assert question.text == "how do I change my PIN?"
    assert question.channel == "phone"
    await at.bot_says(question.conversation, "**Here** it is.", [("Thanks", "helped:yes")])
    await at.outbox(question.conversation, Delivery.SENT)
    (*_, answer) = await bubbles(phone)
    assert (answer["text"], answer["buttons"]) == ("Here it is.", [["Thanks"]])
    assert [each["type"] for each in answer["entities"]] == ["bold"]
    tapped = {"bubble": answer["id"], "row": 0, "place": 0}
    assert (await phone.post("taps", json=tapped)).status_code == 204
    assert str((await at.inbox(3))[-1].choice) == "helped:yes"
    assert [each["text"] for each in await bubbles(phone) if each["mine"]][-1] == "Thanks"


async def test_a_link_with_a_code_is_sent_as_telegram_sends_it(
    at: At, phone: httpx.AsyncClient
) -> None:
    assert (await phone.post("messages", json={"text": "/start 7KQ3M9XD"})).status_code == 204
    assert [each["text"] for each in await bubbles(phone)] == ["/start"]
    await until(lambda: bool(at.web.services.identities.lately("phone", 1)))


async def test_what_is_no_button_and_no_bot_is_refused(at: At, phone: httpx.AsyncClient) -> None:
    await phone.post("messages", json={"text": "/start"})
    for odd in ({}, {"bubble": 1, "row": 9, "place": 0}, {"bubble": "x", "row": [], "place": None}):
        assert (await phone.post("taps", json=odd)).status_code == 404
    async with httpx.AsyncClient(base_url=at.web.url, timeout=PATIENCE, trust_env=False) as vendor:
        forged = await vendor.post("/demo/telegram/botguessed/sendMessage", json={"chat_id": "1"})
        assert forged.status_code == 401


@pytest.mark.parametrize("given", [{}, {"EFFIE_DEMO": "1"}, {"EFFIE_DEMO_PHONE": "1"}])
def test_it_is_never_part_of_a_start_that_did_not_ask_for_both(given: dict[str, str]) -> None:
    assert not read_environment({**SECRETS, **given}, HOME).demo_phone


async def test_without_it_there_is_neither_a_page_nor_a_connection(
    database: Database, redis_url: str, tmp_path: Path
) -> None:
    async with running_web(database.url, redis_url, tmp_path, demo=True) as web:
        assert list(web.services.settings.connections) == []
        async with httpx.AsyncClient(base_url=web.url, timeout=PATIENCE, trust_env=False) as client:
            assert (await client.get("/demo/phone/")).status_code == 404
            assert (await client.post("/demo/telegram/bot1/sendMessage")).status_code == 404


async def test_a_file_of_an_agents_is_shown_on_the_phone(at: At, phone: httpx.AsyncClient) -> None:
    assert (await phone.post("messages", json={"text": "/start"})).status_code == 204
    (begun,) = await at.inbox()
    for name, data in (("map.jpg", photo()), ("form.pdf", PDF)):
        file = await at.file(begun.conversation, name, data)
        await at.bot_says(begun.conversation, "", author=Author.AGENT, files=[file])

    async def both_came() -> bool:
        return len([each for each in await bubbles(phone) if each["file"]]) == 2

    await until(both_came)
    picture, document = (await bubbles(phone))[-2:]
    assert picture["file"] == {"name": "map.jpg", "type": "image/jpeg"}
    got = await phone.get(f"files/{document['id']}")
    assert (got.content, got.headers["content-type"]) == (PDF, "application/pdf")
    assert got.headers["content-disposition"].startswith("attachment;")
    assert (await phone.get("files/999999")).status_code == 404


async def test_a_file_sent_from_the_phone_comes_in_as_one_of_telegrams_does(
    at: At, phone: httpx.AsyncClient
) -> None:
    picture = {"params": {"name": "card.jpg"}, "headers": {"content-type": "image/jpeg"}}
    early = await phone.post("files", content=photo(), **picture)
    assert (early.status_code, early.json()["message"]) == (422, "Press START first.")
    assert (await phone.post("messages", json={"text": "/start"})).status_code == 204
    assert (await phone.post("files", content=b"", **picture)).status_code == 422
    assert (await phone.post("files", content=photo(), **picture)).status_code == 204
    form = {"params": {"name": "form.pdf"}, "headers": {"content-type": "application/pdf"}}
    assert (await phone.post("files", content=PDF, **form)).status_code == 204
    _, first, second = await at.inbox(3)
    (card,), (paper,) = first.attachments, second.attachments
    assert (card.type, paper.name, paper.type) == ("image/jpeg", "form.pdf", "application/pdf")
    mine = [each for each in await bubbles(phone) if each["file"]]
    assert [each["mine"] for each in mine] == [True, True]
    async with httpx.AsyncClient(base_url=at.web.url, timeout=PATIENCE, trust_env=False) as vendor:
        guessed = await vendor.get(f"/demo/telegram/file/bot1:guessed/files/{mine[0]['id']}")
        assert guessed.status_code == 404
