"""A code that came over a messenger, and the answer to the question it brings up there."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

from core.channels import Arrival, What, chosen, read_token
from core.channels.linking import (
    FOR_THE_SIGNED_IN,
    LINK_LASTS,
    MAX_LINK_TRIES,
    MAX_LINK_TRIES_OF_ALL,
    NOT_VALID,
    NOTHING_HERE,
    Assurance,
    Direction,
    Link,
    Shown,
    asks_here,
    asks_there,
    hashed,
    may_be_fetched,
    shown_in,
)
from core.conversations import Button, Choice, ChoiceKind, Holder
from core.errors import TooMany
from store.channels import Identity
from web.channels.adapter import Account
from web.channels.linking.agreeing import LINK_CAUSE, agree, refuse, tell, tell_alone
from web.channels.linking.parting import unlinks
from web.http import in_thread
from web.services import Services

YES_OR_NO = (
    Button("Yes", Choice(ChoiceKind.GO_ON, "yes")),
    Button("No", Choice(ChoiceKind.GO_ON, "no")),
)
_ASKED = "asked"


async def takes_link(
    services: Services, account: Account, identity: Identity, arrival: Arrival
) -> bool:
    """Deal with what is about a link; False for anything else, which is for the conversation."""
    taking = _Taking(services, account, identity, arrival)
    return (
        await taking.answer()
        or await taking.code()
        or await unlinks(services, account, identity, arrival)
    )


class _Taking:
    def __init__(
        self, services: Services, account: Account, identity: Identity, arrival: Arrival
    ) -> None:
        self._services, self._account = services, account
        self._identity, self._arrival = identity, arrival

    async def answer(self) -> bool:
        """Take a yes or a no, tapped or typed, of whoever was asked."""
        found = await (self._tapped() if self._arrival.what is What.TAP else self._typed())
        if found is None:
            return False
        link, place = found
        if place == 0:
            await agree(self._services, link, at_page=False)
        else:
            await refuse(self._services, link, at_page=False)
        return True

    async def code(self) -> bool:
        """Use a code; what only looks like one goes on as words."""
        shown = _code_in(self._arrival)
        if shown is None or not await self._may_try():
            return False
        kept = hashed(shown.code, self._services.environment.secret)
        use = self._services.links.use
        link = await in_thread(use, kept, self._identity.connection, self._identity.id)
        if link is not None:
            await self._ask(link)
            return True
        if not await self._is_meant(shown):
            return False
        await self._tell("invalid", NOT_VALID)
        return True

    async def _ask(self, link: Link) -> None:
        company = self._services.settings.widget.company
        if link.direction is Direction.THERE:
            words = asks_there(company, await self._began(link), link.number)
        elif problem := await self._why_not_here(link):
            await in_thread(self._services.links.give_up, link.id)
            await self._tell("not-here", problem)
            return
        else:
            words = asks_here(company, link.number)
        await tell(self._services, link, _ASKED, words, YES_OR_NO)

    async def _began(self, link: Link) -> str:
        """Return when the conversation began, by the company's clock."""
        page = await in_thread(self._services.conversations.get, link.conversation)
        settings = self._services.settings
        segment = settings.segments.of(page.profile.segment)
        zone = settings.queues[segment.queue].hours.zone
        return page.started_at.astimezone(zone).strftime("%H:%M")

    async def _why_not_here(self, link: Link) -> str:
        """Return why the messenger's conversation can't go on on the page, "" if it can."""
        name = self._identity.conversation
        may = self._services.identities.may_go_on
        if not name or not await in_thread(may, self._identity.id, name):
            return NOTHING_HERE
        get = self._services.conversations.get
        theirs, page = await in_thread(get, name), await in_thread(get, link.conversation)
        return "" if may_be_fetched(theirs.profile, page.profile) else FOR_THE_SIGNED_IN

    async def _tapped(self) -> tuple[Link, int] | None:
        token = read_token(self._arrival.token)
        posted = await in_thread(self._services.outbox.get, token[0]) if token else None
        if token is None or posted is None or not posted.cause.startswith(LINK_CAUSE):
            return None
        link = await in_thread(self._services.links.get, _link_of(posted.cause))
        is_theirs = link is not None and link.identity == self._identity.id
        return (link, token[1]) if link is not None and is_theirs else None

    async def _typed(self) -> tuple[Link, int] | None:
        if self._arrival.what is not What.WORDS:
            return None
        place = chosen(self._arrival.text, YES_OR_NO)
        if place is None:
            return None
        link = await in_thread(self._services.links.asked_of, self._identity.id)
        if link is None or not await self._is_proven(link):
            return None
        return (link, place)

    async def _is_proven(self, link: Link) -> bool:
        """Tell whether it surely came from whoever was asked.

        Where the channel does not vouch, as of a mail that anybody could have written, only an
        answer to our very question does.
        """
        if self._arrival.assurance >= Assurance.VOUCHED:
            return True
        answered = await in_thread(self._services.outbox.get, self._arrival.answers)
        return answered is not None and _link_of(answered.cause) == link.id

    async def _may_try(self) -> bool:
        """Tell whether another code may be tried; beyond it is taken for words."""
        connection, lasts = self._identity.connection, int(LINK_LASTS.total_seconds())
        hit = self._services.limits.hit
        try:
            await hit(f"link:{self._identity.id}", MAX_LINK_TRIES, lasts)
            await hit(f"link-of:{connection}", MAX_LINK_TRIES_OF_ALL, lasts)
        except TooMany:
            return False
        return True

    async def _is_meant(self, shown: Shown) -> bool:
        """Tell whether it can only be a code; an agent may have asked for a number like it."""
        if not shown.alone or not any(sign.isalpha() for sign in shown.code):
            return False
        holder = await self._services.holders.get(self._identity.conversation)
        return holder is not Holder.AGENT

    async def _tell(self, what: str, words: str) -> None:
        name = f"{self._arrival.id}:{self._identity.id}"
        cause = f"{LINK_CAUSE}{what}:{sha256(name.encode()).hexdigest()[:32]}"
        await tell_alone(self._services, self._identity, cause, words)


def _code_in(arrival: Arrival) -> Shown | None:
    if arrival.what in {What.BEGUN, What.WORDS, What.UNREADABLE} and arrival.token:
        found = shown_in(arrival.token)
        return replace(found, alone=True) if found else None
    return shown_in(arrival.text) if arrival.what is What.WORDS else None


def _link_of(cause: str) -> int:
    number = cause.removeprefix(LINK_CAUSE).partition(":")[0]
    return int(number) if number.isdecimal() else 0
