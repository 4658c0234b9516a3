"""What a mail starts: words for a conversation, news of a mail of ours, or nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256

from core.channels import Arrival, Delivery, SecretName, What
from core.channels.email import (
    ReceivedMail,
    answered_by_address,
    answered_by_id,
    fate_of,
    is_vouched_for,
    message_id,
    own_words,
    why_no_answer,
    with_subject,
)
from core.channels.linking import code_of_address
from core.conversations import Privacy
from core.text import MAX_MESSAGE_LENGTH, clean_text, clip
from store.channels import MAX_MESSAGE_ID_LENGTH, KeptMail
from web.channels.adapter import Account
from web.channels.cleaning import cleaned
from web.channels.email.imap import Fetched
from web.channels.email.reading import read_mail

_IDS = re.compile(r"<[^<>\s]{1,198}>")
_MOST_IDS = 50
MAX_ORIGINAL_LENGTH = 100_000  # characters of a mail that are kept


@dataclass(frozen=True)
class Taken:
    """A mail, and the arrivals it is."""

    mail: KeptMail
    arrivals: tuple[Arrival, ...] = ()


def take_mail(account: Account, fetched: Fetched, privacy: Privacy) -> Taken:
    """Return what a fetched mail starts; nothing of a person's stays unmasked."""
    mail = read_mail(fetched.raw)
    own = account.connection.account
    answers = _answers(account, mail)
    unanswered = why_no_answer(mail, own)
    kept = KeptMail(
        external=_digest(mail),
        message_id=mail.message_id[:MAX_MESSAGE_ID_LENGTH],
        refers_to=tuple(_IDS.findall(mail.refers_to)[-_MOST_IDS:]),
        sender=mail.sender,
        subject=privacy.mask(clean_text(mail.subject))[:500],
        text="" if unanswered else privacy.mask(clean_text(mail.text))[:MAX_ORIGINAL_LENGTH],
        attachments=tuple(clean_text(name) for name in mail.attachments),
        unanswered=unanswered,
        at=fetched.at,
    )
    found = _news(account, mail, kept) if unanswered else [_words(account, mail, kept, answers)]
    return Taken(kept, tuple(cleaned(each, privacy) for each in found))


def unreadable_mail(fetched: Fetched) -> Taken:
    """Return a mail of which nothing could be read, so that it is not tried again for ever."""
    digest = sha256(fetched.raw).hexdigest()[:48]
    why = "It could not be read."
    return Taken(KeptMail(digest, "", (), "", "", "", (), why, fetched.at))


def _answers(account: Account, mail: ReceivedMail) -> int:
    """Return which of our mails it answers: by the address it came to, else by its references."""
    secret = account.secret(SecretName.SECRET)
    by_address = answered_by_address(secret, mail.recipients)
    return by_address or answered_by_id(secret, mail.refers_to)


def _words(account: Account, mail: ReceivedMail, kept: KeptMail, answers: int) -> Arrival:
    is_reply = bool(kept.refers_to) or bool(answers)
    said = with_subject(mail.subject, own_words(mail.text, is_reply), not is_reply)
    mailbox = account.connection.mailbox
    assert mailbox is not None
    results = mail.headers.get("authentication-results", ())
    return Arrival(
        id=kept.external,
        what=What.WORDS,
        sender=mail.sender,
        at=kept.at.timestamp(),
        text=clip(said, MAX_MESSAGE_LENGTH),
        files=mail.files,
        name=mail.name,
        is_cut=len(said) > MAX_MESSAGE_LENGTH,
        answers=answers,
        token=code_of_address(mail.recipients),
        assurance=int(is_vouched_for(results, mailbox.trusted, mail.sender)),
    )


def _news(account: Account, mail: ReceivedMail, kept: KeptMail) -> list[Arrival]:
    """Return what a mail server tells of a mail that is surely ours."""
    fate = fate_of(mail, account.connection.account)
    secret = account.secret(SecretName.SECRET)
    returned = mail.report.about if mail.report else mail.text
    about = answered_by_address(secret, mail.recipients) or answered_by_id(secret, returned)
    if fate is None or not about:
        return []
    name = message_id(secret, account.connection.account, about)
    told = Arrival(
        id=kept.external,
        what=What.STATUS,
        at=kept.at.timestamp(),
        about=name,
        delivery=fate.delivery,
        reason=fate.reason,
    )
    if fate.delivery is not Delivery.FAILED or not fate.is_nobody:
        return [told]
    gone = Arrival(id=f"{kept.external}:gone", what=What.BLOCKED, answers=about, reason=fate.reason)
    return [told, gone]


def _digest(mail: ReceivedMail) -> str:
    """Return what makes it this mail, wherever it is moved and however often it is delivered.

    Its number is another one in every folder, and some programs give two mails one Message-ID.
    """
    told = (mail.message_id, mail.sender, mail.all("date"), mail.subject, mail.text)
    return sha256("\n".join(told).encode("utf-8", "replace")).hexdigest()[:48]
