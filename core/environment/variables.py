"""Each variable of the environment: what it may hold, and what to write instead."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import quote, urlsplit

from core.errors import BadInput

MIN_SECRET_LENGTH = 32
_MAX_OF_A_KIND = 16  # processes on one machine
_CONNECTION_SECRET = re.compile(r"EFFIE_[A-Z0-9_]{1,40}_(?:TOKEN|SECRET|VERIFY)\Z")
_SEGMENT = r"(?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)"  # no "." and "..", nothing to escape
_REDIS_SCHEMES = frozenset({"redis", "rediss", "unix"})
_BUCKET = re.compile(rf"s3://[a-z0-9][a-z0-9.-]{{1,61}}[a-z0-9]{_SEGMENT}*/?\Z")
_SCANNER = re.compile(r"unix:/\S+\Z|[A-Za-z0-9.\[\]:-]+:[0-9]{1,5}\Z")
_HOST = re.compile(r"[A-Za-z0-9.-]{1,253}\Z|[0-9A-Fa-f:.]{2,45}\Z")
_INNER_URL = re.compile(r"http://(?:[A-Za-z0-9.-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(?::\d{1,5})?/?\Z")
_HOST_AND_PORT = re.compile(r"[a-z0-9.-]{1,253}:[0-9]{1,5}\Z")
_MAIL_URL = re.compile(r"smtps?://[A-Za-z0-9.-]{1,253}:[0-9]{1,5}\Z")
_MAIL_HERE = re.compile(r"smtp\+plain://(?:127\.0\.0\.1|localhost):[0-9]{1,5}\Z")
_MAIL_ADDRESS = re.compile(r"[^\s@,;<>\"]{1,64}@[A-Za-z0-9.-]{1,255}\Z")
_PUBLIC_URL = re.compile(rf"https?://[A-Za-z0-9.-]+(?::\d{{1,5}})?{_SEGMENT}*/?\Z")


def read_redis_url(variables: Mapping[str, str]) -> str:
    url = variables.get("REDIS_URL") or _own_redis(variables)
    try:
        address = urlsplit(url)
        is_one = address.scheme in _REDIS_SCHEMES and (address.port is None or address.port > 0)
    except ValueError:  # a port that is no number
        is_one = False
    if is_one:
        return url
    raise BadInput("REDIS_URL must be like redis://user:password@host:6379/0; unset, it is ours.")


def read_metrics_key(variables: Mapping[str, str]) -> str:
    key = variables.get("EFFIE_METRICS_KEY") or ""
    if not key or (len(key) >= MIN_SECRET_LENGTH and key.isascii()):
        return key
    raise BadInput(
        f"EFFIE_METRICS_KEY must be at least {MIN_SECRET_LENGTH} characters of ASCII; "
        "leave it out to serve no metrics."
    )


def read_logs(variables: Mapping[str, str]) -> str:
    logs = variables.get("EFFIE_LOGS") or "text"
    if logs in ("text", "json"):
        return logs
    raise BadInput(f"EFFIE_LOGS is '{logs}'; it must be 'text' or 'json'.")


def read_port(variables: Mapping[str, str], name: str, default: int) -> int:
    text = variables.get(name) or str(default)
    if text.isdecimal() and 0 < int(text) < 65536:
        return int(text)
    raise BadInput(f"{name} is '{text}'; it must be a port number from 1 to 65535.")


def read_host(variables: Mapping[str, str], name: str) -> str:
    host = (variables.get(name) or "127.0.0.1").strip("[]")
    if _HOST.match(host):
        return host
    raise BadInput(
        f"{name} is '{host}'; it must be an address of this machine to listen on, like 127.0.0.1, "
        "or 0.0.0.0 for all of them."
    )


def read_inner_urls(variables: Mapping[str, str], name: str) -> tuple[str, ...]:
    """Read one address, or several with blanks between them."""
    told = (variables.get(name) or "").split()
    return tuple(read_inner_url({name: url}, name) for url in told)


def read_inner_url(variables: Mapping[str, str], name: str) -> str:
    url = variables.get(name) or ""
    if url and not _INNER_URL.match(url):
        raise BadInput(
            f"{name} is '{url}'; it must be like http://host:5055, without a path. "
            "Unset, it is on this machine."
        )
    return url.rstrip("/")


def read_count(variables: Mapping[str, str], name: str) -> int:
    text = variables.get(name) or "1"
    if text.isdecimal() and len(text) < 3 and 0 < int(text) <= _MAX_OF_A_KIND:
        return int(text)
    raise BadInput(f"{name} is '{text}'; it must be a number from 1 to {_MAX_OF_A_KIND}.")


def _own_redis(variables: Mapping[str, str]) -> str:
    """Return where `make run` keeps a Redis."""
    port = read_port(variables, "EFFIE_REDIS_PORT", 6390)
    password = variables.get("EFFIE_REDIS_PASSWORD", "")
    user = f":{quote(password, safe='')}@" if password else ""
    return f"redis://{user}127.0.0.1:{port}/0"


def read_proxies(variables: Mapping[str, str]) -> int:
    text = variables.get("EFFIE_PROXIES") or "0"
    if text.isdecimal() and int(text) < 10:
        return int(text)
    raise BadInput(f"EFFIE_PROXIES is '{text}'; it must say how many proxies there are, 0 to 9.")


def read_public_url(variables: Mapping[str, str]) -> str:
    url = variables.get("EFFIE_PUBLIC_URL") or ""
    if url and not _PUBLIC_URL.match(url):
        raise BadInput(
            f"EFFIE_PUBLIC_URL is '{url}'; it must be like https://help.company.example, "
            "or https://company.example/support where a proxy serves Effie under a path."
        )
    return url.rstrip("/")


def read_attachments(variables: Mapping[str, str]) -> str:
    place = variables.get("EFFIE_ATTACHMENTS") or ""
    if place and not _BUCKET.match(place):
        raise BadInput(
            f"EFFIE_ATTACHMENTS is '{place}'; it must be like s3://bucket or s3://bucket/folder. "
            "Unset, files are kept in var/attachments."
        )
    return place


def read_scanner(variables: Mapping[str, str]) -> str:
    address = variables.get("EFFIE_SCANNER") or ""
    if address and not _SCANNER.match(address):
        raise BadInput(
            f"EFFIE_SCANNER is '{address}'; it must be like localhost:3310 or "
            "unix:/run/clamav/clamd.ctl. Unset, files are not scanned."
        )
    return address


def read_webhook_hosts(variables: Mapping[str, str]) -> frozenset[str]:
    given = (variables.get("EFFIE_WEBHOOK_HOSTS") or "").lower().replace(",", " ").split()
    for host in given:
        if not _HOST_AND_PORT.match(host):
            raise BadInput(
                f"EFFIE_WEBHOOK_HOSTS has '{host}'; it must be like crm.internal:8080, separated "
                "by commas. Unset, webhooks lead to public addresses over HTTPS alone."
            )
    return frozenset(given)


def read_mail_url(variables: Mapping[str, str]) -> str:
    url = variables.get("EFFIE_MAIL_URL") or ""
    if not url:
        return ""
    if not (_MAIL_URL.match(url) or _MAIL_HERE.match(url)):
        raise BadInput(
            f"EFFIE_MAIL_URL is '{url}'; it must be like smtps://mail.company.example:465, or "
            "smtp://mail.company.example:587 with STARTTLS. Unset, staff are written to from the "
            "mailbox that is connected."
        )
    if not _MAIL_ADDRESS.match(variables.get("EFFIE_MAIL_FROM") or ""):
        raise BadInput(
            "EFFIE_MAIL_FROM must be the address that staff are written to from, like "
            "effie@company.example, where EFFIE_MAIL_URL is set."
        )
    if not variables.get("EFFIE_MAIL_PASSWORD"):
        raise BadInput("EFFIE_MAIL_PASSWORD is missing; EFFIE_MAIL_URL needs it.")
    return url


def read_connection_secrets(variables: Mapping[str, str]) -> dict[str, str]:
    found = {name: value for name, value in variables.items() if _CONNECTION_SECRET.match(name)}
    found.pop("EFFIE_IDENTITY_SECRET", None)
    return found


def read_secret(variables: Mapping[str, str], name: str) -> str:
    secret = variables.get(name, "")
    if len(secret) >= MIN_SECRET_LENGTH:
        return secret
    raise BadInput(
        f"{name} must hold at least {MIN_SECRET_LENGTH} random characters; 'make run' makes one."
    )
