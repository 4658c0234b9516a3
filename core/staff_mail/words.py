"""What a mail to a member of staff says: never a customer's words, for mails lie anywhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from core.staff_mail.kinds import StaffMailKind


@dataclass(frozen=True)
class MailWords:
    """A mail's subject and its paragraphs, the address to open among them."""

    subject: str
    paragraphs: tuple[str, ...]


def words_of(
    kind: StaffMailKind,
    company: str,
    first_name: str,
    address: str,
    lasts: timedelta = timedelta(),
    by: str = "",
) -> MailWords:
    """Return what somebody is told.

    address: what they are to open
    lasts: how long a link works
    by: who has named them
    """
    subject, told = _WORDS[kind](company, _in_words(lasts), by)
    stop = () if kind.has_link else ("How to stop these mails: on your account's page.",)
    return MailWords(subject, (f"Hello {first_name},", told, address, *stop))


def _in_words(lasts: timedelta) -> str:
    hours = round(lasts.total_seconds() / 3600)
    return f"{hours // 24} days" if hours >= 48 else "an hour" if hours <= 1 else f"{hours} hours"


def _invited(company: str, lasts: str, _by: str) -> tuple[str, str]:
    return (
        f"Your account at {company}'s desk",
        f"An account was made for you at {company}'s desk. Set a password with this link. It works "
        f"once, for {lasts}; whoever has it can sign in as you, so pass it on to nobody.",
    )


def _reset(company: str, lasts: str, _by: str) -> tuple[str, str]:
    return (
        f"A new password for {company}'s desk",
        "An admin has ended your password. Set a new one with this link. It works once, for "
        f"{lasts}; whoever has it can sign in as you, so pass it on to nobody.",
    )


def _forgotten(company: str, lasts: str, _by: str) -> tuple[str, str]:
    return (
        f"A new password for {company}'s desk",
        "Somebody, you we hope, has asked for a new password. Set one with this link. It works "
        f"once, for {lasts}. If it was not you, do nothing: your password stays as it is.",
    )


def _mention(company: str, _lasts: str, by: str) -> tuple[str, str]:
    return (
        f"{by} has named you in a note, {company}",
        f"{by} has named you in a note on a conversation, and you have not read it yet:",
    )


def _follow_up(company: str, _lasts: str, _by: str) -> tuple[str, str]:
    return (
        f"A follow-up is due, {company}",
        "A customer was to hear from you or your team by now:",
    )


_WORDS: dict[StaffMailKind, Callable[[str, str, str], tuple[str, str]]] = {
    StaffMailKind.INVITED: _invited,
    StaffMailKind.RESET: _reset,
    StaffMailKind.FORGOTTEN: _forgotten,
    StaffMailKind.MENTION: _mention,
    StaffMailKind.FOLLOW_UP: _follow_up,
}
