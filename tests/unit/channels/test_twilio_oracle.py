"""Twilio's own library: what it signs, sends and asks for is what we check, send and ask for."""

from __future__ import annotations

import asyncio
import base64
import json
from datetime import datetime, timezone
from typing import Any
from urllib.parse import parse_qsl, urlencode

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from twilio.http import HttpClient
from twilio.http.response import Response
from twilio.request_validator import RequestValidator
from twilio.rest import Client

from core.channels import (
    Connection,
    Delivery,
    Forged,
    Kind,
    NotSentNow,
    Said,
    SecretName,
    Styled,
    capability_of,
    lay_out,
)
from store.channels import Mails, Posted
from store.database import Database
from tests.support.vendors.twilio import ACCOUNT, SMS_NUMBER, TOKEN
from web.channels.adapter import Account, Received
from web.channels.twilio import Twilio

NOT_ASKED = Database("sqlite://")  # e-mail alone reads mails
SITE = "https://tern.example/support"
CONNECTION = Connection(
    "sms", Kind.TWILIO, "SMS", "https://api.twilio.com", ACCOUNT, number=SMS_NUMBER
)
FIELDS = st.dictionaries(
    st.text("abcAB1é&=+ ", min_size=1, max_size=6), st.text(max_size=20).filter(str.isprintable)
)


def account(client: httpx.AsyncClient) -> Account:
    secrets = {SecretName.TOKEN: TOKEN}
    return Account(CONNECTION, secrets, client, Mails(NOT_ASKED), public_url=SITE)


@given(FIELDS, st.sampled_from(["", ":443"]), st.sampled_from(["", "?a=1&b=%20"]))
def test_what_the_library_signs_is_taken_and_nothing_else(
    fields: dict[str, str], port: str, query: str
) -> None:
    url = SITE.replace(".example", f".example{port}") + f"/channels/sms{query}"
    signature = RequestValidator(TOKEN).compute_signature(url, fields)
    body = urlencode(fields).encode()
    ours = account(httpx.AsyncClient())
    query_string = query.removeprefix("?")

    def received(signed: str) -> Received:
        return Received({"x-twilio-signature": signed}, body, {}, query_string)

    Twilio().check(ours, received(signature))
    guessed = RequestValidator("guessed").compute_signature(url, fields)
    for wrong in ("", signature[:-3] + "__=", guessed):
        with pytest.raises(Forged):
            Twilio().check(ours, received(wrong))


class Overheard(HttpClient):  # type: ignore[misc]
    """A way to Twilio that remembers what the library asks for."""

    def __init__(self) -> None:
        self.calls: list[tuple[Any, ...]] = []

    def request(self, method: str, url: str, *given: Any, **more: Any) -> Any:
        params, data = [*given, None, None][:2]
        params, data = params or more.get("params") or {}, data or more.get("data") or {}
        self.calls.append((method, url, params, data, more.get("auth")))
        made = {"messages": []} if method == "GET" else {"sid": "SM1"}
        return Response(200 if method == "GET" else 201, json.dumps(made))


def ours(request: httpx.Request) -> tuple[Any, ...]:
    url = str(request.url.copy_with(query=None))
    auth = base64.b64decode(request.headers["authorization"].split()[1]).decode().split(":")
    data = dict(parse_qsl(request.content.decode()))
    return request.method, url, dict(request.url.params), data, tuple(auth)


def test_a_message_goes_out_as_the_library_sends_it() -> None:
    theirs, heard = Overheard(), []

    def answer(request: httpx.Request) -> httpx.Response:
        heard.append(ours(request))
        return httpx.Response(201, json={"sid": "SM1"})

    back = f"{SITE}/channels/sms"
    library = Client(ACCOUNT, TOKEN, http_client=theirs)
    library.messages.create(
        to="+4915550001", from_=SMS_NUMBER, body="hello é & you", status_callback=back
    )
    (message,) = lay_out([Said(1, Styled("hello é & you"))], capability_of(CONNECTION))
    at = datetime.now(timezone.utc)
    row = Posted(7, "sms", "+4915550001", "c", message, Delivery.QUEUED, "", 0, at)

    async def send() -> None:
        async with httpx.AsyncClient(transport=httpx.MockTransport(answer)) as client:
            assert await Twilio().send(account(client), row) == "SM1"

    asyncio.run(send())
    assert heard == theirs.calls


def test_what_came_in_is_asked_for_as_the_library_asks() -> None:
    theirs, heard = Overheard(), []

    def answer(request: httpx.Request) -> httpx.Response:
        heard.append(ours(request))
        return httpx.Response(200, json={"messages": []})

    moment = datetime(2026, 11, 26, 9, 30, tzinfo=timezone.utc)
    library = Client(ACCOUNT, TOKEN, http_client=theirs)
    library.messages.list(to=SMS_NUMBER, date_sent_after=moment, page_size=200)
    library.messages.list(from_=SMS_NUMBER, date_sent_after=moment, page_size=200)

    async def ask() -> None:
        async with httpx.AsyncClient(transport=httpx.MockTransport(answer)) as client:
            assert await Twilio().since(account(client), moment) == []

    asyncio.run(ask())
    told = [(m, u, {k: str(v) for k, v in p.items()}, d, a) for m, u, p, d, a in theirs.calls]
    assert heard == told


def test_a_list_that_is_none_is_told() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(404, json={"code": 20404, "message": "not found"})

    async def ask() -> None:
        async with httpx.AsyncClient(transport=httpx.MockTransport(answer)) as client:
            await Twilio().since(account(client), datetime.now(timezone.utc))

    with pytest.raises(NotSentNow, match="does not list"):
        asyncio.run(ask())
