"""Telling those who asked that what is announced is solved, each once."""

from __future__ import annotations

import structlog

from core.channels import Connection, Said, Styled, capability_of, lay_out
from core.conversations import InboxMessage, InboxMessageKind
from core.errors import Unavailable
from store.announcements import MAX_TOLD_AT_ONCE, Subscriber
from store.channels import Post
from store.clock import now
from store.realtime import ANNOUNCEMENTS, AWAY, RedisError
from web.attachments import mailbox_of
from web.handoffs import send_once
from web.http import in_thread, setting_apart
from web.services import Services

log = structlog.get_logger()

MAX_WAITING_BEFORE_NEWS = 500  # in the inbox: who writes is answered before others are told
_LOOK_EVERY = 5.0  # seconds, where no news comes
_NEXT = 0.2  # while there are many


async def mind_subscribers(services: Services) -> None:
    """Tell them as soon as it is solved, for ever."""
    async with services.hub.subscribe(ANNOUNCEMENTS) as watch:
        while True:
            pause = _LOOK_EVERY
            try:
                pause = _NEXT if await tell_subscribers(services) else _LOOK_EVERY
            except (RedisError, *AWAY, Unavailable) as error:
                log.warning("subscribers.waiting", error=str(error))
            except Exception as error:
                log.error("subscribers.not_told", exc_info=error)
            await watch.wait(pause)


async def tell_subscribers(services: Services) -> bool:
    """Tell those who wait for what is solved by now; tells whether there may be more of them.

    A crash repeats it from any point, and repeating says nothing twice: what is said in a
    conversation has an id made of who is told, and a mail is put into the outbox together with the
    note that they are. Who waits for a mail while no mailbox is on goes on waiting, and so does
    everybody while the inbox is long: it has room for so many, and the customers' words need it.
    """
    if await services.inbox.length() >= MAX_WAITING_BEFORE_NEWS:
        return False
    mailbox = mailbox_of(services)
    found = await in_thread(services.subscribers.to_tell, mailbox is not None)
    for subscriber in found:
        with setting_apart("subscriber.not_told", subscriber=subscriber.id):
            await _tell(services, subscriber, mailbox)
    return len(found) == MAX_TOLD_AT_ONCE


async def _tell(services: Services, subscriber: Subscriber, mailbox: Connection | None) -> None:
    if not subscriber.address:
        await send_once(services, _notice(subscriber))
        await in_thread(services.subscribers.note_told, subscriber)
    elif mailbox is not None:
        posts = _mail(services, subscriber, mailbox)
        await in_thread(services.subscribers.note_told, subscriber, posts)


def _notice(subscriber: Subscriber) -> InboxMessage:
    return InboxMessage(
        id=subscriber.name,
        conversation=subscriber.conversation,
        kind=InboxMessageKind.NOTICE,
        text=subscriber.in_words,
        at=now().timestamp(),
    )


def _mail(services: Services, subscriber: Subscriber, mailbox: Connection) -> list[Post]:
    company = services.settings.widget.company
    words = (
        f"{subscriber.in_words}\n\n"
        f"You asked {company} to tell you. There will be no further mail about it."
    )
    laid_out = lay_out([Said(0, Styled(words))], capability_of(mailbox))
    name, to = mailbox.name, subscriber.address
    return [
        Post(name, to, "", f"{subscriber.name}:{place}", message)
        for place, message in enumerate(laid_out)
    ]
