"""A mailbox in the settings: servers, ports and encryption; a mistake is told with its line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from core.channels import Encryption, MailServer
from core.errors import Fault
from store.settings_files import read_settings

SHIPPED = Path(__file__).parents[3] / "settings"
GOOD = """connections:
  mail:
    kind: email
    label: E-mail
    account: help@company.example
    imap:
      host: imap.company.example
    smtp:
      host: smtp.company.example
      port: 2525
      encryption: tls
    folder: Help
    every_seconds: 30
    tags: off
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED, tmp_path / "settings"))


def test_what_is_left_out_is_the_usual(folder: Path) -> None:
    (folder / "connections.yml").write_text(GOOD)
    (mail,) = read_settings(folder).connections
    assert mail.missing({}) == ("EFFIE_MAIL_TOKEN", "EFFIE_MAIL_SECRET")
    mailbox = mail.mailbox
    assert mailbox is not None
    assert (mailbox.address, mailbox.user) == ("help@company.example",) * 2
    assert mailbox.incoming == MailServer("imap.company.example", 993, Encryption.TLS)
    assert mailbox.outgoing == MailServer("smtp.company.example", 2525, Encryption.TLS)
    assert (mailbox.folder, mailbox.every.seconds, mailbox.takes_tags) == ("Help", 30, False)


@pytest.mark.parametrize(
    ("old", "new", "line", "problem"),
    [
        ("help@company.example", "company.example", 5, "one e-mail address"),
        ("    account: help@company.example\n", "", 2, "'account' is missing"),
        ("    account:", "    api: https://x.example\n    account:", 5, "says nothing to a email"),
        ("      host: imap.company.example", "      host: imaps://x", 7, "must be a name"),
        ("      host: imap.company.example", "      hosts: x", 7, "Did you mean 'host'?"),
        ("encryption: tls", "encryption: none", 11, "on this machine only"),
        ("encryption: tls", "encryption: ssl", 11, "must be one of tls, starttls, none"),
        ("port: 2525", "port: 0", 10, "must be 1 to 65535"),
        ("folder: Help", "folder: Entwürfe", 12, "signs of ASCII"),
        ("every_seconds: 30", "every_seconds: 0", 13, "must be 1 to 3600"),
        ("tags: off", "tags: never", 14, "must be one of on, off"),
        ("kind: email", "kind: webhook", 6, "says nothing to a webhook connection"),
    ],
)
def test_a_mistake_is_told_with_its_line(
    folder: Path, old: str, new: str, line: int, problem: str
) -> None:
    assert old in GOOD
    (folder / "connections.yml").write_text(GOOD.replace(old, new))
    with pytest.raises(Fault, match=problem) as fault:
        read_settings(folder)
    assert (fault.value.file, fault.value.line) == ("settings/connections.yml", line)
