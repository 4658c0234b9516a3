"""Reading `settings/connections.yml`: through which messengers customers may write."""

from __future__ import annotations

import re
from pathlib import Path

from core.channels import CONNECTION_NAME, RESERVED_NAMES, Connection, Connections, Kind
from store.settings_files.addresses import has_host
from store.settings_files.yaml_reader import Section, read_yaml

_KEYS = ("kind", "label", "account", "api")
# What leaves the machine is encrypted.
_ADDRESS = re.compile(
    r"(?:https://[^\s/?#@]+|http://(?:127\.0\.0\.1|localhost)(?::\d{1,5})?)(?:/[^\s?#]*)?\Z"
)
_VENDORS = {
    Kind.TELEGRAM: "https://api.telegram.org",
    Kind.WHATSAPP: "https://graph.facebook.com/v26.0",
}
_BUILT = (Kind.TELEGRAM, Kind.WEBHOOK)
_NEED_AN_ACCOUNT = frozenset({Kind.WHATSAPP})  # whose calls name it


def read_connections(folder: Path) -> Connections:
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
    kind = Kind(section.one_of("kind", [each.value for each in _BUILT]))
    account = section.text("account") if "account" in section else ""
    if kind in _NEED_AN_ACCOUNT and not account:
        raise section.fault("account", f"'account' is missing; a {kind.value} connection needs it.")
    return Connection(name, kind, section.text("label"), _address(section, kind), account)


def _address(section: Section, kind: Kind) -> str:
    if "api" not in section:
        if kind not in _VENDORS:
            problem = "'api' is missing: where messages to customers are sent."
            raise section.fault("api", problem)
        return _VENDORS[kind]
    address = section.text("api")
    if not _ADDRESS.match(address) or not has_host(address):
        problem = (
            f"'api' is '{address}'; it must begin with https://, or be an address on this machine, "
            "as http://127.0.0.1:8000/…, without '?' and '#'."
        )
        raise section.fault("api", problem)
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
