"""WhatsApp as another library speaks it: what it sends and reads is what we send and read."""

from __future__ import annotations

import json
from datetime import datetime, timezone
from typing import Any

import httpx
import pytest
from pywa import WhatsApp, types
from pywa.utils import webhook_updates_validator

from core.channels import (
    CAPABILITIES,
    Connection,
    Delivery,
    Kind,
    Mark,
    Said,
    SecretName,
    Style,
    Styled,
    What,
    lay_out,
    mark_of,
)
from core.conversations import article_button
from store.channels import Mails, Posted
from store.database import Database
from tests.support.vendors.meta import SECRET, sign
from tests.support.vendors.whatsapp import NUMBER_ID, WhatsAppVendor
from web.channels.adapter import Account
from web.channels.meta import WhatsApp as Ours
from web.channels.meta.whatsapp_reading import arrivals_of

USER = "US.13491208655302741918"
NOT_ASKED = Database("sqlite://")  # e-mail alone reads mails
CONNECTION = Connection("whatsapp", Kind.WHATSAPP, "WhatsApp", "https://graph.example", NUMBER_ID)


@pytest.fixture
def vendor() -> WhatsAppVendor:
    """Only what it would deliver; it is not started."""
    return WhatsAppVendor("http://127.0.0.1:1")


class Overheard:
    """A way to the vendor that remembers what was sent."""

    def __init__(self) -> None:
        self.bodies: list[Any] = []
        self.paths: list[str] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.bodies.append(json.loads(request.content))
        self.paths.append("/".join(request.url.path.split("/")[-2:]))  # after the version
        contact = {"input": "1", "wa_id": "4915550001"}
        answer = {"messaging_product": "whatsapp", "contacts": [contact]}
        return httpx.Response(200, json={**answer, "messages": [{"id": "wamid.1"}]})


def posted(text: Styled, titles: list[str], to: str) -> Posted:
    buttons = tuple(article_button(f"way_{n}", title) for n, title in enumerate(titles))
    (message,) = lay_out([Said(1, text, buttons)], CAPABILITIES[Kind.WHATSAPP])
    at = datetime.now(timezone.utc)
    return Posted(7, "whatsapp", to, "c", message, Delivery.QUEUED, "", 0, at)


async def ours(message: Posted) -> tuple[str, Any]:
    heard = Overheard()
    secrets = dict.fromkeys(SecretName, "secret")
    async with httpx.AsyncClient(transport=httpx.MockTransport(heard)) as client:
        await Ours().send(Account(CONNECTION, secrets, client, Mails(NOT_ASKED)), message)
    return heard.paths[0], heard.bodies[0]


def theirs(to: str, text: str, buttons: Any = None) -> tuple[str, Any]:
    heard = Overheard()
    with httpx.Client(transport=httpx.MockTransport(heard)) as client:
        library = WhatsApp(NUMBER_ID, "token", session=client)
        library.send_message(to, text, buttons=buttons, tracker=mark_of(7, ""))
    return heard.paths[0], heard.bodies[0]


@pytest.mark.parametrize("to", ["4915550001", USER])
async def test_words_go_out_as_the_library_sends_them(to: str) -> None:
    bold = Styled("Do this", (Mark(Style.BOLD, 3, 7),))
    assert await ours(posted(bold, [], to)) == theirs(to, "Do *this*")


async def test_buttons_go_out_as_the_library_sends_them() -> None:
    replies = [types.Button("Yes", "b.7.0"), types.Button("No", "b.7.1")]
    _, body = await ours(posted(Styled("Well?"), ["Yes", "No"], "4915550001"))
    assert body == theirs("4915550001", "Well?", replies)[1]


async def test_a_list_goes_out_as_the_library_sends_it() -> None:
    long = "Find the PIN of your card"
    rows = [
        types.SectionRow("Find the PIN of your ca…", "b.7.0", long),
        *(types.SectionRow(f"Way {n}", f"b.7.{n}") for n in range(1, 4)),
    ]
    chosen = types.SectionList("Choose", [types.Section("", rows)])
    _, body = await ours(posted(Styled("Well?"), [long, "Way 1", "Way 2", "Way 3"], "4915550001"))
    expected = theirs("4915550001", "Well?", chosen)[1]
    (section,) = expected["interactive"]["action"]["sections"]
    del section["title"]  # which one section alone needs not have
    assert body == expected


def test_what_is_signed_here_is_signed_for_the_library(vendor: WhatsAppVendor) -> None:
    body = json.dumps(vendor.body([vendor.change(messages=[])])).encode()
    assert webhook_updates_validator(SECRET, body, sign(body))
    assert not webhook_updates_validator(SECRET, body + b" ", sign(body))


@pytest.mark.parametrize("who", ["4915550001", USER])
def test_words_are_read_as_the_library_reads_them(vendor: WhatsAppVendor, who: str) -> None:
    message = vendor.message_of(who, type="text", text={"body": "hello 😀"})
    people = [{"profile": {"name": "Ana"}, "wa_id": "4915550001", "user_id": USER}]
    body = vendor.body([vendor.change(who, people, messages=[message])])
    read = types.Message.from_update(WhatsApp(), body)
    (found,) = arrivals_of(CONNECTION, body)
    assert (found.id, found.text, found.sender) == (read.id, read.text, read.from_user.bsuid)
    assert found.formerly == read.from_user.wa_id
    assert found.at == read.timestamp.timestamp()
    assert found.name == read.from_user.name


def test_taps_and_states_are_read_as_the_library_reads_them(vendor: WhatsAppVendor) -> None:
    reply = {"type": "button_reply", "button_reply": {"id": "b.7.1", "title": "No"}}
    message = vendor.message_of(type="interactive", interactive=reply)
    people = [{"profile": {"name": "Ana"}, "user_id": USER}]
    body = vendor.body([vendor.change(USER, people, messages=[message])])
    read = types.CallbackButton.from_update(WhatsApp(), body)
    (found,) = arrivals_of(CONNECTION, body)
    assert (found.id, found.token, found.what) == (read.id, read.data, What.TAP)

    marks = {"biz_opaque_callback_data": mark_of(7, "")}
    status = vendor.status_of("wamid.9", "delivered", vendor.customer, **marks)
    body = vendor.body([vendor.change(statuses=[status])])
    told = types.MessageStatus.from_update(WhatsApp(), body)
    (found,) = arrivals_of(CONNECTION, body)
    assert (found.about, found.delivery) == (told.id, Delivery(told.status.value))
    assert found.mark == told.tracker == mark_of(7, "")
