"""Twilio's REST API: who signs, and how it is called."""

from __future__ import annotations

import hmac
from base64 import b64encode
from collections.abc import Iterator, Mapping
from hashlib import sha1
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

import httpx

from core.channels import Forged, NotSentNow, SecretName
from core.text import clean_text
from web.channels.adapter import (
    Account,
    Received,
    call,
    items,
    look_up,
    read_json,
    retry_after,
    word,
)
from web.channels.twilio.reasons import ACCOUNT, BUSY, reason_of

_SIGNATURE = "x-twilio-signature"
_VERSION = "/2010-04-01"
_WAIT_FOR_ACCOUNT = 60.0  # seconds; until somebody puts the account right
_PORTS = {"https": 443, "http": 80}


def check(account: Account, received: Received) -> None:
    """Twilio signs the address it was given and the fields, and no time: copies are told by id.

    The address is the one of the settings: what a proxy makes of it says nothing.
    """
    given = received.headers.get(_SIGNATURE, "").encode()
    signed = (signature(account, url, received.body) for url in _urls(account, received))
    if not any([hmac.compare_digest(given, each.encode()) for each in signed]):
        raise Forged


def signature(account: Account, url: str, body: bytes) -> str:
    """Return what Twilio signs with: SHA-1 over the address and each field with its values."""
    fields: dict[str, set[str]] = {}
    for name, value in parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True):
        fields.setdefault(name, set()).add(value)
    words = (name + value for name in sorted(fields) for value in sorted(fields[name]))
    signed = "".join([url, *words]).encode("utf-8", "replace")
    return b64encode(hmac.new(_token(account).encode(), signed, sha1).digest()).decode()


def fields_of(body: bytes) -> dict[str, str]:
    """Return the fields of a form, of one that comes twice the last."""
    return dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))


def our_address(account: Account) -> str:
    """Return where Twilio delivers."""
    return f"{account.public_url}/channels/{account.connection.name}"


async def post(account: Account, fields: Mapping[str, str]) -> httpx.Response:
    """Make a message; raises NotSentNow for what concerns no single one."""
    form = {**auth(account), "Content-Type": "application/x-www-form-urlencoded"}
    body = urlencode(fields).encode()
    return _checked(account, await call(account, _messages(account), body, form))


async def messages(account: Account, query: Mapping[str, str]) -> list[Mapping[str, Any]]:
    """Return every message that Twilio lists for a query; raises NotSentNow."""
    found: list[Mapping[str, Any]] = []
    path = _messages(account)
    while path:
        page = await _page(account, path, query)
        found += items(page.get("messages"))
        path, query = word(page.get("next_page_uri")), {}
    return found


async def newest(account: Account, query: Mapping[str, str]) -> list[Mapping[str, Any]]:
    """Return the first page of what Twilio lists for a query, the newest first; as `messages`."""
    return items((await _page(account, _messages(account), query)).get("messages"))


async def _page(account: Account, path: str, query: Mapping[str, str]) -> Mapping[str, Any]:
    answer = _checked(account, await look_up(account, path, query, auth(account)))
    if answer.status_code != 200:
        told = reason_of(error_of(answer))
        raise NotSentNow(f"Twilio does not list what it delivered. {told}")
    return read_json(answer.content)


async def media(account: Account, message: str) -> list[str]:
    """Return where the files of a message lie, in their order; raises NotSentNow."""
    path = f"{_messages(account).removesuffix('.json')}/{quote(message, safe='')}/Media.json"
    answer = _checked(account, await look_up(account, path, {}, auth(account)))
    listed = items(read_json(answer.content).get("media_list"))
    return [word(each.get("uri")).removesuffix(".json") for each in listed]


def error_of(answer: httpx.Response) -> int:
    """Return Twilio's number of an error; -1 where there is none."""
    code = word(read_json(answer.content).get("code"))
    return int(code) if code.isdecimal() and len(code) < 10 else -1


def words_of(answer: httpx.Response) -> str:
    """Return what Twilio says of an error in its own words."""
    return clean_text(word(read_json(answer.content).get("message")))


def account_is_wrong(words: str) -> NotSentNow:
    """Return the error for what nobody gets until somebody has put the account right."""
    return NotSentNow(words, _WAIT_FOR_ACCOUNT, everybody=True)


def _checked(account: Account, answer: httpx.Response) -> httpx.Response:
    code = error_of(answer)
    if answer.status_code == 429 or code in BUSY:
        raise NotSentNow("Twilio takes no more for the moment.", retry_after(answer), True)
    if answer.status_code == 401:
        variable = account.connection.variable(SecretName.TOKEN)
        raise account_is_wrong(f"Twilio does not take {variable} for the account in the settings.")
    if code in ACCOUNT:
        raise account_is_wrong(ACCOUNT[code])
    return answer


def _urls(account: Account, received: Received) -> Iterator[str]:
    """With and without the port: Twilio leaves it out, or does not."""
    asked = f"?{received.query_string}" if received.query_string else ""
    address = our_address(account)
    yield address + asked
    parts = urlsplit(address)
    host = parts.hostname or ""
    other = host if parts.port else f"{host}:{_PORTS[parts.scheme]}"
    yield parts._replace(netloc=other).geturl() + asked


def _messages(account: Account) -> str:
    return f"{_VERSION}/Accounts/{account.connection.account}/Messages.json"


def auth(account: Account) -> dict[str, str]:
    """Return the header that shows whose account it is."""
    pair = f"{account.connection.account}:{_token(account)}".encode()
    return {"Authorization": f"Basic {b64encode(pair).decode()}"}


def _token(account: Account) -> str:
    return account.secret(SecretName.TOKEN)
