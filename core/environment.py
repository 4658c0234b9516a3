"""Where the processes find each other. Read once, by each process's entry module."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
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
_EVERYWHERE = {"0.0.0.0": "127.0.0.1", "": "127.0.0.1", "::": "::1"}  # noqa: S104
_HOST_AND_PORT = re.compile(r"[a-z0-9.-]{1,253}:[0-9]{1,5}\Z")
_MAIL_URL = re.compile(r"smtps?://[A-Za-z0-9.-]{1,253}:[0-9]{1,5}\Z")
_MAIL_HERE = re.compile(r"smtp\+plain://(?:127\.0\.0\.1|localhost):[0-9]{1,5}\Z")
_MAIL_ADDRESS = re.compile(r"[^\s@,;<>\"]{1,64}@[A-Za-z0-9.-]{1,255}\Z")
_PUBLIC_URL = re.compile(rf"https?://[A-Za-z0-9.-]+(?::\d{{1,5}})?{_SEGMENT}*/?\Z")


@dataclass(frozen=True)
class Environment:
    """The addresses, folders and secrets of one installation.

    host, bot_host, actions_host: what each process listens on
    actions_elsewhere, web_elsewhere: where the others reach these two, "" for this machine
    secret: signs what we hand to browsers
    identity_secret: shared with the host site, which signs its customers' identities with it
    proxies: how many reverse proxies of ours stand in front and tell the customer's address
    actions: how many action servers there are, on `actions_port` and the ports after it
    demo: serve Tern's demo page, which signs identities for its visitors
    demo_phone: and a messenger to try, which is connected by itself
    public_url: where people reach the web process, without a slash at the end; "" if not told
    connection_secrets: what the vendors of `settings/connections.yml` gave us, by variable
    attachments: where sent files are kept, as s3://bucket/folder; "" in `var/attachments`
    s3_endpoint: the address of an S3-compatible store other than Amazon's
    scanner: a virus scanner that speaks ClamAV's protocol, host:port or unix:/path; "" for none
    metrics_key: who sends it may read `/metrics`; "" for nobody
    webhook_hosts: where webhooks may lead in our own network and without HTTPS, as host:port
    mail_url: the server through which staff are written to: smtps://host:465, or smtp://host:587
        with STARTTLS; "" to write from the mailbox that is connected
    mail_from: the address it is written from, mail_user: who we are to the server
    logs: how each line of the logs looks: `text`, to read, or `json`, an object
    """

    host: str
    web_port: int
    bot_port: int
    actions_port: int
    actions: int
    database_url: str
    redis_url: str
    var: Path
    settings: Path
    articles: Path
    secret: str
    identity_secret: str
    demo: bool
    bot_host: str = "127.0.0.1"
    actions_host: str = "127.0.0.1"
    actions_elsewhere: tuple[str, ...] = ()
    web_elsewhere: str = ""
    demo_phone: bool = False
    proxies: int = 0
    public_url: str = ""
    connection_secrets: Mapping[str, str] = field(default_factory=dict, repr=False)
    attachments: str = ""
    s3_endpoint: str = ""
    scanner: str = ""
    metrics_key: str = field(default="", repr=False)
    logs: str = "text"
    webhook_hosts: frozenset[str] = frozenset()
    mail_url: str = ""
    mail_from: str = ""
    mail_user: str = ""
    mail_password: str = field(default="", repr=False)

    @property
    def base_path(self) -> str:
        """What a proxy puts before our paths and takes off again, as "/support"; "" if nothing."""
        return urlsplit(self.public_url).path

    @property
    def connection_variables(self) -> Mapping[str, str]:
        """What connections need of the environment: their secrets, and our address."""
        return {**self.connection_secrets, "EFFIE_PUBLIC_URL": self.public_url}

    @property
    def is_https(self) -> bool:
        """Whether people reach us over HTTPS only."""
        return self.public_url.startswith("https://")

    @property
    def actions_urls(self) -> tuple[str, ...]:
        """Where web and bot reach the action servers, one or several."""
        row = range(self.actions_port, self.actions_port + self.actions)
        return self.actions_elsewhere or tuple(_here(self.actions_host, port) for port in row)

    @property
    def web_url(self) -> str:
        """Where the action server reaches web, for the demo site's lookups."""
        return self.web_elsewhere or _here(self.host, self.web_port)


