"""What a mail to a member of staff says, from which server it goes, and when it is given up."""

from __future__ import annotations

from datetime import timedelta

import pytest

from core.channels import Encryption
from core.environment import read_environment
from core.staff_mail import WRITTEN_KINDS, StaffMailKind, read_mail_account, wait_before, words_of
from launch.paths import HOME

SECRETS = {"EFFIE_SECRET": "s" * 32, "EFFIE_IDENTITY_SECRET": "i" * 32}
MAIL = {
    "EFFIE_MAIL_FROM": "effie@tern.example",
    "EFFIE_MAIL_PASSWORD": "a password",
}


@pytest.mark.parametrize(
    ("url", "port", "encryption"),
    [
        ("smtps://mail.tern.example:465", 465, Encryption.TLS),
        ("smtp://mail.tern.example:587", 587, Encryption.STARTTLS),
        ("smtp+plain://127.0.0.1:25", 25, Encryption.NONE),
    ],
)
def test_the_environment_says_from_which_server_and_how_the_way_is_encrypted(
    url: str, port: int, encryption: Encryption
) -> None:
    environment = read_environment({**SECRETS, **MAIL, "EFFIE_MAIL_URL": url}, HOME)
    account = read_mail_account(environment, None)
    assert account is not None
    assert (account.address, account.user) == ("effie@tern.example", "effie@tern.example")
    assert (account.server.port, account.server.encryption) == (port, encryption)
    assert "a password" not in repr(account)


def test_without_a_server_and_a_mailbox_there_is_none() -> None:
    assert read_mail_account(read_environment(SECRETS, HOME), None) is None


@pytest.mark.parametrize("kind", WRITTEN_KINDS)
def test_each_mail_says_what_for_and_brings_its_address(kind: StaffMailKind) -> None:
    lasts = timedelta(hours=1) if kind is StaffMailKind.FORGOTTEN else timedelta(days=3)
    words = words_of(kind, "Tern", "Sam", "https://tern.example/x", lasts, "Ravi Menon")
    assert words.paragraphs[0] == "Hello Sam,"
    assert "https://tern.example/x" in words.paragraphs
    assert "Tern" in words.subject
    told = " ".join(words.paragraphs)
    assert ("for an hour" in told) is (kind is StaffMailKind.FORGOTTEN)
    assert ("for 3 days" in told) is (kind in (StaffMailKind.INVITED, StaffMailKind.RESET))
    assert ("Ravi Menon" in told) is (kind is StaffMailKind.MENTION)
    assert ("How to stop these" in told) is not kind.has_link


def test_a_mail_is_tried_for_about_a_day_and_later_where_the_server_asks_for_it() -> None:
    waits: list[timedelta] = []
    while (wait := wait_before(len(waits) + 1, None)) is not None:
        waits.append(wait)
    assert waits == sorted(waits)
    assert timedelta(hours=12) < sum(waits, timedelta()) < timedelta(days=2)
    assert wait_before(1, 90.0) == timedelta(seconds=90)
    assert wait_before(1, 1e9) == timedelta(hours=1)
