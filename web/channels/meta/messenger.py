"""Messenger and Instagram: https://developers.facebook.com/docs/messenger-platform"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from core.channels import (
    CAPABILITIES,
    Arrival,
    Brought,
    FileNotTaken,
    Kind,
    NeverSent,
    NotSent,
    What,
    labels_of,
    make_token,
)
from store.channels import Posted
from web.channels.adapter import Account, Received, read_json, refused, word
from web.channels.files import FileOut, fetch_address
from web.channels.meta import graph
from web.channels.meta.files import HOSTS
from web.channels.meta.messenger_reading import arrivals_of
from web.channels.meta.sending import by_address

_MESSAGES = "/me/messages"  # the token says whose account it is
_WINDOW_CLOSED = 2018278
# Meta could not fetch a file from us, or does not take it.
_FILE_NOT_FETCHED = frozenset({2018008, 2018047})
_GONE = frozenset({551, 2018001, 1545041})  # they have blocked us, or their account is no more
_NOT_ALLOWED = frozenset({3, 10, 200})
_LOCKED = 368


class Messenger(graph.MetaDoor):
    """A page on Messenger, or a professional account on Instagram."""

    def __init__(self, kind: Kind) -> None:
        self._kind = kind

    def read(self, account: Account, received: Received) -> list[Arrival]:
        return arrivals_of(account.connection, read_json(received.body))

    async def send(self, account: Account, posted: Posted) -> str:
        return await self._send(account, posted, self._message(posted))

    async def send_files(self, account: Account, posted: Posted, files: Sequence[FileOut]) -> str:
        (file,) = files
        return await self._send(account, posted, by_address(file))

    async def _send(self, account: Account, posted: Posted, message: dict[str, Any]) -> str:
        body: dict[str, Any] = {"recipient": {"id": posted.recipient}, "message": message}
        if self._kind is Kind.MESSENGER:
            body["messaging_type"] = "RESPONSE"
            body["message"] = {**message, "metadata": posted.mark}  # its echo carries it
        answer = await graph.post(account, _MESSAGES, body)
        name = word(read_json(answer.content).get("message_id"))
        if answer.status_code == 200 and name:
            return graph.known_id(name)
        raise _error(account, answer.status_code, graph.error_of(answer))

    async def fetch(self, account: Account, file: Brought) -> bytes:
        return await fetch_address(account, file, HOSTS)

    async def acknowledge(self, account: Account, arrival: Arrival) -> None:
        """Mark it as seen; they see that an answer is being written."""
        actions = ["mark_seen", "typing_on"] if arrival.what is not What.BEGUN else ["typing_on"]
        for action in actions:
            body = {"recipient": {"id": arrival.sender}, "sender_action": action}
            await graph.post(account, _MESSAGES, body)

    def _message(self, posted: Posted) -> dict[str, Any]:
        """Quick replies stand below the newest message alone: so a turn is one message."""
        message, room = posted.message, CAPABILITIES[self._kind].buttons
        shown: dict[str, Any] = {"text": message.words.text}
        if message.form.has_buttons and room is not None:
            shown["quick_replies"] = [
                {"content_type": "text", "title": label, "payload": make_token(posted.id, place)}
                for place, label in enumerate(labels_of(message.buttons, room))
            ]
        return shown


def _error(account: Account, status: int, error: Any) -> NotSent:
    label, code = account.connection.label, graph.error_code(error)
    more = word(error.get("error_subcode"))
    subcode = int(more) if more.isdecimal() and len(more) < 10 else -1
    if subcode in _FILE_NOT_FETCHED:
        return FileNotTaken()
    if subcode == _WINDOW_CLOSED:
        return NeverSent(
            f"More than 24 hours have passed since they last wrote: {label} takes nothing from an "
            "assistant. Wait until they write again, or reach them another way."
        )
    if _GONE & {code, subcode}:
        return NeverSent(f"{label} can't reach them: they have blocked us, or left.", True)
    if code in _NOT_ALLOWED:
        return graph.account_is_wrong(f"The token may not send. {word(error.get('message'))[:300]}")
    if code == _LOCKED:
        return graph.account_is_wrong("Meta has blocked the account for a while. See its inbox.")
    return refused(account, status, word(error.get("message")))
