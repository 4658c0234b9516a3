"""Writing to members of staff as there is something to tell."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Collection

import structlog

from core.channels import NeverSent, NotSent, NotSentNow
from core.errors import Unavailable
from core.staff import FORGOTTEN_LINK_LASTS
from core.staff_mail import WRITTEN_KINDS, MailAccount, StaffMailKind
from store.clock import now
from store.staff_mail import DueMail, queue_what_is_due
from web.http import in_thread
from web.services import Services
from web.staff_mail.sending import mail_account, send_due

log = structlog.get_logger()

_LOOK_EVERY = 2.0  # seconds
_FIND_EVERY = 20.0
_FORGET_EVERY = 3600.0
_AFTER_A_FAULT = 30.0

Send = Callable[[Services, MailAccount, DueMail], Awaitable[None]]


async def mind_staff_mail(services: Services) -> None:
    """Queue what has become due and send what is queued, for ever.

    A mail is claimed before it is handed in: a process that dies meanwhile leaves it to be sent
    again later, under the same Message-ID.
    """
    found_at = forgot_at = float("-inf")
    while True:
        wait = _LOOK_EVERY
        try:
            if time.monotonic() - forgot_at >= _FORGET_EVERY:
                await in_thread(services.staff_mails.forget_old, now())
                forgot_at = time.monotonic()
            account = mail_account(services)
            if account is not None and time.monotonic() - found_at >= _FIND_EVERY:
                await in_thread(queue_what_is_due, services.database, now())
                found_at = time.monotonic()
            if account is not None:
                await send_all_due(services, account)
        except Unavailable as error:
            log.info("staff_mail.waiting", error=str(error))
        except Exception as error:
            log.error("staff_mail.failed", exc_info=error)
            wait = _AFTER_A_FAULT
        await asyncio.sleep(wait)


async def send_all_due(
    services: Services,
    account: MailAccount,
    send: Send = send_due,
    kinds: Collection[StaffMailKind] = WRITTEN_KINDS,
) -> None:
    """Send what is due, one after the other; each that is not taken waits for itself."""
    while (due := await in_thread(services.staff_mails.claim, now(), kinds)) is not None:
        try:
            await send(services, account, due)
        except NotSent as error:
            await _note_failed(services, due, error)
        except (OSError, Unavailable):
            raise
        except Exception as error:  # one that can't be written holds up no other
            log.error("staff_mail.not_written", mail=due.id, exc_info=error)
            reason = f"It could not be written ({type(error).__name__}); the log says why."
            await in_thread(services.staff_mails.note_failed, due, reason, False)
        else:
            await in_thread(services.staff_mails.note_sent, due)


async def _note_failed(services: Services, due: DueMail, error: NotSent) -> None:
    is_late = due.kind is StaffMailKind.FORGOTTEN and (
        now() - due.created_at > FORGOTTEN_LINK_LASTS
    )
    is_final = isinstance(error, NeverSent) or is_late
    asked = error.wait if isinstance(error, NotSentNow) else None
    log.warning("staff_mail.not_taken", mail=due.id, is_final=is_final)
    note = services.staff_mails.note_failed
    await in_thread(note, due, error.message, is_final, asked)
