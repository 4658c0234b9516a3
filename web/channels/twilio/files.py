"""Files that come in over Twilio: an address for each, and the account's password for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from core.channels import Brought, FileLost, is_recording
from web.channels.adapter import Account
from web.channels.files import download, is_same_server
from web.channels.twilio import api

MOST_MEDIA = 10  # of a message; Twilio's own limit
_HOSTS = ("api.twilio.com", ".twiliocdn.com")  # it sends on from the first to the other
_API = "https://api.twilio.com"
_LISTED = "listed:"  # a message of the list, which names none of its files


def files_of(fields: Mapping[str, str]) -> tuple[Brought, ...]:
    """Return the files of a message, none where all are of a kind that is never taken."""
    found = tuple(_files(fields))
    return () if all(is_recording(each.type) for each in found) else found


def _files(fields: Mapping[str, str]) -> Iterator[Brought]:
    count = fields.get("NumMedia", "")
    told = int(count) if count.isdecimal() and len(count) < 4 else 0
    for place in range(min(told, MOST_MEDIA)):
        media = fields.get(f"MediaContentType{place}", "")
        thing = "photo" if media.startswith("image/") else "file"
        url = fields.get(f"MediaUrl{place}") or f"{_LISTED}{fields.get('MessageSid', '')}:{place}"
        yield Brought(url, thing, type=media)


async def fetch(account: Account, file: Brought) -> bytes:
    """Return a file. Raises FileLost, FileTooLarge, or NotSentNow where it may be had later."""
    url = file.file
    if url.startswith(_LISTED):
        _, message, place = url.split(":", 2)
        listed = await api.media(account, message)
        if int(place) >= len(listed):
            raise FileLost
        url = f"{account.connection.api}{listed[int(place)]}"
    ours = (account.connection.api, _API)
    shown = api.auth(account) if any(is_same_server(url, each) for each in ours) else {}
    return await download(account, url, _HOSTS, shown)
