"""Which conversation something that came in belongs to."""

from __future__ import annotations

from core.channels import Arrival, capability_of
from core.channels.email import is_another_matter, is_same
from core.conversations import Profile, may_go_on
from core.errors import NotFound
from store.channels import Identity
from store.clock import now
from store.conversations import Conversation
from web.channels.adapter import Account
from web.http import in_thread
from web.services import Services


async def conversation_of(
    services: Services, account: Account, identity: Identity, arrival: Arrival
) -> Conversation:
    """Return the conversation that goes on, or begin one."""
    threads = capability_of(account.connection).threads
    find = _in_thread if threads else _current
    found = await find(services, identity, arrival)
    if found is None:
        found = await _begin(services, account, identity, arrival)
    elif threads:
        await in_thread(services.identities.take_part, identity, found.id)
    note = services.mails.note_conversation
    await in_thread(note, account.connection.name, arrival.id, found.id)
    return found


async def _begin(
    services: Services, account: Account, identity: Identity, arrival: Arrival
) -> Conversation:
    label = account.connection.label
    mail = await in_thread(services.mails.get, account.connection.name, arrival.id)
    proof = "" if arrival.assurance else " (anybody could have written it there)"
    hints = (
        (f"Name on {label}", identity.name),
        (f"Language on {label}", identity.language),
        ("Address", f"{mail.sender}{proof}" if mail else ""),
        ("Subject", mail.subject if mail else ""),
    )
    profile = Profile(facts=tuple(hint for hint in hints if hint[1]))
    begin = services.conversations.start
    conversation = await in_thread(begin, profile, account.connection.name, "")
    await in_thread(services.identities.go_on_with, identity, conversation.id)
    return conversation


async def _current(services: Services, identity: Identity, arrival: Arrival) -> Conversation | None:
    """Return where a person waits to read what they write, else what they wrote in last."""
    opened = await in_thread(services.identities.open_conversation, identity)
    found = await _known(services, opened or identity.conversation)
    may = services.identities.may_go_on
    if found is None or not await in_thread(may, identity.id, found.id):
        return None
    return found if may_go_on(found.last_at, now(), True, bool(opened)) else None


async def _in_thread(
    services: Services, identity: Identity, arrival: Arrival
) -> Conversation | None:
    """Return what they answer, however long ago it was; never by a subject.

    Only what went to that address, or came from it: else whoever is sent a copy could speak for
    the customer.
    """
    name = await _answered(services, identity, arrival)
    mail = await in_thread(services.mails.get, identity.connection, arrival.id)
    if not name and mail is not None:
        args = (identity.connection, mail.sender, mail.refers_to)
        name = await in_thread(services.mails.conversation_of, *args)
    found = await _known(services, name)
    if found is None or mail is None:
        return found
    begun_with = (await in_thread(services.mails.thread, found.id)).subject
    if not is_another_matter(mail.subject, begun_with):
        return found
    handoff = await in_thread(services.handoffs.open_in, found.id)
    return found if handoff else None  # somebody deals with it: they should see this, too


async def _answered(services: Services, identity: Identity, arrival: Arrival) -> str:
    posted = await in_thread(services.outbox.get, arrival.answers) if arrival.answers else None
    if posted is None or posted.connection != identity.connection:
        return ""
    return posted.conversation if is_same(posted.recipient, identity.external) else ""


async def _known(services: Services, conversation: str) -> Conversation | None:
    if not conversation:
        return None
    try:
        return await in_thread(services.conversations.get, conversation)
    except NotFound:
        return None
