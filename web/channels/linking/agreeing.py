"""Both ends of a link agree, or it is over; then the conversation goes on there."""

from __future__ import annotations

from core.channels import Outgoing, Said, Styled, capability_of, lay_out
from core.channels.linking import (
    GOES_ON_HERE,
    REFUSED,
    WAITS,
    Direction,
    Link,
    LinkState,
    goes_on_there,
)
from core.conversations import Button, InboxMessage, InboxMessageKind
from store.channels import Identity, Post
from store.clock import now
from store.realtime import DESK
from web.handoffs import send_once
from web.http import in_thread
from web.services import Services

LINK_CAUSE = "link:"  # what the causes of questions to a messenger begin with


async def agree(services: Services, link: Link, at_page: bool) -> Link:
    """Let one end say yes; once both have, the conversation goes over."""
    link = await in_thread(services.links.agree, link.id, at_page)
    if link.is_agreed and link.over_at is None:
        await _carry_out(services, link)
    elif not at_page and link.there_at is not None:
        await tell(services, link, "waits", WAITS)
    return await in_thread(services.links.get, link.id) or link


async def refuse(services: Services, link: Link, at_page: bool) -> Link:
    """Let one end say no: nothing has changed."""
    link = await in_thread(services.links.give_up, link.id)
    if not at_page and link.state(now()) is LinkState.OVER:
        await tell(services, link, "refused", REFUSED)
    return link


async def _carry_out(services: Services, link: Link) -> None:
    """A crash repeats it: what was done before stays, and is told once."""
    messenger = await in_thread(services.identities.by_id, link.identity)
    page = await in_thread(services.conversations.get, link.conversation)
    if messenger is None:
        return
    goes_there = link.direction is Direction.THERE
    conversation = link.went_on or (link.conversation if goes_there else messenger.conversation)
    await in_thread(services.links.carry_out, link, conversation, page.profile.name)
    connection = services.settings.connections.by_name.get(link.connection)
    label = connection.label if connection else link.connection
    words = goes_on_there(label) if goes_there else GOES_ON_HERE
    notice = InboxMessage(
        id=f"link-{link.id}",
        conversation=conversation,
        kind=InboxMessageKind.NOTICE,
        text=words,
        at=now().timestamp(),
        channel=link.connection,
    )
    await send_once(services, notice)
    if not goes_there:
        await tell(services, link, "done", GOES_ON_HERE)
    await services.news.publish(DESK, conversation=conversation)


async def tell(
    services: Services, link: Link, what: str, words: str, buttons: tuple[Button, ...] = ()
) -> None:
    """Say something about a link on its messenger, once; it belongs to no conversation."""
    who = await in_thread(services.identities.by_id, link.identity)
    if who is not None:
        await tell_alone(services, who, f"{LINK_CAUSE}{link.id}:{what}", words, buttons)


async def tell_alone(
    services: Services, who: Identity, cause: str, words: str, buttons: tuple[Button, ...] = ()
) -> None:
    """Say something on a messenger that stands in no transcript, once for each cause."""
    connection = services.settings.connections.by_name.get(who.connection)
    if connection is None:
        return
    said = [Said(0, Styled(words), buttons)]
    messages: list[Outgoing] = lay_out(said, capability_of(connection))
    posts = [
        Post(who.connection, who.external, "", f"{cause}:{part}" if part else cause, message)
        for part, message in enumerate(messages)
    ]
    await in_thread(services.outbox.add, posts)
