"""Slack's Events API and its Web API: https://docs.slack.dev/apis"""

from __future__ import annotations

import hmac
from collections.abc import Sequence
from hashlib import sha256
from html import escape
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from core.channels import (
    CAPABILITIES,
    Arrival,
    Brought,
    FileNotTaken,
    Forged,
    Kind,
    NeverSent,
    NotSentNow,
    SecretName,
    labels_of,
    make_token,
)
from store.channels import Posted
from store.clock import now
from web.channels.adapter import (
    Account,
    Received,
    moment,
    read_json,
    refused,
    word,
)
from web.channels.files import FileOut, download
from web.channels.slack import api, sending
from web.channels.slack.reading import arrivals_of, body_of

_SIGNATURE, _SIGNED_AT = "x-slack-signature", "x-slack-request-timestamp"
_TOLERANCE = 300  # seconds, either way
_WAIT_FOR_ACCOUNT = 60.0  # seconds; until somebody puts the app right
# What keeps everybody from getting anything, until somebody puts it right at Slack.
_ACCOUNT = frozenset(
    {
        *("invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired"),
        *("missing_scope", "no_permission", "not_allowed_token_type", "access_denied"),
        *("org_login_required", "ekm_access_denied", "team_access_not_granted"),
        "messages_tab_disabled",
    }
)
_OURS = uuid5(NAMESPACE_URL, "effie")
_DELETED_SINCE = "duplicate_message_not_found"  # it was there, and is there no more
_FILE_HOSTS = ("files.slack.com",)
_WORDS = {
    "missing_scope": "The app lacks a permission. Give it chat:write, and install it again.",
    "messages_tab_disabled": "Nobody may write to the app. Switch its Messages tab on at Slack.",
}
_GONE = frozenset({"channel_not_found", "user_not_found", "user_disabled", "is_archived"})


class Slack:
    """An app in one workspace. People write to it directly; in channels it says that they may."""

    def check(self, account: Account, received: Received) -> None:
        """Slack signs the bytes and the time; what is older than five minutes is a copy."""
        at = received.headers.get(_SIGNED_AT, "")
        signed = b":".join([b"v0", at.encode(), received.body])
        secret = account.secret(SecretName.SECRET).encode()
        right = "v0=" + hmac.new(secret, signed, sha256).hexdigest()
        is_right = hmac.compare_digest(
            received.headers.get(_SIGNATURE, "").encode(), right.encode()
        )
        if not is_right or abs(now().timestamp() - moment(at)) > _TOLERANCE:
            raise Forged

    def challenge(self, account: Account, received: Received) -> str:
        raise Forged

    def answer(self, account: Account, received: Received) -> str:
        """Slack makes sure that the address is ours with a delivery of its own."""
        body = read_json(received.body)
        return word(body.get("challenge")) if body.get("type") == "url_verification" else ""

    def private_link(self, account: Account) -> str:
        return ""

    def read(self, account: Account, received: Received) -> list[Arrival]:
        return arrivals_of(account.connection, body_of(received.body))

    async def send(self, account: Account, posted: Posted) -> str:
        answer = await api.call(account, "chat.postMessage", _message(posted))
        told = read_json(answer.content)
        if word(told.get("error")) == _DELETED_SINCE:
            return ""
        if told.get("ok") is True:
            return f"{word(told.get('channel'))}:{word(told.get('ts'))}"
        raise _error(account, answer.status_code, word(told.get("error")))

    async def send_files(self, account: Account, posted: Posted, files: Sequence[FileOut]) -> str:
        """What fails before the last step was seen by nobody."""
        (file,) = files
        name = await sending.put_up(account, file)
        body = sending.sharing(name, posted.recipient, file)
        told = read_json((await api.call(account, "files.completeUploadExternal", body)).content)
        if told.get("ok") is True:
            return name
        if word(told.get("error")) in sending.NOT_FOR_FILES:
            raise FileNotTaken
        raise _error(account, 200, word(told.get("error")))

    async def fetch(self, account: Account, file: Brought) -> bytes:
        """Slack answers with a page to sign in at where the app may not have the file."""
        return await download(account, file.file, _FILE_HOSTS, api.shown(account))

    async def acknowledge(self, account: Account, arrival: Arrival) -> None:
        """Slack shows nobody that a bot writes, and has no mark for what was read."""


def _message(posted: Posted) -> dict[str, Any]:
    """A message to a person's id goes to where they write to the app.

    The text of one with buttons is what notifications show.
    """
    message, room = posted.message, CAPABILITIES[Kind.SLACK].buttons
    text = escape(message.words.with_asterisks(), quote=False)
    body: dict[str, Any] = {
        "channel": posted.recipient,
        "text": text,
        # Slack shows what bears the same id once, and answers a copy with the first one's time.
        "client_msg_id": str(uuid5(_OURS, posted.mark)),
        **{"unfurl_links": False, "unfurl_media": False},
    }
    if message.form.has_buttons and room is not None:
        buttons = [
            {
                "type": "button",
                "action_id": make_token(posted.id, place),
                "value": make_token(posted.id, place),
                "text": {"type": "plain_text", "text": label, "emoji": False},
            }
            for place, label in enumerate(labels_of(message.buttons, room))
        ]
        section = {"type": "section", "text": {"type": "mrkdwn", "text": text}}
        body["blocks"] = [section, {"type": "actions", "elements": buttons}]
    return body


def _error(account: Account, status: int, error: str) -> NeverSent | NotSentNow:
    if error in _ACCOUNT:
        variable = account.connection.variable(SecretName.TOKEN)
        words = _WORDS.get(error, f"Slack does not take {variable} ({error}).")
        return NotSentNow(words, _WAIT_FOR_ACCOUNT, everybody=True)
    if error in _GONE:
        return NeverSent("Slack can't reach them: they have left, or were removed.", True)
    return refused(account, status, error)
