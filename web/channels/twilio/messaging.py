"""Twilio's Programmable Messaging: https://www.twilio.com/docs/messaging/api"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

from core.channels import (
    Arrival,
    Brought,
    Connection,
    FileNotTaken,
    Forged,
    NeverSent,
    NotSentNow,
    capability_of,
)
from store.channels import Posted
from web.channels.adapter import Account, Received, read_json, word
from web.channels.files import FileOut
from web.channels.twilio import api, files
from web.channels.twilio.reading import arrivals_of, arrivals_of_list, sent_as
from web.channels.twilio.reasons import (
    MEDIA_REFUSED,
    PAIR_RATE,
    UNREACHABLE,
    WINDOW_CLOSED,
    reason_of,
)

MAX_CONTENT_WORDS = 900  # characters; the template's own words come on top, up to 1024
_A_PAGE, _OF_ONE_PERSON = "200", "50"
_CLOCKS_DIFFER = timedelta(minutes=5)


class Twilio:
    """A telephone number of Twilio's, for SMS or for WhatsApp. One connection for each."""

    def check(self, account: Account, received: Received) -> None:
        api.check(account, received)

    def challenge(self, account: Account, received: Received) -> str:
        raise Forged

    def private_link(self, account: Account) -> str:
        return ""

    def read(self, account: Account, received: Received) -> list[Arrival]:
        return arrivals_of(account.connection, api.fields_of(received.body))

    async def send(self, account: Account, posted: Posted) -> str:
        return await _send(account, posted, {"Body": _text(account.connection, posted)})

    async def send_files(self, account: Account, posted: Posted, files: Sequence[FileOut]) -> str:
        """Name the address that Twilio fetches the file from; it shows no words beside it."""
        (file,) = files
        if not file.url:
            raise FileNotTaken
        return await _send(account, posted, {"MediaUrl": file.url})

    async def send_late(self, account: Account, posted: Posted) -> str:
        """Send the words within the approved template, if the settings name one."""
        template = account.connection.template
        if template is None:
            raise NeverSent(WINDOW_CLOSED)
        gaps = json.dumps({"1": _on_one_line(posted)}, ensure_ascii=False)
        return await _send(account, posted, {"ContentSid": template.name, "ContentVariables": gaps})

    async def fetch(self, account: Account, file: Brought) -> bytes:
        return await files.fetch(account, file)

    async def acknowledge(self, account: Account, arrival: Arrival) -> None:
        """Twilio has no mark for what was read, and shows nobody that we write."""

    async def find(self, account: Account, posted: Posted) -> list[str]:
        """Ask what was sent to them lately, which is listed with its words, not with our number."""
        whom = {"To": posted.recipient, "From": account.connection.number}
        listed = await api.newest(account, {**whom, "PageSize": _OF_ONE_PERSON})
        ways = {_text(account.connection, posted), posted.message.words.text}
        since = (posted.created_at - _CLOCKS_DIFFER).timestamp()
        return sent_as(listed, ways, since)[::-1]

    async def since(self, account: Account, moment: datetime) -> list[Arrival]:
        """Ask both ways: what customers wrote, and what became of what was sent to them."""
        found, number = [], account.connection.number
        after = moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        for end in ("To", "From"):
            query = {end: number, "DateSent>": after, "PageSize": _A_PAGE}
            found += await api.messages(account, query)
        # The newest is listed first, and many have the same second.
        return [
            each for one in reversed(found) for each in arrivals_of_list(account.connection, one)
        ]


async def _send(account: Account, posted: Posted, content: Mapping[str, str]) -> str:
    whom = {"To": posted.recipient, "From": account.connection.number}
    back = {"StatusCallback": api.our_address(account)}
    answer = await api.post(account, {**whom, **content, **back})
    name = word(read_json(answer.content).get("sid"))
    if answer.status_code == 201 and name:
        return name
    code = api.error_of(answer)
    if code in MEDIA_REFUSED and "MediaUrl" in content:
        raise FileNotTaken
    if code in PAIR_RATE:
        raise NotSentNow(reason_of(code), capability_of(account.connection).pace)
    raise NeverSent(reason_of(code, api.words_of(answer)), unreachable=code in UNREACHABLE)


def _text(connection: Connection, posted: Posted) -> str:
    words = posted.message.words
    return words.with_asterisks() if connection.is_whatsapp else words.text


def _on_one_line(posted: Posted) -> str:
    """A gap of a template takes words on one line."""
    words = " ".join(posted.message.words.text.split())
    if len(words) > MAX_CONTENT_WORDS:
        problem = f"It is longer than {MAX_CONTENT_WORDS} characters, too long for the template."
        raise NeverSent(f"{WINDOW_CLOSED} {problem}")
    return words
