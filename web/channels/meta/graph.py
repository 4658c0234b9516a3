"""Meta's Graph API: who signs, how an address is registered, and how it is called."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

import httpx

from core.channels import Forged, NotSentNow, SecretName
from web.channels.adapter import (
    Account,
    Received,
    call,
    call_with_file,
    look_up,
    mapping,
    read_json,
    retry_after,
    word,
)

_SIGNATURE = "x-hub-signature-256"
_NO_TOKEN = frozenset({0, 102, 190})  # none, or no longer
_WAIT_FOR_ACCOUNT = 60.0  # seconds; until somebody puts the account right
_TOO_MUCH = frozenset({4, 32, 613, 80006, 80007, 130429, 131048})
_BROKEN = frozenset({1, 2, 1200, 131000, 131016, 131057})
_LONGEST_ID = 160  # characters, which leaves room for what we add


def check(account: Account, received: Received) -> None:
    """Meta signs the bytes with the app's secret, and no time: copies are told by their id.

    The older header's SHA-1 is not taken.
    """
    secret = account.secret(SecretName.SECRET).encode()
    right = "sha256=" + hmac.new(secret, received.body, sha256).hexdigest()
    given = received.headers.get(_SIGNATURE, "")
    if not hmac.compare_digest(given.encode(), right.encode()):
        raise Forged


def challenge(account: Account, received: Received) -> str:
    """Return what Meta wants to be told back when somebody registers our address there."""
    query, ours = received.query, account.secret(SecretName.VERIFY)
    is_ours = hmac.compare_digest(query.get("hub.verify_token", "").encode(), ours.encode())
    if query.get("hub.mode") != "subscribe" or not is_ours:
        raise Forged
    return query.get("hub.challenge", "")


async def post(account: Account, path: str, body: Mapping[str, Any]) -> httpx.Response:
    """POST as our account; raises NotSentNow for what concerns no single message."""
    return _checked(account, await call(account, path, body, _shown(account)))


async def upload(
    account: Account, path: str, fields: Mapping[str, str], file: tuple[str, bytes, str]
) -> httpx.Response:
    """POST a file, which nobody is shown yet; as `post`. file: its name, content and type"""
    named = ("file", file)
    try:
        answer = await call_with_file(account, path, fields, named, _shown(account))
    except NotSentNow as error:
        error.perhaps = False
        raise
    return _checked(account, answer)


async def get(account: Account, path: str, query: Mapping[str, str]) -> httpx.Response:
    """GET as our account; as `post`."""
    return _checked(account, await look_up(account, path, query, _shown(account)))


def _shown(account: Account) -> dict[str, str]:
    return {"Authorization": f"Bearer {account.secret(SecretName.TOKEN)}"}


def _checked(account: Account, answer: httpx.Response) -> httpx.Response:
    code = error_code(error_of(answer))
    label = account.connection.label
    if answer.status_code == 429 or code in _TOO_MUCH:
        raise NotSentNow(f"{label} takes no more for the moment.", retry_after(answer), True)
    if answer.status_code == 401 or code in _NO_TOKEN:
        variable = account.connection.variable(SecretName.TOKEN)
        problem = f"{label} does not take {variable}: it is none, or has expired."
        raise NotSentNow(problem, _WAIT_FOR_ACCOUNT, everybody=True)
    if code in _BROKEN:
        raise NotSentNow(f"{label} answers with an error of its own.")
    return answer


def known_id(told: str) -> str:
    """Return an id of Meta's as we keep it: theirs have no limit to their length, ours do."""
    return told if len(told) <= _LONGEST_ID else sha256(told.encode()).hexdigest()


def account_is_wrong(words: str) -> NotSentNow:
    """Return the error for what nobody gets until somebody has put the account right at Meta."""
    return NotSentNow(words, _WAIT_FOR_ACCOUNT, everybody=True)


def error_of(answer: httpx.Response) -> Mapping[str, Any]:
    """Return the error that an answer tells, {} for none."""
    return mapping(read_json(answer.content).get("error"))


def error_code(error: Mapping[str, Any]) -> int:
    """Return Meta's number of an error; -1 where there is none."""
    code = word(error.get("code"))
    return int(code) if code.isdecimal() and len(code) < 10 else -1


class MetaDoor:
    """What all of Meta's channels share: how deliveries are checked, and no private link."""

    def check(self, account: Account, received: Received) -> None:
        """Raise what `check` of this module raises for a delivery that is not Meta's."""
        check(account, received)

    def challenge(self, account: Account, received: Received) -> str:
        """Return the word that Meta wants to hear from who knows the secret one."""
        return challenge(account, received)

    def private_link(self, account: Account) -> str:
        """Return "": nobody writes to us from a group here."""
        return ""
