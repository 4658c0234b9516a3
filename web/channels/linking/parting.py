"""A customer who unlinks the channel on which they write."""

from __future__ import annotations

from hashlib import sha256

from core.channels import Arrival, What
from core.channels.linking import (
    NOT_LINKED,
    UNLINKED_HERE,
    Assurance,
    asks_to_unlink,
    parted,
)
from core.conversations import InboxMessage, InboxMessageKind
from store.channels import Identity
from store.clock import now
from web.channels.adapter import Account
from web.channels.linking.agreeing import LINK_CAUSE, tell_alone
from web.handoffs import send_once
from web.http import in_thread
from web.services import Services


async def unlinks(
    services: Services, account: Account, identity: Identity, arrival: Arrival
) -> bool:
    """Part a channel from the others where its customer writes "unlink"; False for other words.

    Where the channel does not vouch, as of a mail that anybody could have written, nothing is
    parted. The bare word is a wish only where something is linked; "/unlink" is always answered.
    """
    is_command = arrival.text.strip().startswith("/")
    if arrival.what is not What.WORDS or not asks_to_unlink(arrival.text):
        return False
    is_linked = identity.assurance >= Assurance.LINKED
    if arrival.assurance < Assurance.VOUCHED or not (is_linked or is_command):
        return False
    if is_linked:
        label = account.connection.label
        await in_thread(services.links.unlink, identity.id, f"the customer, on {label}")
        await _tell_the_others(services, identity, arrival, label)
    name = sha256(f"{arrival.id}:{identity.id}".encode()).hexdigest()[:32]
    words = UNLINKED_HERE if is_linked else NOT_LINKED
    await tell_alone(services, identity, f"{LINK_CAUSE}unlinked:{name}", words)
    return True


async def _tell_the_others(
    services: Services, identity: Identity, arrival: Arrival, label: str
) -> None:
    """Say so in the conversation that went on here, if somebody else has begun it."""
    conversation = identity.conversation
    began = await in_thread(services.identities.began, conversation) if conversation else None
    if began is None or began.id == identity.id:
        return
    notice = InboxMessage(
        id=sha256(f"unlinked:{identity.id}:{arrival.id}".encode()).hexdigest()[:32],
        conversation=conversation,
        kind=InboxMessageKind.NOTICE,
        text=parted(label),
        at=now().timestamp(),
        channel=identity.connection,
    )
    await send_once(services, notice)
