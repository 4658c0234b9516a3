"""Files that come in over Meta's channels: WhatsApp tells an id, the others an address."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from core.channels import Brought, FileLost, SecretName, is_recording
from web.channels.adapter import Account, mapping, read_json, word
from web.channels.files import download
from web.channels.meta import graph

# Where Meta has people's files.
HOSTS = (".fbsbx.com", ".fbcdn.net", ".cdninstagram.com")
_WHATSAPP_HOSTS = ("lookaside.fbsbx.com",)  # which get to know our token
_ON_WHATSAPP = {"image": "photo", "document": "file"}
_BY_ADDRESS = {"image": "photo", "file": "file"}


def whatsapp_files(kind: str, content: Mapping[str, Any]) -> tuple[Brought, ...]:
    """Return the file of a message of this kind, none where there is none that we take."""
    name, media = word(content.get("id")), word(content.get("mime_type"))
    if kind not in _ON_WHATSAPP or not name or is_recording(media):
        return ()
    return (Brought(name, _ON_WHATSAPP[kind], word(content.get("filename")), media),)


def messenger_file(attachment: Mapping[str, Any]) -> Brought | None:
    """Return what can be fetched of an attachment, None of one that we never take.

    A sticker comes as a picture, and is none.
    """
    payload, kind = mapping(attachment.get("payload")), word(attachment.get("type"))
    url = word(payload.get("url"))
    if kind not in _BY_ADDRESS or not url or "sticker_id" in payload:
        return None
    return Brought(url, _BY_ADDRESS[kind])


async def fetch_by_id(account: Account, file: Brought) -> bytes:
    """Return a file of WhatsApp's: its address is good for five minutes, and for us alone.

    Raises FileLost, FileTooLarge, or NotSentNow where it may be had later.
    """
    query = {"phone_number_id": account.connection.account}
    answer = await graph.get(account, f"/{quote(file.file, safe='')}", query)
    url = word(read_json(answer.content).get("url"))
    if answer.status_code != 200 or not url:
        raise FileLost
    shown = {"Authorization": f"Bearer {account.secret(SecretName.TOKEN)}"}
    return await download(account, url, _WHATSAPP_HOSTS, shown)
