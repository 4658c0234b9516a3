"""Files that go out over Meta's channels: WhatsApp gets them, the others fetch them from us."""

from __future__ import annotations

from typing import Any

from core.channels import FileNotTaken
from web.channels.adapter import Account, read_json, word
from web.channels.files import FileOut
from web.channels.meta import graph


async def uploaded(account: Account, file: FileOut) -> dict[str, Any]:
    """Bring a file to WhatsApp and return the content of a message that shows it.

    Raises FileNotTaken where WhatsApp refuses it.
    """
    attached = file.attached
    fields = {"messaging_product": "whatsapp", "type": attached.type}
    content = (attached.name, await file.content(), attached.type)
    path = f"/{account.connection.account}/media"
    answer = await graph.upload(account, path, fields, content)
    name = word(read_json(answer.content).get("id"))
    if answer.status_code != 200 or not name:
        raise FileNotTaken
    kind = "image" if attached.is_picture else "document"
    shown = {"id": name} | ({"caption": attached.alt} if attached.alt else {})
    return {
        "type": kind,
        kind: shown if attached.is_picture else shown | {"filename": attached.name},
    }


def by_address(file: FileOut) -> dict[str, Any]:
    """Return the message with which Messenger or Instagram fetches a file and shows it.

    Raises FileNotTaken where nobody knows our address.
    """
    if not file.url:
        raise FileNotTaken
    kind = "image" if file.attached.is_picture else "file"
    return {"attachment": {"type": kind, "payload": {"url": file.url, "is_reusable": False}}}
