"""Which mails get no answer: two machines that answer each other never stop (RFC 3834)."""

from __future__ import annotations

import re

from core.channels.email.addresses import is_own
from core.channels.email.received import ReceivedMail

MAX_HOPS = 50  # servers that a mail has passed; more is a ring
_MACHINES = re.compile(
    r"(?:mailer-?daemon|postmaster|(?:no|do-?not|donot)[-_.]?reply|bounces?|auto-?(?:reply|mailer)"
    r"|listserv|majordomo|owner-.{0,60}|.{0,60}-(?:request|bounces?|owner))(?:[+=].{0,200})?",
    re.IGNORECASE,
)
_BULK = frozenset({"bulk", "list", "junk", "auto_reply"})
_NO_REPLIES = frozenset({"all", "oof", "autoreply"})
_LIST_HEADERS = ("list-id", "list-post", "list-unsubscribe", "list-help", "mailing-list")
_MACHINE_HEADERS = (
    *("x-autoreply", "x-autorespond", "x-autoresponder", "x-auto-reply", "x-vacation"),
    *("x-failed-recipients", "x-mailer-daemon", "feedback-id"),
)


def why_no_answer(mail: ReceivedMail, own: str) -> str:
    """Return why a mail starts no turn, "" if it is a person's.

    own: the address of our mailbox
    """
    if not mail.sender:
        return "It has no sender."
    if is_own(mail.sender, own):
        return "It is a mail of our own."
    if _is_report(mail):
        return "It is a mail server's report."
    if not _is_persons(mail):
        return "It was sent by a machine."
    if any(mail.has(name) for name in _LIST_HEADERS):
        return "It came over a mailing list."
    if len(mail.headers.get("received", ())) > MAX_HOPS:
        return "It goes round in a ring."
    return ""


def _is_report(mail: ReceivedMail) -> bool:
    returned_to = mail.all("return-path").strip()
    return mail.report is not None or mail.kind == "multipart/report" or returned_to == "<>"


def _is_persons(mail: ReceivedMail) -> bool:
    submitted = mail.all("auto-submitted").partition(";")[0].strip().lower()
    precedence = mail.all("precedence").strip().lower()
    suppressed = {word.strip().lower() for word in mail.all("x-auto-response-suppress").split(",")}
    local = mail.sender.rpartition("@")[0]
    return not (
        submitted not in {"", "no"}
        or precedence in _BULK
        or suppressed & _NO_REPLIES
        or any(mail.has(name) for name in _MACHINE_HEADERS)
        or _MACHINES.fullmatch(local)
    )
