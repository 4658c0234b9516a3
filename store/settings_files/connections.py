"""Reading `settings/connections.yml`: through which messengers customers may write."""

from __future__ import annotations

import re
from datetime import timedelta

from core.channels import (
    CONNECTION_NAME,
    RESERVED_NAMES,
    Connection,
    Connections,
    Encryption,
    Kind,
    Mailbox,
    MailServer,
    Template,
)
from store.settings_files.reading.addresses import has_host
from store.settings_files.reading.folder import SettingsFolder
from store.settings_files.reading.yaml_reader import Section, read_yaml

_OF_MAIL = ("user", "imap", "smtp", "folder", "every_seconds", "trusted", "tags")
_OF_TWILIO = ("number",)
_KEYS = ("kind", "label", "account", "api", "template", "chat", *_OF_TWILIO, *_OF_MAIL)
_SERVER = ("host", "port", "encryption")
# What leaves the machine is encrypted.
_ADDRESS = re.compile(
    r"(?:https://[^\s/?#@]+|http://(?:127\.0\.0\.1|localhost)(?::\d{1,5})?)(?:/[^\s?#]*)?\Z"
)
_VENDORS = {
    Kind.TELEGRAM: "https://api.telegram.org",
    Kind.TWILIO: "https://api.twilio.com",
    Kind.SLACK: "https://slack.com/api",
    Kind.WHATSAPP: "https://graph.facebook.com/v26.0",
    Kind.MESSENGER: "https://graph.facebook.com/v26.0",
    Kind.INSTAGRAM: "https://graph.instagram.com/v26.0",
}
_NEED_AN_ACCOUNT = frozenset(
    {Kind.WHATSAPP, Kind.TWILIO, Kind.MESSENGER, Kind.INSTAGRAM, Kind.SLACK, Kind.EMAIL}
)
# An id of Twilio's, a workspace of Slack's: the secrets beside them look much the same.
_ACCOUNTS = {
    Kind.TWILIO: (re.compile(r"AC[0-9a-f]{32}\Z"), "the Account SID, AC and 32 digits"),
    Kind.SLACK: (re.compile(r"[TE][A-Z0-9]{2,30}\Z"), "the workspace's id, as T0123ABCD"),
}
_NUMBER = re.compile(r"(?:whatsapp:)?\+[1-9]\d{4,14}\Z|\d{3,8}\Z")
_MAIL_ADDRESS = re.compile(r"[^\s@,;<>\"]{1,64}@[A-Za-z0-9.-]{1,255}\Z")
_HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?\Z")
_FOLDER = re.compile(r"[\x20-\x25\x27-\x5b\x5d-\x7e]{1,200}\Z")  # IMAP writes others in its own way
_HERE = frozenset({"127.0.0.1", "localhost"})
_MAIL_PORTS = {
    "imap": {Encryption.TLS: 993, Encryption.STARTTLS: 143, Encryption.NONE: 143},
    "smtp": {Encryption.TLS: 465, Encryption.STARTTLS: 587, Encryption.NONE: 25},
}


def read_connections(folder: SettingsFolder) -> Connections:
    """Read the file; raises Fault naming the line and what to write instead."""
    file = read_yaml(folder / "connections.yml", "connections")
    names = file.names("connections")
    list(names)  # raises for a name that is no text
    found: dict[str, Connection] = {}
    for name, section in names.sections(*_KEYS):
        found[name] = _connection(name, section)
    _refuse_shared_variables(names, found)
    return Connections(found)


def _connection(name: str, section: Section) -> Connection:
    if not CONNECTION_NAME.match(name) or name in RESERVED_NAMES:
        problem = (
            f"'{name}' can't name a connection: use small letters, digits, '_' and '-', "
            f"and none of {', '.join(sorted(RESERVED_NAMES))}."
        )
        raise section.fault("kind", problem)
    kind = Kind(section.one_of("kind", [each.value for each in Kind]))
    account = section.text("account") if "account" in section else ""
    if kind in _NEED_AN_ACCOUNT and not account:
        raise section.fault("account", f"'account' is missing; a {kind.value} connection needs it.")
    _check_account(section, kind, account)
    _refuse_others_keys(section, kind)
    mailbox = _mailbox(section) if kind is Kind.EMAIL else None
    number = _number(section) if kind is Kind.TWILIO else ""
    api = "" if mailbox else _address(section, kind)
    label = section.text("label")
    template = _template(section, kind is Kind.WHATSAPP or number.startswith("whatsapp:"), kind)
    chat = _link(section, "chat") if "chat" in section else ""
    return Connection(name, kind, label, api, account, mailbox, template, chat, number)


