"""Looking into mailboxes: every mail once, in order, also after a stop or a moved mailbox."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial
from hashlib import sha256
from time import monotonic

import structlog
from sqlalchemy.exc import DataError, IntegrityError

from core.channels import Mailbox, SecretName
from store.channels import Lane, Place
from store.clock import now
from web.channels.accounts import accounts
from web.channels.adapter import Account
from web.channels.bringing import set_aside
from web.channels.email.imap import Fetched, MailboxAway, OpenMailbox, open_mailbox
from web.channels.email.taking import Taken, take_mail, unreadable_mail
from web.channels.side_by_side import Lanes
from web.http import in_thread
from web.services import Services

log = structlog.get_logger()

_AT_A_TIME = 5  # mails between two places that are written down
_LONGEST = 200  # characters that the record has for where a mailbox is
_NOT_HELD = (ValueError, DataError, IntegrityError)  # what trying again changes nothing about
_A_DAY = timedelta(days=1)  # the server may be in another zone


class Postman:
    """Looks into every mailbox at its interval; remembers when it has."""

    def __init__(self, services: Services) -> None:
        self._services, self._lanes = services, Lanes(at_once=1)
        self._next: dict[str, float] = {}

    async def look(self) -> None:
        """Begin to look into those mailboxes whose time it is; none waits for another."""
        busy = self._lanes.busy()
        for account in accounts(self._services).values():
            lane = Lane(account.connection.name, "")
            if account.connection.mailbox and lane not in busy and self._is_due(account):
                self._lanes.begin(lane, partial(self._look_into, account))

    async def end(self) -> None:
        """Leave off; what was not kept is fetched again by whoever goes on."""
        await self._lanes.end()

    def _is_due(self, account: Account) -> bool:
        return self._next.get(account.connection.name, 0) <= monotonic()

    async def _look_into(self, account: Account) -> None:
        connection = account.connection
        assert connection.mailbox is not None
        problem = ""
        try:
            await asyncio.to_thread(self._fetch, account)
        except MailboxAway as error:
            problem = error.message
            log.warning("mailbox.away", connection=connection.name, reason=problem)
        self._next[connection.name] = monotonic() + connection.mailbox.every.total_seconds()
        await in_thread(self._services.mails.note_look, connection.name, problem)

    def _fetch(self, account: Account) -> None:
        mailbox, name = account.connection.mailbox, account.connection.name
        assert mailbox is not None
        with open_mailbox(mailbox, account.secret(SecretName.TOKEN)) as opened:
            place = self._place(name, _where(mailbox), opened)
            uids = _wanted(opened, place)
            for batch in _batches(uids):
                fetched = [found for uid in batch if (found := opened.fetch(uid))]
                place = replace(place, last_uid=batch[-1])
                self._keep_all(account, place, fetched)

    def _place(self, name: str, folder: str, opened: OpenMailbox) -> Place:
        """Return how far this mailbox was read; what was there before we came is left alone."""
        mails = self._services.mails
        known = mails.place(name)
        if known is None:
            known = Place(folder, opened.uid_validity, opened.last_uid(), now())
            mails.begin(name, known)
        elif (known.folder, known.uid_validity) != (folder, opened.uid_validity):
            log.warning("mailbox.numbered_anew", connection=name)
            known = _anew(known, folder, opened)
            mails.go_on_from(name, known)
        return known

    def _keep_all(self, account: Account, place: Place, fetched: Sequence[Fetched]) -> None:
        """Keep mails, and of one that the record cannot hold that it came: it stops no other."""
        wanted = [mail for mail in fetched if _is_wanted(mail, place)]
        taken = [self._take(account, mail) for mail in wanted]
        try:
            self._keep(account, place, taken)
        except _NOT_HELD:
            for mail, each in zip(wanted, taken, strict=True):
                self._keep_one(account, replace(place, last_uid=mail.uid), mail, each)
            self._keep(account, place, ())

    def _keep_one(self, account: Account, place: Place, mail: Fetched, taken: Taken) -> None:
        try:
            self._keep(account, place, (taken,))
        except _NOT_HELD as error:
            log.error("mail.not_kept", connection=account.connection.name, exc_info=error)
            self._keep(account, place, (unreadable_mail(mail),))

    def _keep(self, account: Account, place: Place, taken: Sequence[Taken]) -> None:
        name = account.connection.name
        found = [(each.mail, set_aside(self._services, name, each.arrivals)) for each in taken]
        self._services.mails.keep(name, place, found)

    def _take(self, account: Account, fetched: Fetched) -> Taken:
        """A mail that nobody can read holds up no other; it stays in its mailbox."""
        try:
            return take_mail(account, fetched, self._services.settings.privacy)
        except Exception as error:
            log.error("mail.not_read", connection=account.connection.name, exc_info=error)
            return unreadable_mail(fetched)


def _where(mailbox: Mailbox) -> str:
    """Return which folder it is, of which server."""
    server = mailbox.incoming
    told = f"{mailbox.user}@{server.host}:{server.port}/{mailbox.folder}"
    return told if len(told) <= _LONGEST else sha256(told.encode()).hexdigest()


def _anew(known: Place, folder: str, opened: OpenMailbox) -> Place:
    """Return where to go on when all numbers are others; a copy of a known mail starts nothing.

    Of the same folder what came since our first look is read again; of another one, as after a
    move to another provider, what has come since we looked last.
    """
    since = known.begun_at if known.folder == folder else known.looked_at or now()
    return Place(folder, opened.uid_validity, 0, since, opened.last_uid(), known.looked_at)


def _wanted(opened: OpenMailbox, place: Place) -> list[int]:
    """Return the numbers to read, in their order."""
    uids = opened.uids_after(place.last_uid)
    if place.last_uid >= place.renumbered_upto:
        return uids
    lately = set(opened.uids_since(place.begun_at - _A_DAY))
    return [uid for uid in uids if uid > place.renumbered_upto or uid in lately]


def _is_wanted(mail: Fetched, place: Place) -> bool:
    """Of those that have got other numbers, what came before our first look stays unread."""
    return mail.uid > place.renumbered_upto or mail.at >= place.begun_at.replace(microsecond=0)


def _batches(uids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(uids), _AT_A_TIME):
        yield uids[start : start + _AT_A_TIME]
