"""WhatsApp by Meta's Cloud API: https://developers.facebook.com/docs/whatsapp/cloud-api"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from core.channels import (
    CAPABILITIES,
    Arrival,
    Brought,
    ButtonRoom,
    Form,
    Kind,
    NeverSent,
    NotSentNow,
    Template,
    Unit,
    labels_of,
    make_token,
    numbered,
    shorten,
)
from store.channels import Posted
from web.channels.adapter import Account, Received, items, read_json, word
from web.channels.files import FileOut
from web.channels.meta import graph
from web.channels.meta.files import fetch_by_id
from web.channels.meta.reasons import ACCOUNT, PAIR_RATE, WINDOW_CLOSED, is_unreachable, reason_of
from web.channels.meta.sending import uploaded
from web.channels.meta.whatsapp_reading import arrivals_of

MAX_TEMPLATE_WORDS = 900  # characters; the template's own words come on top, up to 1024
_CHOOSE = "Choose"  # on the button that opens a list
_DESCRIPTION = 72
# A user's id within the company's account ("US.1349…"), which is no telephone number.
_USER_ID = re.compile(r"[A-Z]{2}\.")


class WhatsApp(graph.MetaDoor):
    """A number of the company's. One connection for each number."""

    def read(self, account: Account, received: Received) -> list[Arrival]:
        return arrivals_of(account.connection, read_json(received.body))

    async def send(self, account: Account, posted: Posted) -> str:
        return await _send(account, posted, _content(posted))

    async def send_late(self, account: Account, posted: Posted) -> str:
        """Send the words within the approved template, if the settings name one."""
        template = account.connection.template
        if template is None:
            raise NeverSent(WINDOW_CLOSED)
        return await _send(account, posted, _in_template(posted, template))

    async def send_files(self, account: Account, posted: Posted, files: Sequence[FileOut]) -> str:
        """Upload the file, then send what names it: what fails before was seen by nobody."""
        (file,) = files
        return await _send(account, posted, await uploaded(account, file))

    async def fetch(self, account: Account, file: Brought) -> bytes:
        return await fetch_by_id(account, file)

    async def acknowledge(self, account: Account, arrival: Arrival) -> None:
        """Mark what they wrote as read; they see that an answer is being written."""
        read = {"status": "read", "message_id": arrival.id, "typing_indicator": {"type": "text"}}
        body = {"messaging_product": "whatsapp", **read}
        await graph.post(account, f"/{account.connection.account}/messages", body)


async def _send(account: Account, posted: Posted, content: Mapping[str, Any]) -> str:
    to = "recipient" if _USER_ID.match(posted.recipient) else "to"
    whom = {"recipient_type": "individual", to: posted.recipient}
    marked = {"biz_opaque_callback_data": posted.mark}  # its statuses carry it
    body = {"messaging_product": "whatsapp", **whom, **content, **marked}
    answer = await graph.post(account, f"/{account.connection.account}/messages", body)
    messages = items(read_json(answer.content).get("messages"))
    if answer.status_code == 200 and messages:
        return graph.known_id(word(messages[0].get("id")))
    error = graph.error_of(answer)
    code = graph.error_code(error)
    if code == PAIR_RATE:
        pace = CAPABILITIES[Kind.WHATSAPP].pace
        raise NotSentNow("WhatsApp takes no more to them for the moment.", pace)
    if code in ACCOUNT:
        raise graph.account_is_wrong(ACCOUNT[code])
    raise NeverSent(reason_of(error), unreachable=is_unreachable(error))


def _content(posted: Posted) -> dict[str, Any]:
    message, table = posted.message, CAPABILITIES[Kind.WHATSAPP]
    text = message.words.with_asterisks()
    if message.form is Form.BUTTONS and table.buttons:
        action: dict[str, Any] = {"buttons": list(_buttons(posted, table.buttons))}
        return _interactive("button", text, action)
    if message.form is Form.LIST and table.listed:
        rows = list(_rows(posted, table.listed))
        return _interactive("list", text, {"button": _CHOOSE, "sections": [{"rows": rows}]})
    return {"type": "text", "text": {"preview_url": False, "body": text}}


def _interactive(kind: str, text: str, action: Mapping[str, Any]) -> dict[str, Any]:
    shown = {"type": kind, "body": {"text": text}, "action": action}
    return {"type": "interactive", "interactive": shown}


def _buttons(posted: Posted, room: ButtonRoom) -> Iterator[dict[str, Any]]:
    for place, label in enumerate(labels_of(posted.message.buttons, room)):
        reply = {"id": make_token(posted.id, place), "title": label}
        yield {"type": "reply", "reply": reply}


def _rows(posted: Posted, room: ButtonRoom) -> Iterator[dict[str, str]]:
    """A label that is too long for a row stands below it as well, in full as far as it goes."""
    buttons = posted.message.buttons
    for place, (button, label) in enumerate(zip(buttons, labels_of(buttons, room), strict=True)):
        row = {"id": make_token(posted.id, place), "title": label}
        if label != button.title:
            row["description"] = shorten(button.title, _DESCRIPTION, Unit.CHARACTERS)
        yield row


def _in_template(posted: Posted, template: Template) -> dict[str, Any]:
    """A gap of a template takes words on one line, and no buttons of ours: they are numbered."""
    message = posted.message
    choices = numbered(message.buttons) if message.form.has_buttons else ""
    words = " ".join(f"{message.words.text} {choices}".split())
    if len(words) > MAX_TEMPLATE_WORDS:
        problem = f"It is longer than {MAX_TEMPLATE_WORDS} characters, too long for the template."
        raise NeverSent(f"{WINDOW_CLOSED} {problem}")
    gap = {"type": "body", "parameters": [{"type": "text", "text": words}]}
    language = {"code": template.language}
    shown = {"name": template.name, "language": language, "components": [gap]}
    return {"type": "template", "template": shown}