def read_environment(variables: Mapping[str, str], home: Path) -> Environment:
    """Read the environment variables; `home` is the project's folder.

    Raises BadInput naming the variable and what it should hold.
    """
    var = Path(variables.get("EFFIE_VAR") or home / "var")
    return Environment(
        host=_host(variables, "EFFIE_HOST"),
        bot_host=_host(variables, "EFFIE_BOT_HOST"),
        actions_host=_host(variables, "EFFIE_ACTIONS_HOST"),
        web_port=_port(variables, "EFFIE_WEB_PORT", 8080),
        bot_port=_port(variables, "EFFIE_BOT_PORT", 5005),
        actions_port=_port(variables, "EFFIE_ACTIONS_PORT", 5055),
        actions=_count(variables, "EFFIE_ACTIONS"),
        actions_elsewhere=_inner_urls(variables, "EFFIE_ACTIONS_URL"),
        web_elsewhere=_inner_url(variables, "EFFIE_WEB_URL"),
        database_url=variables.get("DATABASE_URL") or f"sqlite:///{var / 'effie.db'}",
        redis_url=_redis_url(variables),
        var=var,
        settings=Path(variables.get("EFFIE_SETTINGS") or home / "settings"),
        articles=Path(variables.get("EFFIE_ARTICLES") or home / "knowledge_base" / "articles"),
        secret=_secret(variables, "EFFIE_SECRET"),
        identity_secret=_secret(variables, "EFFIE_IDENTITY_SECRET"),
        demo=variables.get("EFFIE_DEMO") == "1",
        demo_phone=variables.get("EFFIE_DEMO") == variables.get("EFFIE_DEMO_PHONE") == "1",
        proxies=_proxies(variables),
        public_url=_public_url(variables),
        connection_secrets=_connection_secrets(variables),
        attachments=_attachments(variables),
        s3_endpoint=variables.get("EFFIE_S3_ENDPOINT") or "",
        scanner=_scanner(variables),
        metrics_key=_metrics_key(variables),
        logs=_logs(variables),
        webhook_hosts=_webhook_hosts(variables),
        mail_url=_mail_url(variables),
        mail_from=variables.get("EFFIE_MAIL_FROM") or "",
        mail_user=variables.get("EFFIE_MAIL_USER") or variables.get("EFFIE_MAIL_FROM") or "",
        mail_password=variables.get("EFFIE_MAIL_PASSWORD") or "",
    )


def _redis_url(variables: Mapping[str, str]) -> str:
    url = variables.get("REDIS_URL") or _own_redis(variables)
    try:
        address = urlsplit(url)
        is_one = address.scheme in _REDIS_SCHEMES and (address.port is None or address.port > 0)
    except ValueError:  # a port that is no number
        is_one = False
    if is_one:
        return url
    raise BadInput("REDIS_URL must be like redis://user:password@host:6379/0; unset, it is ours.")


def _metrics_key(variables: Mapping[str, str]) -> str:
    key = variables.get("EFFIE_METRICS_KEY") or ""
    if not key or (len(key) >= MIN_SECRET_LENGTH and key.isascii()):
        return key
    raise BadInput(
        f"EFFIE_METRICS_KEY must be at least {MIN_SECRET_LENGTH} characters of ASCII; "
        "leave it out to serve no metrics."
    )


def _logs(variables: Mapping[str, str]) -> str:
    logs = variables.get("EFFIE_LOGS") or "text"
    if logs in ("text", "json"):
        return logs
    raise BadInput(f"EFFIE_LOGS is '{logs}'; it must be 'text' or 'json'.")


def _port(variables: Mapping[str, str], name: str, default: int) -> int:
    text = variables.get(name) or str(default)
    if text.isdecimal() and 0 < int(text) < 65536:
        return int(text)
    raise BadInput(f"{name} is '{text}'; it must be a port number from 1 to 65535.")


def _host(variables: Mapping[str, str], name: str) -> str:
    host = (variables.get(name) or "127.0.0.1").strip("[]")
    if _HOST.match(host):
        return host
    raise BadInput(
        f"{name} is '{host}'; it must be an address of this machine to listen on, like 127.0.0.1, "
        "or 0.0.0.0 for all of them."
    )


