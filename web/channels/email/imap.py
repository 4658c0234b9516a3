"""A mailbox over IMAP: read only, by UID. Everything here blocks, for at most `_TIMEOUT`."""

from __future__ import annotations

import contextlib
import imaplib
import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from core.channels import Encryption, Mailbox
from core.errors import Unavailable
from web.channels.email.certificates import not_proven
from web.channels.email.reading import MAX_MAIL_BYTES

_TIMEOUT = 20.0  # seconds
_MOMENT = re.compile(r'INTERNALDATE "\s?([^"]{1,40})"')


class MailboxAway(Unavailable):
    """A mailbox can't be read now; the reason is told in words."""


@dataclass(frozen=True)
class Fetched:
    """A mail as the server has it; `at` is when it came there."""

    uid: int
    at: datetime
    raw: bytes


class OpenMailbox:
    """A folder that is open for reading."""

    def __init__(self, client: imaplib.IMAP4, folder: str) -> None:
        self._client = client
        status, told = client.select(f'"{folder}"', readonly=True)
        if status != "OK":
            raise MailboxAway(f"The mailbox has no folder '{folder}' ({_words(told)}).")
        self.uid_validity = _number(client.response("UIDVALIDITY")[1])
        self._next = _number(client.response("UIDNEXT")[1])

    def last_uid(self) -> int:
        """Return the number of the newest mail, 0 if there is none."""
        if self._next:
            return int(self._next) - 1
        return max(self.uids("ALL"), default=0)

    def uids_after(self, uid: int) -> list[int]:
        """Return the numbers of what came after a mail, in their order."""
        # "n:*" has the last one in it even where that is smaller than n.
        return [each for each in self.uids(f"UID {uid + 1}:*") if each > uid]

    def uids_since(self, day: datetime) -> list[int]:
        """Return the numbers of what came on that day or later; the server's zone may differ."""
        return self.uids(f"SINCE {day.strftime('%d-%b-%Y')}")

    def uids(self, criteria: str) -> list[int]:
        """Return the numbers of the mails that fit, in their order."""
        lines = self._call("SEARCH", criteria)
        return sorted(
            {int(each) for line in lines if isinstance(line, bytes) for each in line.split()}
        )

    def fetch(self, uid: int) -> Fetched | None:
        """Return a mail, None if it is there no more; a very large one without its end."""
        wanted = f"(UID INTERNALDATE BODY.PEEK[]<0.{MAX_MAIL_BYTES}>)"
        for part in self._call("FETCH", str(uid), wanted):
            if isinstance(part, tuple) and len(part) == 2:
                return Fetched(uid, _moment(part[0]), part[1])
        return None

    def _call(self, command: str, *words: str) -> list[bytes | tuple[bytes, bytes] | None]:
        status, told = self._client.uid(command, *words)
        if status != "OK":
            raise MailboxAway(f"The mail server refuses {command} ({_words(told)}).")
        return list(told)


@contextmanager
def open_mailbox(mailbox: Mailbox, password: str) -> Iterator[OpenMailbox]:
    """Open the folder of a mailbox for the length of the block; raises MailboxAway."""
    try:
        client = _connect(mailbox)
        with contextlib.closing(_Closing(client)):
            _sign_in(client, mailbox, password)
            yield OpenMailbox(client, mailbox.folder)
    except imaplib.IMAP4.error as error:
        raise MailboxAway(f"The mail server says: {_words(error)}") from error
    except ssl.SSLCertVerificationError as error:
        raise MailboxAway(not_proven(mailbox.incoming, error)) from error
    except (OSError, ssl.SSLError, EOFError) as error:
        server = mailbox.incoming
        raise MailboxAway(f"{server.host}:{server.port} can't be reached: {error}") from error


class _Closing:
    def __init__(self, client: imaplib.IMAP4) -> None:
        self._client = client

    def close(self) -> None:
        with contextlib.suppress(imaplib.IMAP4.error, OSError):
            self._client.logout()


def _connect(mailbox: Mailbox) -> imaplib.IMAP4:
    server = mailbox.incoming
    if server.encryption is Encryption.TLS:
        context = ssl.create_default_context()
        return imaplib.IMAP4_SSL(server.host, server.port, ssl_context=context, timeout=_TIMEOUT)
    client = imaplib.IMAP4(server.host, server.port, timeout=_TIMEOUT)
    if server.encryption is Encryption.STARTTLS:
        try:
            client.starttls(ssl.create_default_context())
        except BaseException:
            with contextlib.suppress(OSError):  # it may be shut already
                client.shutdown()
            raise
    return client


def _sign_in(client: imaplib.IMAP4, mailbox: Mailbox, password: str) -> None:
    try:
        client.login(mailbox.user, password)
    except UnicodeError:
        raise MailboxAway("IMAP takes no password with such letters. Choose another.") from None
    except imaplib.IMAP4.error as error:
        told = f"The mail server does not let '{mailbox.user}' in ({_words(error)})."
        raise MailboxAway(f"{told} Check the user and the password.") from error


def _moment(head: bytes) -> datetime:
    """Return when a mail came; "24-Nov-2026 10:02:03 +0100" is close to what mails have."""
    found = _MOMENT.search(head.decode("ascii", "replace"))
    try:
        told = (found[1] if found else "").replace("-", " ", 2)
        return parsedate_to_datetime(told).astimezone(UTC)
    except (ValueError, OverflowError):  # the last day of all, elsewhere
        return datetime.now(UTC)


def _number(told: list[bytes | None]) -> str:
    value = next((each for each in reversed(told) if each), b"")
    return value.decode("ascii", "replace").strip()


def _words(told: object) -> str:
    """Return what a server says; imaplib's errors hold its bytes."""
    parts = told if isinstance(told, list) else told.args if isinstance(told, Exception) else [told]
    words = (
        each.decode("utf-8", "replace") if isinstance(each, bytes) else str(each) for each in parts
    )
    return " ".join(words)[:300]
