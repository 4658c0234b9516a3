"""A message that failed: sent again, the same way or by another of the customer's channels."""

from __future__ import annotations

from dataclasses import dataclass

from core.channels import Delivery, Said, capability_of, lay_out, without_files
from core.channels.linking import Judged, context_travels
from core.conversations import WEB_CHANNEL
from core.errors import Conflict, NotFound
from store.channels import AGAIN_CAUSE, Identity, Post, Posted
from web.channels.linking.judging import judge
from web.http import in_thread
from web.services import Services


@dataclass(frozen=True)
class Channel:
    """One of a customer's channels, as the desk shows it.

    is_here: what is said in the conversation goes there now
    judged: whether something could go there, and why not; None for the website's chat
    """

    identity: Identity
    label: str
    is_here: bool
    judged: Judged | None


def channels_of(services: Services, conversation: str) -> list[Channel]:
    """Return who a conversation's customer is on each channel; reads SQL.

    Those linked with whoever began it, which is what a message may be sent by; the best first.
    """
    began = services.identities.began(conversation)
    if began is None:
        return []
    people = [
        each
        for each in services.identities.of_person(began.person)
        if each.id == began.id or context_travels(each, began)
    ]
    here = services.identities.whereabouts(conversation)
    found = [_channel(services, each, here) for each in people]
    order = {each.way.connection: each for each in judge(services, conversation, people)}
    told = [_with(each, order.get(each.identity.connection)) for each in found]
    return sorted(told, key=lambda each: each.judged.place or 99 if each.judged else 0)


def _channel(services: Services, who: Identity, here: Identity | None) -> Channel:
    known = services.settings.connections.by_name.get(who.connection)
    label = "Website chat" if who.connection == WEB_CHANNEL else who.connection
    is_here = here is not None and here.id == who.id
    return Channel(who, known.label if known else label, is_here, None)


def _with(channel: Channel, found: Judged | None) -> Channel:
    return Channel(channel.identity, channel.label, channel.is_here, found)


async def try_another(services: Services, failed: Posted) -> None:
    """Send what failed by the customer's next channel, once; what was sent again is left."""
    if failed.conversation and not failed.cause.startswith(AGAIN_CAUSE):
        await in_thread(_try_another, services, failed)


async def try_others(
    services: Services, connection: str, external: str, lost_file: bool = False
) -> None:
    """The same for what a vendor tells later that it has failed.

    lost_file: it failed because of its file, whose link is then sent the same way instead
    """
    for posted in await in_thread(services.outbox.by_external, connection, external):
        if posted.state is not Delivery.FAILED:
            continue
        if lost_file and posted.message.files and not posted.cause.startswith(AGAIN_CAUSE):
            await in_thread(_send_link, services, posted)
        else:
            await try_another(services, posted)


def _send_link(services: Services, failed: Posted) -> None:
    connection = services.settings.connections.by_name.get(failed.connection)
    if connection is not None:
        message = without_files(failed.message, capability_of(connection))
        cause = f"{AGAIN_CAUSE}{failed.id}"
        post = Post(failed.connection, failed.recipient, failed.conversation, cause, message)
        services.outbox.add([post])


def _try_another(services: Services, failed: Posted) -> None:
    whom = (failed.connection, failed.recipient)
    for channel in channels_of(services, failed.conversation):
        who = channel.identity
        is_another = (who.connection, who.external) != whom
        if is_another and channel.judged is not None and channel.judged.place:
            _post(services, failed, who, f"{AGAIN_CAUSE}{failed.id}")
            return


def send_again(services: Services, message: int, identity: int) -> Posted:
    """Send a failed message once more, to one of the customer's identities; reads and writes SQL.

    identity: 0 for the way it was sent first. Raises NotFound, and Conflict for one that has not
    failed or that is on its way again.
    """
    failed = services.outbox.get(message)
    if failed is None:
        raise NotFound("There is no such message. Reload the page.")
    if failed.state is not Delivery.FAILED:
        raise Conflict("It has not failed: it is on its way, or has arrived.")
    who = _recipient(services, failed, identity)
    cause = f"{AGAIN_CAUSE}{failed.id}:{who.id}"
    if services.outbox.by_cause(cause) is not None:
        raise Conflict("It was sent again that way already. What came of it stands beside it.")
    _post(services, failed, who, cause)
    return failed


def _recipient(services: Services, failed: Posted, identity: int) -> Identity:
    if not identity:
        who = services.identities.get(failed.connection, failed.recipient)
        if who is None:
            raise NotFound("Nobody is known under that address any more.")
        return who
    for channel in channels_of(services, failed.conversation):
        if channel.identity.id == identity and channel.judged is not None:
            if channel.judged.why_not:
                raise Conflict(f"Nothing can go by {channel.label}: {channel.judged.why_not}")
            return channel.identity
    raise NotFound("That channel is not linked with this customer any more. Reload the page.")


def _post(services: Services, failed: Posted, who: Identity, cause: str) -> None:
    """Lay the message out anew, as the other channel can show it."""
    connection = services.settings.connections.by_name[who.connection]
    message = failed.message
    said = Said(
        message.upto,
        message.words,
        message.buttons,
        message.by_person,
        message.files,
        message.since,
    )
    posts = [
        Post(who.connection, who.external, failed.conversation, f"{cause}{part}", each)
        for each in lay_out([said], capability_of(connection))
        for part in [f":part{each.part}" if each.part else ""]
    ]
    services.outbox.add(posts)