def _inner_urls(variables: Mapping[str, str], name: str) -> tuple[str, ...]:
    """Read one address, or several with blanks between them."""
    told = (variables.get(name) or "").split()
    return tuple(_inner_url({name: url}, name) for url in told)


def _inner_url(variables: Mapping[str, str], name: str) -> str:
    url = variables.get(name) or ""
    if url and not _INNER_URL.match(url):
        raise BadInput(
            f"{name} is '{url}'; it must be like http://host:5055, without a path. "
            "Unset, it is on this machine."
        )
    return url.rstrip("/")


def _here(host: str, port: int) -> str:
    """The address on this machine of what listens on a host, which may be every one."""
    here = _EVERYWHERE.get(host, host)
    return f"http://{f'[{here}]' if ':' in here else here}:{port}"


def _count(variables: Mapping[str, str], name: str) -> int:
    text = variables.get(name) or "1"
    if text.isdecimal() and len(text) < 3 and 0 < int(text) <= _MAX_OF_A_KIND:
        return int(text)
    raise BadInput(f"{name} is '{text}'; it must be a number from 1 to {_MAX_OF_A_KIND}.")


def _own_redis(variables: Mapping[str, str]) -> str:
    """Return where `make run` keeps a Redis."""
    port = _port(variables, "EFFIE_REDIS_PORT", 6390)
    password = variables.get("EFFIE_REDIS_PASSWORD", "")
    user = f":{quote(password, safe='')}@" if password else ""
    return f"redis://{user}127.0.0.1:{port}/0"


def _proxies(variables: Mapping[str, str]) -> int:
    text = variables.get("EFFIE_PROXIES") or "0"
    if text.isdecimal() and int(text) < 10:
        return int(text)
    raise BadInput(f"EFFIE_PROXIES is '{text}'; it must say how many proxies there are, 0 to 9.")


def _public_url(variables: Mapping[str, str]) -> str:
    url = variables.get("EFFIE_PUBLIC_URL") or ""
    if url and not _PUBLIC_URL.match(url):
        raise BadInput(
            f"EFFIE_PUBLIC_URL is '{url}'; it must be like https://help.company.example, "
            "or https://company.example/support where a proxy serves Effie under a path."
        )
    return url.rstrip("/")


def _attachments(variables: Mapping[str, str]) -> str:
    place = variables.get("EFFIE_ATTACHMENTS") or ""
    if place and not _BUCKET.match(place):
        raise BadInput(
            f"EFFIE_ATTACHMENTS is '{place}'; it must be like s3://bucket or s3://bucket/folder. "
            "Unset, files are kept in var/attachments."
        )
    return place


def _scanner(variables: Mapping[str, str]) -> str:
    address = variables.get("EFFIE_SCANNER") or ""
    if address and not _SCANNER.match(address):
        raise BadInput(
            f"EFFIE_SCANNER is '{address}'; it must be like localhost:3310 or "
            "unix:/run/clamav/clamd.ctl. Unset, files are not scanned."
        )
    return address


def _webhook_hosts(variables: Mapping[str, str]) -> frozenset[str]:
    given = (variables.get("EFFIE_WEBHOOK_HOSTS") or "").lower().replace(",", " ").split()
    for host in given:
        if not _HOST_AND_PORT.match(host):
            raise BadInput(
                f"EFFIE_WEBHOOK_HOSTS has '{host}'; it must be like crm.internal:8080, separated "
                "by commas. Unset, webhooks lead to public addresses over HTTPS alone."
            )
    return frozenset(given)


def _mail_url(variables: Mapping[str, str]) -> str:
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


def _connection_secrets(variables: Mapping[str, str]) -> dict[str, str]:
    found = {name: value for name, value in variables.items() if _CONNECTION_SECRET.match(name)}
    found.pop("EFFIE_IDENTITY_SECRET", None)
    return found


def _secret(variables: Mapping[str, str], name: str) -> str:
    secret = variables.get(name, "")
    if len(secret) >= MIN_SECRET_LENGTH:
        return secret
    raise BadInput(
        f"{name} must hold at least {MIN_SECRET_LENGTH} random characters; 'make run' makes one."
    )
