"""What a mail server's report tells of a mail of ours, in words (RFC 3464, RFC 3463)."""

from __future__ import annotations

from dataclasses import dataclass

from core.channels.delivery import Delivery
from core.channels.email.automatic import why_no_answer
from core.channels.email.received import ReceivedMail

_WORDS = {
    "1.1": "There is no such mailbox.",
    "1.2": "There is no such mail domain.",
    "1.10": "The domain takes no mail.",
    "2.1": "The mailbox is switched off.",
    "2.2": "The mailbox is full.",
    "2.3": "The mail is too large for the mailbox.",
    "3.4": "The mail is too large for their server.",
    "4.1": "Their mail server does not answer.",
    "4.4": "No way to their mail server is known.",
    "4.7": "It could not be delivered in time.",
    "7.1": "Their mail server refuses mail from us.",
}
_BY_CLASS = {
    "1": "The address is wrong.",
    "2": "The mailbox takes nothing.",
    "4": "Their mail server can't be reached.",
    "7": "Their mail server refuses mail from us.",
}
_NOBODY = frozenset({"1.1", "1.2", "1.10", "2.1"})
MAX_DIAGNOSTIC = 300  # characters


@dataclass(frozen=True)
class Fate:
    """What has become of a mail of ours. is_nobody: nothing will ever reach that address"""

    delivery: Delivery
    reason: str = ""
    is_nobody: bool = False


def fate_of(mail: ReceivedMail, own: str) -> Fate | None:
    """Return what a mail tells of a mail of ours, None if it tells nothing of the kind.

    That it is about one of ours must be proven by a tag; this says only what it tells.
    """
    report = mail.report
    if report is None:
        return _told_in_words(mail, own)
    if report.action == "failed":
        status = report.status.partition(" ")[0].strip()
        return Fate(
            Delivery.FAILED, in_words(status, report.diagnostic), _detail(status) in _NOBODY
        )
    if report.action in {"delivered", "relayed"}:
        return Fate(Delivery.DELIVERED if report.action == "delivered" else Delivery.SENT)
    return None


def in_words(status: str, diagnostic: str) -> str:
    """Return why a mail was refused, as people can read it."""
    detail = _detail(status)
    words = _WORDS.get(detail) or _BY_CLASS.get(detail.partition(".")[0])
    told = " ".join(diagnostic.split())[:MAX_DIAGNOSTIC]
    return f"{words or 'The mail came back.'}{f' ({told})' if told else ''}"


def is_nobody(status: str) -> bool:
    """Tell whether a status says that nobody has that address."""
    return status.startswith("5.") and _detail(status) in _NOBODY


def _told_in_words(mail: ReceivedMail, own: str) -> Fate | None:
    """Old servers send the mail back with words alone."""
    local = mail.sender.rpartition("@")[0].casefold()
    is_servers = local in {"mailer-daemon", "postmaster"} or mail.has("x-failed-recipients")
    if not is_servers or not why_no_answer(mail, own):
        return None
    return Fate(Delivery.FAILED, in_words("", mail.subject))


def _detail(status: str) -> str:
    """Return "1.1" of "5.1.1"."""
    return status.partition(".")[2]
