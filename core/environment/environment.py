"""Where the processes find each other. Read once, by each process's entry module."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from core.environment.variables import (
    read_attachments,
    read_connection_secrets,
    read_count,
    read_host,
    read_inner_url,
    read_inner_urls,
    read_logs,
    read_mail_url,
    read_metrics_key,
    read_port,
    read_proxies,
    read_public_url,
    read_redis_url,
    read_scanner,
    read_secret,
    read_webhook_hosts,
)

_EVERYWHERE = {"0.0.0.0": "127.0.0.1", "": "127.0.0.1", "::": "::1"}  # noqa: S104


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
        host=read_host(variables, "EFFIE_HOST"),
        bot_host=read_host(variables, "EFFIE_BOT_HOST"),
        actions_host=read_host(variables, "EFFIE_ACTIONS_HOST"),
        web_port=read_port(variables, "EFFIE_WEB_PORT", 8080),
        bot_port=read_port(variables, "EFFIE_BOT_PORT", 5005),
        actions_port=read_port(variables, "EFFIE_ACTIONS_PORT", 5055),
        actions=read_count(variables, "EFFIE_ACTIONS"),
        actions_elsewhere=read_inner_urls(variables, "EFFIE_ACTIONS_URL"),
        web_elsewhere=read_inner_url(variables, "EFFIE_WEB_URL"),
        database_url=variables.get("DATABASE_URL") or f"sqlite:///{var / 'effie.db'}",
        redis_url=read_redis_url(variables),
        var=var,
        settings=Path(variables.get("EFFIE_SETTINGS") or home / "settings"),
        articles=Path(variables.get("EFFIE_ARTICLES") or home / "knowledge_base" / "articles"),
        secret=read_secret(variables, "EFFIE_SECRET"),
        identity_secret=read_secret(variables, "EFFIE_IDENTITY_SECRET"),
        demo=variables.get("EFFIE_DEMO") == "1",
        demo_phone=variables.get("EFFIE_DEMO") == variables.get("EFFIE_DEMO_PHONE") == "1",
        proxies=read_proxies(variables),
        public_url=read_public_url(variables),
        connection_secrets=read_connection_secrets(variables),
        attachments=read_attachments(variables),
        s3_endpoint=variables.get("EFFIE_S3_ENDPOINT") or "",
        scanner=read_scanner(variables),
        metrics_key=read_metrics_key(variables),
        logs=read_logs(variables),
        webhook_hosts=read_webhook_hosts(variables),
        mail_url=read_mail_url(variables),
        mail_from=variables.get("EFFIE_MAIL_FROM") or "",
        mail_user=variables.get("EFFIE_MAIL_USER") or variables.get("EFFIE_MAIL_FROM") or "",
        mail_password=variables.get("EFFIE_MAIL_PASSWORD") or "",
    )


def _here(host: str, port: int) -> str:
    """The address on this machine of what listens on a host, which may be every one."""
    here = _EVERYWHERE.get(host, host)
    return f"http://{f'[{here}]' if ':' in here else here}:{port}"
