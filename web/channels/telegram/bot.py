"""Telegram's Bot API: https://core.telegram.org/bots/api"""

from __future__ import annotations

import hmac
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import httpx

from core.channels import (
    CAPABILITIES,
    Arrival,
    Brought,
    Forged,
    Kind,
    NeverSent,
    NotSentNow,
    SecretName,
    Style,
    Styled,
    Unit,
    What,
    labels_of,
    length,
    make_token,
    units_before,
)
from store.channels import Posted
from web.channels.adapter import (
    Account,
    Received,
    call,
    mapping,
    read_json,
    refused,
    retry_after,
    word,
)
from web.channels.files import FileOut
from web.channels.telegram import files, sending
from web.channels.telegram.reading import arrivals_of

_SECRET_HEADER = "x-telegram-bot-api-secret-token"  # noqa: S105
_SHORT_LABEL = 16  # characters; longer ones get a row of their own
_IN_A_ROW = 3
_NOT_OURS = frozenset({401, 404})  # the token is none, or no longer
_WAIT_FOR_TOKEN = 60.0


class Telegram:
    """A bot. `at` of arrivals is always 0: the update ids tell their order, clocks do not."""

    def check(self, account: Account, received: Received) -> None:
        """Telegram shows the secret of setWebhook; it signs nothing, so copies are told by id."""
        shown = received.headers.get(_SECRET_HEADER, "")
        if not hmac.compare_digest(shown.encode(), account.secret(SecretName.SECRET).encode()):
            raise Forged

    def challenge(self, account: Account, received: Received) -> str:
        raise Forged

    def private_link(self, account: Account) -> str:
        name = account.connection.account
        return f"https://t.me/{name}" if name else ""

    def read(self, account: Account, received: Received) -> list[Arrival]:
        return arrivals_of(read_json(received.body))

    async def send(self, account: Account, posted: Posted) -> str:
        body = _message(posted)
        answer = await _call(account, "sendMessage", body)
        if answer.status_code == 400 and "entities" in answer.text:
            # Better without bold and links than not at all.
            answer = await _call(account, "sendMessage", {**body, "entities": []})
        result = mapping(read_json(answer.content).get("result"))
        if answer.status_code == 200 and result:
            return f"{posted.recipient}:{word(result.get('message_id'))}"
        raise _error(account, answer)

    async def send_files(self, account: Account, posted: Posted, files: Sequence[FileOut]) -> str:
        (file,) = files
        answer = await sending.send_file(account, posted.recipient, file)
        result = mapping(read_json(answer.content).get("result"))
        if answer.status_code == 200 and result:
            return f"{posted.recipient}:{word(result.get('message_id'))}"
        raise _error(account, answer)

    async def fetch(self, account: Account, file: Brought) -> bytes:
        return await files.fetch(account, file)

    async def acknowledge(self, account: Account, arrival: Arrival) -> None:
        """Stop the spinner of a tapped button; show that an answer is being written."""
        if arrival.what is What.TAP:
            body = {"callback_query_id": arrival.about}
            await _call(account, "answerCallbackQuery", body)
        elif arrival.what is What.WORDS:
            await _call(account, "sendChatAction", {"chat_id": arrival.sender, "action": "typing"})


def _message(posted: Posted) -> dict[str, Any]:
    message = posted.message
    body: dict[str, Any] = {
        "chat_id": posted.recipient,
        "text": message.words.text,
        "entities": list(_entities(message.words)),
        "link_preview_options": {"is_disabled": True},
    }
    room = CAPABILITIES[Kind.TELEGRAM].buttons
    if message.buttons and message.form.has_buttons and room is not None:
        labels = labels_of(message.buttons, room)
        tokens = [make_token(posted.id, place) for place in range(len(labels))]
        body["reply_markup"] = {"inline_keyboard": _rows(labels, tokens)}
    return body


def _entities(words: Styled) -> Iterator[dict[str, Any]]:
    for mark in words.marks:
        entity = {
            "type": "bold" if mark.style is Style.BOLD else "text_link",
            "offset": units_before(words.text, mark.start, Unit.UTF16),
            "length": length(words.text[mark.start : mark.end], Unit.UTF16),
        }
        yield entity | ({"url": mark.url} if mark.style is Style.LINK else {})


def _rows(labels: Sequence[str], tokens: Sequence[str]) -> list[list[dict[str, str]]]:
    rows: list[list[dict[str, str]]] = []
    for label, token in zip(labels, tokens, strict=True):
        button = {"text": label, "callback_data": token}
        fits = len(label) <= _SHORT_LABEL and bool(rows) and len(rows[-1]) < _IN_A_ROW
        if fits and len(rows[-1][-1]["text"]) <= _SHORT_LABEL:
            rows[-1].append(button)
        else:
            rows.append([button])
    return rows


async def _call(account: Account, method: str, body: Mapping[str, Any]) -> httpx.Response:
    return await call(account, f"/bot{account.secret(SecretName.TOKEN)}/{method}", body, {})


def _error(account: Account, answer: httpx.Response) -> NeverSent | NotSentNow:
    """A 429 stands for the whole bot: every call during the wait would make it longer."""
    told = read_json(answer.content)
    words = word(told.get("description"))
    if answer.status_code == 429:
        wait = word(mapping(told.get("parameters")).get("retry_after"))
        seconds = float(wait) if wait.isdecimal() else retry_after(answer)
        return NotSentNow("Telegram takes no more for the moment.", seconds, everybody=True)
    if answer.status_code in _NOT_OURS:
        variable = account.connection.variable(SecretName.TOKEN)
        return NotSentNow(f"Telegram does not know {variable}.", _WAIT_FOR_TOKEN, everybody=True)
    if answer.status_code == 403:
        return NeverSent("They have blocked us on Telegram, or left.", unreachable=True)
    return refused(account, answer.status_code, words)
