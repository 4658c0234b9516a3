"""One arrival in its conversation: whose it is, which conversation, and what it means there."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256

from core.attachments import Attached
from core.channels import (
    OLD_BUTTON,
    UNKNOWN_BUTTON,
    Arrival,
    Said,
    Styled,
    What,
    capability_of,
    chosen,
    cut_off,
    lay_out,
    not_in_groups,
    read_token,
    unreadable,
)
from core.conversations import (
    Button,
    Holder,
    InboxMessage,
    InboxMessageKind,
)
from core.errors import BadInput
from core.text import MAX_MESSAGE_LENGTH, read_message
from store.channels import Identity, Post, Posted
from store.clock import now
from web.channels.accounts import adapter_of
from web.channels.adapter import Account
from web.channels.bringing import Bringing
from web.channels.going_on import conversation_of
from web.channels.linking import takes_link
from web.handoffs import send_once
from web.http import in_thread
from web.services import Services

_ID_LENGTH = 32


async def take_in(
    services: Services, account: Account, arrival: Arrival, arrived_at: datetime
) -> None:
    """Put what a customer wrote, sent or tapped into their conversation.

    Raises TooMany where it has to wait, NotSentNow where a file of it has to, and BadInput for what
    can't be used; then the customer has been told why.
    """
    hourly = capability_of(account.connection).hourly
    if hourly is not None:
        who = _digest(f"{account.connection.name}:{arrival.sender}")
        await services.limits.hit(f"hourly:{who}", hourly, 3600)
    meet = services.identities.meet
    args = (account.connection.name, arrival.sender, arrival.name, arrival.language)
    scope = account.connection.account
    identity = await in_thread(meet, *args, arrival.assurance, arrival.at, scope)
    if await takes_link(services, account, identity, arrival):
        return
    conversation = await conversation_of(services, account, identity, arrival)
    await in_thread(services.places.move, conversation.id, identity.id)
    taking = _Taking(services, account, arrival, identity, conversation.id)
    limit = services.settings.limits.messages_a_minute
    await services.limits.hit(f"messages:{conversation.id}", limit, 60)
    if arrival.what is What.BEGUN:
        await taking.tell(services.settings.widget.welcome)
    elif arrival.what is What.TAP:
        await taking.tap()
    else:
        await taking.words(arrived_at)


async def decline_group(services: Services, account: Account, arrival: Arrival) -> None:
    """Say once in a group that we answer in private."""
    connection = account.connection
    link = adapter_of(account).private_link(account)
    words = Styled(not_in_groups(connection.label, link))
    (message,) = lay_out([Said(0, words)], capability_of(connection))
    cause = f"group:{connection.name}:{_digest(arrival.sender)}"
    post = Post(connection.name, arrival.sender, "", cause, message)
    await in_thread(services.outbox.add, [post])


class _Taking:
    """An arrival on its way into a conversation."""

    def __init__(
        self,
        services: Services,
        account: Account,
        arrival: Arrival,
        identity: Identity,
        conversation: str,
    ) -> None:
        self._services, self._account, self._arrival = services, account, arrival
        self._identity, self._conversation = identity, conversation

    async def tell(self, words: str) -> None:
        """Say something about the channel itself; it stands in the transcript like all else."""
        await self._put(message_id("told", self._own_id), words, InboxMessageKind.NOTICE)

    async def tap(self) -> None:
        """A second tap on a button has the id of the first, and so means nothing more."""
        found = read_token(self._arrival.token)
        posted = await in_thread(self._services.outbox.get, found[0]) if found else None
        if found is None or posted is None or not self._is_theirs(posted):
            await self._refuse(UNKNOWN_BUTTON)
        elif posted.conversation != self._conversation:
            await self._refuse(OLD_BUTTON)
        elif found[1] >= len(posted.message.buttons):
            await self._refuse(UNKNOWN_BUTTON)
        else:
            await self._press(posted, found[1])

    async def words(self, arrived_at: datetime) -> None:
        arrival = self._arrival
        bringing = Bringing(self._services, self._account, self._conversation, self._own_id)
        brought = await bringing.bring_in(arrival, arrived_at)
        if arrival.text or brought.attached:
            await self._say(brought.attached)
        if brought.told:
            name = message_id("files", self._own_id)
            await self._put(name, brought.told, InboxMessageKind.NOTICE)
        if arrival.what is What.UNREADABLE:
            await self.tell(unreadable(arrival.thing))
        elif not arrival.text and not arrival.files:
            await self._refuse(unreadable("message"))
        if arrival.is_cut:
            await self._put(
                message_id("cut", self._own_id),
                cut_off(MAX_MESSAGE_LENGTH),
                InboxMessageKind.NOTICE,
            )
        if arrival.masked:
            notice = self._services.settings.privacy.notice
            await self._put(message_id("masked", self._own_id), notice, InboxMessageKind.NOTICE)

    async def _say(self, attached: tuple[Attached, ...] = ()) -> None:
        """A label or a number that is typed is the button; an agent's customer means the words."""
        holder = await self._services.holders.get(self._conversation)
        to_agent = holder is Holder.AGENT
        kind = InboxMessageKind.CUSTOMER
        pressed = None if to_agent or attached else await self._typed_button()
        if pressed is not None:
            await self._press(*pressed)
            return
        try:
            words = read_message(self._arrival.text) if self._arrival.text else ""
        except BadInput as error:
            if attached:
                await self._put(self._own_id, "", kind, to_agent=to_agent, attached=attached)
            await self._refuse(error.message)
            return
        await self._put(self._own_id, words, kind, to_agent=to_agent, attached=attached)

    async def _typed_button(self) -> tuple[Posted, int] | None:
        outbox, answers = self._services.outbox, self._arrival.answers
        turn = await in_thread(outbox.last_turn, self._conversation)
        answered = await in_thread(outbox.get, answers) if answers else None
        if answered is not None and answered.conversation == self._conversation:
            turn = [*turn, answered]  # what they had before them counts first
        for posted in reversed(turn):
            place = chosen(self._arrival.text, posted.message.buttons)
            if place is not None:
                return posted, place
        return None

    async def _press(self, posted: Posted, place: int) -> None:
        button = posted.message.buttons[place]
        name = message_id("tap", f"{posted.id}:{place}")
        await self._put(name, button.title, InboxMessageKind.CUSTOMER, button)

    async def _refuse(self, words: str) -> None:
        await self.tell(words)
        raise BadInput(words)

    def _is_theirs(self, posted: Posted) -> bool:
        whose = (posted.connection, posted.recipient)
        return whose == (self._identity.connection, self._identity.external)

    @property
    def _own_id(self) -> str:
        said = self._arrival.message or self._arrival.id
        return message_id(self._account.connection.name, said)

    async def _put(
        self,
        name: str,
        words: str,
        kind: InboxMessageKind,
        button: Button | None = None,
        to_agent: bool = False,
        attached: tuple[Attached, ...] = (),
    ) -> None:
        message = InboxMessage(
            id=name,
            conversation=self._conversation,
            kind=kind,
            text=words,
            at=now().timestamp(),
            choice=button.choice if button else None,
            channel=self._account.connection.name,
            to_agent=to_agent,
            attachments=attached,
        )
        is_theirs = kind is InboxMessageKind.CUSTOMER
        sender = _digest(f"{self._identity.connection}:{self._identity.external}")[:16]
        await send_once(self._services, message, sender if is_theirs else "")


def message_id(what: str, of: str) -> str:
    """Return the id of what somebody said, made of the vendor's."""
    return _digest(f"{what}:{of}")[:_ID_LENGTH]


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()
