"""What goes out: laid out as the vendor can show it, sent in order to each person, tried again."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from time import monotonic

import structlog

from core.attachments import LASTS_SENT, Attached, FileLinks
from core.channels import (
    MAX_ATTEMPTS,
    NeverSent,
    NotSentNow,
    Outgoing,
    PerhapsSent,
    Said,
    SentFile,
    capability_of,
    lay_out,
    markdown_of,
    may_be_sent,
    may_go,
    used_after,
    wait_after,
)
from core.conversations import Author, Utterance
from store.channels import Lane, Posted
from store.clock import now
from web.channels.accounts import accounts, adapter_of
from web.channels.adapter import Account, Remembers, SendsLate
from web.channels.files import as_links, send_files
from web.channels.linking import try_another
from web.channels.markup import to_styled
from web.channels.side_by_side import Lanes
from web.http import in_thread
from web.services import Services

log = structlog.get_logger()

_REMEMBERED = 10_000  # recipients
_AT_ONCE = 16  # calls to a vendor at the same time
_FOR_CALLS_UNDER_WAY = 5.0  # seconds
# In which what a vendor tells by itself has come, what it lists is listed, and a process that has
# left off has noted what it had under way.
_FOR_WORD_OF_IT = 15.0  # seconds
_NOBODY_KNOWS = "Nobody knows yet whether it arrived."
_OUT_OF_WINDOW = (
    "So long after their last word the vendor takes nothing. Wait until they write again, "
    "or reach them another way."
)


class Sending:
    """Fills the outbox from the record, and empties it; remembers whom to leave alone, and when."""

    def __init__(self, services: Services) -> None:
        self._services, self._lanes = services, Lanes(_AT_ONCE)
        self._resting: dict[str, float] = {}  # connections, until when
        self._used: dict[tuple[str, str], float] = {}  # whose pace is used up, until when

    async def post_what_is_new(self) -> None:
        """Put what was said lately into the outbox."""
        while await in_thread(self._services.posting.post_what_is_new, self._lay_out):
            pass

    async def send_what_is_due(self) -> None:
        """Send the oldest message of everybody who may get one now."""
        on, busy = accounts(self._services), self._lanes.busy()
        at = monotonic()
        awake = [name for name in on if self._resting.get(name, 0) <= at]
        due = await in_thread(self._services.outbox.due, awake) if awake else []
        for posted in due:
            lane, account = Lane(posted.connection, posted.recipient), on[posted.connection]
            if lane not in busy and self._in_pace(account, posted):
                self._lanes.begin(lane, partial(self._send, account, posted))

    async def end(self) -> None:
        """Leave off: calls that are under way are waited for, nothing else is begun.

        What a vendor does not answer in time is sent again by whoever goes on.
        """
        await self._lanes.end(_FOR_CALLS_UNDER_WAY)

    def _lay_out(self, name: str, said: Sequence[Utterance]) -> Sequence[Outgoing]:
        connection = self._services.settings.connections.by_name.get(name)
        if connection is None:  # it was taken out of the settings
            return ()
        base = self._services.environment.public_url
        ready = [ready_to_send(each, base, self._services.file_links) for each in said]
        return lay_out(
            [each for each in ready if not each.is_empty],
            capability_of(connection),
        )

    def _in_pace(self, account: Account, posted: Posted) -> bool:
        used_until = self._used.get((posted.connection, posted.recipient), 0.0)
        return may_go(used_until, monotonic(), capability_of(account.connection))

    async def _send(self, account: Account, posted: Posted) -> None:
        outbox = self._services.outbox
        if not await in_thread(outbox.note_attempt, posted):
            return  # while it waited for its turn the vendor has told, or another process went on
        try:
            external = await self._found(account, posted) or await self._hand_over(account, posted)
        except NotSentNow as error:
            await self._put_off(account, posted, error)
        except NeverSent as error:
            if error.unreachable:
                note = self._services.identities.note_unreachable
                await in_thread(note, posted.connection, posted.recipient, error.message)
            await self._fail(posted, error.message)
        except PerhapsSent as error:
            await self._fail(posted, error.message, tries_another=False)
        except Exception as error:
            log.error("channel.not_sent", message=posted.id, exc_info=error)
            await self._put_off(account, posted, NotSentNow(f"A fault of ours: {error!r}"))
        else:
            self._note_pace(account, posted)
            await in_thread(outbox.note_sent, posted, external)
            await self._tell_desk(posted)

    async def _found(self, account: Account, posted: Posted) -> str:
        """Return the vendor's id of what it has from an attempt that nobody saw the end of.

        "" where it is to be sent, perhaps again. Raises NotSentNow as long as word may still come:
        the vendor's, or that of the process which made the attempt.
        """
        if not posted.is_unsure or capability_of(account.connection).knows_copies:
            return ""
        if not posted.has_waited:
            raise NotSentNow(_NOBODY_KNOWS, perhaps=True)
        adapter = adapter_of(account)
        if not isinstance(adapter, Remembers):
            return ""
        try:
            found = await adapter.find(account, posted)
        except NotSentNow as error:
            error.perhaps = True
            raise
        for external in found:
            if not await in_thread(self._services.outbox.by_external, posted.connection, external):
                return external
        return ""

    async def _hand_over(self, account: Account, posted: Posted) -> str:
        adapter = adapter_of(account)
        if await self._is_in_window(account, posted):
            if posted.message.files:
                return await send_files(self._services, account, adapter, posted)
            return await adapter.send(account, posted)
        if isinstance(adapter, SendsLate):
            return await adapter.send_late(account, as_links(account, posted))
        raise NeverSent(_OUT_OF_WINDOW)

    async def _is_in_window(self, account: Account, posted: Posted) -> bool:
        capability = capability_of(account.connection)
        if capability.window is None:
            return True
        get = self._services.identities.get
        person = await in_thread(get, posted.connection, posted.recipient)
        if person is None or person.last_in_at is None:
            return True
        return may_be_sent(capability, now() - person.last_in_at)

    async def _put_off(self, account: Account, posted: Posted, error: NotSentNow) -> None:
        attempts, asked = posted.attempts + 1, error.wait
        is_for_word = posted.is_unsure and not posted.has_waited
        is_unsure = error.perhaps and not capability_of(account.connection).knows_copies
        if error.everybody:
            wait = wait_after(1, error.wait).total_seconds()
            self._resting[posted.connection] = monotonic() + wait
        elif attempts >= MAX_ATTEMPTS and not is_for_word:
            words = f"Given up after {attempts} attempts. {error.message}"
            await self._fail(posted, words, tries_another=not is_unsure)
            return
        if is_unsure:
            asked = max(asked or 0.0, _FOR_WORD_OF_IT)
        failed = 1 if is_for_word else min(attempts, MAX_ATTEMPTS)
        until = now() + wait_after(failed, asked)
        put_off = self._services.outbox.put_off
        await in_thread(put_off, posted, until, error.message, error.perhaps)
        await self._tell_desk(posted)

    async def _fail(self, posted: Posted, reason: str, tries_another: bool = True) -> None:
        log.warning("channel.failed", message=posted.id, connection=posted.connection)
        has_failed = await in_thread(self._services.outbox.note_failed, posted, reason)
        if has_failed and tries_another:
            await try_another(self._services, posted)
        await self._tell_desk(posted)

    def _note_pace(self, account: Account, posted: Posted) -> None:
        to, at = (posted.connection, posted.recipient), monotonic()
        if len(self._used) > _REMEMBERED:
            self._used = {each: until for each, until in self._used.items() if until > at}
        capability = capability_of(account.connection)
        self._used[to] = used_after(self._used.get(to, 0.0), at, capability)

    async def _tell_desk(self, posted: Posted) -> None:
        if posted.conversation:
            keep_in_step = self._services.written_answers.keep_in_step
            await in_thread(keep_in_step, posted.conversation)
            await self._services.news.publish(posted.conversation, kind="delivery")


def ready_to_send(each: Utterance, base: str, links: FileLinks) -> Said:
    """Return an utterance as it goes out: its words, its buttons, its files with their links."""
    files = tuple(_file(attached, base, links) for attached in each.attachments)
    words = to_styled(markdown_of(each, base), base)
    return Said(each.seq, words, each.buttons, each.author is Author.AGENT, files)


def _file(attached: Attached, base: str, links: FileLinks) -> SentFile:
    """Return a file with a link that is good for two weeks, if our own address is known."""
    url = base + links.of(attached.id, now(), lasts=LASTS_SENT) if base else ""
    return SentFile(attached, url)
