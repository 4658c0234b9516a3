"""Reading what the customer's page sends."""

from __future__ import annotations

from typing import Any

from core.attachments import read_asked
from core.conversations import (
    ChoiceKind,
    InboxMessage,
    InboxMessageKind,
    Privacy,
    read_choice,
    read_page,
)
from core.text import (
    MAX_COMMENT_LENGTH,
    MAX_IDENTIFIER_LENGTH,
    MAX_MESSAGE_LENGTH,
    read_identifier,
    read_message,
)
from store.clock import now


def read_address(body: dict[str, Any]) -> str:
    """Return the address of the page the customer is on, "" if it says none."""
    page = read_page(body.get("page"))
    return page.url if page else ""


def read_customer_message(
    body: dict[str, Any], conversation: str, privacy: Privacy
) -> list[InboxMessage]:
    """Return the message a customer sends, and a notice if something in it had to be masked.

    Raises BadInput naming what is wrong with it.
    """
    message = read_identifier(body.get("id"), "message's id")
    choice = read_choice(body["choice"]) if body.get("choice") else None
    is_comment = choice is not None and choice.kind is ChoiceKind.EFFORT_COMMENT
    brings = bool(read_asked(body.get("attachments")))
    longest = MAX_COMMENT_LENGTH if is_comment else MAX_MESSAGE_LENGTH
    text = "" if brings and not body.get("text") else read_message(body.get("text"), longest)
    at, masked = now().timestamp(), privacy.mask(text)
    said = InboxMessage(
        id=message,
        conversation=conversation,
        kind=InboxMessageKind.CUSTOMER,
        text=masked,
        at=at,
        choice=choice,
    )
    if masked == text:
        return [said]
    notice = InboxMessage(
        id=f"masked:{message}"[:MAX_IDENTIFIER_LENGTH],
        conversation=conversation,
        kind=InboxMessageKind.NOTICE,
        text=privacy.notice,
        at=at,
    )
    return [said, notice]
