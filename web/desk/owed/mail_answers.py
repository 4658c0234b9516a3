"""Promised answers by e-mail: written at the desk, sent to the address that the customer left."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from core.channels import Connection, Kind
from core.conversations import InboxMessage, InboxMessageKind
from core.errors import Conflict
from core.handoffs import FollowUp
from core.handoffs.follow_up import FollowUpOver
from core.staff import StaffMember
from store.channels import AnswerFate, WrittenAnswer
from store.clock import now
from web.desk.beside.usual_next import note_told
from web.handoffs import send_once
from web.http import in_thread
from web.live import iso
from web.services import Services


class NoMailbox(Conflict):
    """No mailbox is connected, so nothing can be sent from here. Write to the customer yourself."""


class NoAddress(Conflict):
    """The customer left no e-mail address. Reach them as they asked, and mark it as done."""


async def answer_by_mail(
    services: Services,
    follow_up: int,
    member: StaffMember,
    message: str,
    text: str,
    told: Sequence[str] = (),
) -> FollowUp:
    """Take a follow-up on oneself and say the answer in its conversation; it goes out as a mail.

    Where it goes is written down first: whoever sends it again, under the same id, says it once.
    Raises NotFound, FollowUpTaken, FollowUpOver, NoMailbox, NoAddress.

    told: the next questions that it answers as well
    """
    connection = _mailbox(services)
    owed = await in_thread(services.follow_ups.get, follow_up)
    if not is_mail(owed.contact):
        raise NoAddress
    if connection is None:
        raise NoMailbox
    if owed.done_at is not None:
        raise FollowUpOver
    taken = await in_thread(services.follow_ups.claim, follow_up, member)
    written = WrittenAnswer(
        message=message,
        conversation=owed.conversation,
        follow_up=follow_up,
        connection=connection.name,
        recipient=owed.contact,
        text=text,
        by=member.name,
        at=now(),
    )
    await in_thread(services.written_answers.add, written)
    await in_thread(note_told, services, owed.conversation, message, told, follow_up)
    said = InboxMessage(
        id=message,
        conversation=owed.conversation,
        kind=InboxMessageKind.AGENT,
        text=text,
        at=now().timestamp(),
        agent=member.id,
        agent_name=member.name,
        channel=connection.name,
    )
    await send_once(services, said)
    return taken


def is_mail(contact: str) -> bool:
    """Tell whether somebody can be reached by e-mail there."""
    return "@" in contact


def why_no_mail(services: Services) -> str:
    """Return why no answer can be sent by e-mail, "" if one can."""
    return "" if _mailbox(services) else NoMailbox().message


def answer_json(written: WrittenAnswer, fate: AnswerFate) -> dict[str, Any]:
    """An answer as the desk shows it, with what has become of it."""
    return {
        "text": written.text,
        "to": written.recipient,
        "by": written.by,
        "at": iso(written.at),
        "state": fate.state.value,
        "reason": fate.reason,
    }


def _mailbox(services: Services) -> Connection | None:
    """Return the mailbox that answers are sent from: the first one that is on."""
    secrets = services.environment.connection_secrets
    usable = services.settings.connections.usable(secrets)
    return next((each for each in usable if each.kind is Kind.EMAIL), None)