def _check_account(section: Section, kind: Kind, account: str) -> None:
    if kind in _ACCOUNTS and not _ACCOUNTS[kind][0].match(account):
        problem = f"'account' is '{account}'; it must be {_ACCOUNTS[kind][1]}."
        raise section.fault("account", problem)


def _number(section: Section) -> str:
    number = section.text("number")
    if not _NUMBER.match(number):
        problem = (
            f"'number' is '{number}'; it must be a number as \"+14155238886\", a short one of 3 to "
            '8 digits, or for WhatsApp "whatsapp:+14155238886", in quotes.'
        )
        raise section.fault("number", problem)
    return number


def _refuse_others_keys(section: Section, kind: Kind) -> None:
    others = ("api", "chat") if kind is Kind.EMAIL else _OF_MAIL
    for key in (*others, *(() if kind is Kind.TWILIO else _OF_TWILIO)):
        if key in section:
            raise section.fault(key, f"'{key}' says nothing to a {kind.value} connection.")


def _mailbox(section: Section) -> Mailbox:
    address = section.text("account")
    if not _MAIL_ADDRESS.match(address):
        problem = f"'account' is '{address}'; it must be one e-mail address: help@company.example."
        raise section.fault("account", problem)
    folder = section.text("folder") if "folder" in section else "INBOX"
    if not _FOLDER.match(folder):
        problem = "'folder' may have letters, digits and signs of ASCII, but no '&' and no '\\'."
        raise section.fault("folder", problem)
    every = section.whole("every_seconds", 1, 3600) if "every_seconds" in section else 15
    tags = section.one_of("tags", ("on", "off")) if "tags" in section else "on"
    return Mailbox(
        address=address,
        user=section.text("user") if "user" in section else address,
        incoming=_server(section, "imap", Encryption.TLS),
        outgoing=_server(section, "smtp", Encryption.STARTTLS),
        folder=folder,
        every=timedelta(seconds=every),
        trusted=section.text("trusted") if "trusted" in section else "",
        takes_tags=tags == "on",
    )


def _server(section: Section, key: str, usual: Encryption) -> MailServer:
    server = section.section(key, *_SERVER)
    host = server.text("host")
    if not _HOST.match(host):
        raise server.fault(
            "host", f"'host' is '{host}'; it must be a name, as mail.company.example."
        )
    known = [each.value for each in Encryption]
    given = server.one_of("encryption", known) if "encryption" in server else usual.value
    encryption = Encryption(given)
    if encryption is Encryption.NONE and host not in _HERE:
        problem = (
            "'encryption' may be none for a server on this machine only; write tls or starttls."
        )
        raise server.fault("encryption", problem)
    usual_port = _MAIL_PORTS[key][encryption]
    port = server.whole("port", 1, 65535) if "port" in server else usual_port
    return MailServer(host, port, encryption)


def _template(section: Section, has_templates: bool, kind: Kind) -> Template | None:
    if "template" not in section:
        return None
    if not has_templates:
        raise section.fault("template", f"A {kind.value} connection has no 'template'; remove it.")
    if kind is Kind.TWILIO:  # its id says which language
        return Template(section.section("template", "name").text("name"), "")
    template = section.section("template", "name", "language")
    return Template(template.text("name"), template.text("language"))


def _address(section: Section, kind: Kind) -> str:
    if "api" not in section:
        if kind not in _VENDORS:
            problem = "'api' is missing: where messages to customers are sent."
            raise section.fault("api", problem)
        return _VENDORS[kind]
    return _link(section, "api")


def _link(section: Section, key: str) -> str:
    address = section.text(key)
    if not _ADDRESS.match(address) or not has_host(address):
        problem = (
            f"'{key}' is '{address}'; it must begin with https://, or be an address on this "
            "machine, as http://127.0.0.1:8000/…, without '?' and '#'."
        )
        raise section.fault(key, problem)
    return address.rstrip("/")


def _refuse_shared_variables(names: Section, found: dict[str, Connection]) -> None:
    """Two names that differ in signs alone would share their secrets."""
    seen: dict[str, str] = {}
    for name in found:
        own = re.sub(r"[^A-Z0-9]", "_", name.upper())
        if own in seen:
            problem = f"'{name}' would have the same secrets as '{seen[own]}'; rename one of them."
            raise names.fault(name, problem)
        seen[own] = name
