"""The demo messenger as a connection of the kind `telegram`: our own adapter speaks with it."""

from __future__ import annotations

import hmac
from dataclasses import replace
from hashlib import sha256

from core.channels import Connection, Connections, Kind, SecretName
from core.environment import Environment
from core.settings import Settings

NAME, LABEL, BOT = "phone", "Demo phone", "tern_demo_bot"
API, PAGE = "/demo/telegram", "/demo/phone"
_EVERYWHERE = {"0.0.0.0", "", "::"}  # noqa: S104


def connection(environment: Environment) -> Connection:
    """Return the connection; its vendor is this very process."""
    here = _here(environment)
    page = f"{environment.public_url or here}{PAGE}"
    return Connection(NAME, Kind.TELEGRAM, LABEL, f"{here}{API}", account=BOT, chat=page)


def webhook(environment: Environment) -> str:
    """Return where the messenger delivers what is written in it."""
    return f"{_here(environment)}/channels/{NAME}"


def token(environment: Environment) -> str:
    """Return the bot's token."""
    return f"1:{_made(environment, SecretName.TOKEN)}"


def secret(environment: Environment) -> str:
    """Return what the messenger shows when it delivers."""
    return _made(environment, SecretName.SECRET)


def with_secrets(environment: Environment) -> Environment:
    """Return the environment with the messenger's secrets beside the others."""
    ours = connection(environment)
    made = {
        ours.variable(SecretName.TOKEN): token(environment),
        ours.variable(SecretName.SECRET): secret(environment),
    }
    return replace(environment, connection_secrets={**made, **environment.connection_secrets})


def connected(settings: Settings, environment: Environment) -> Settings:
    """Return the settings with the messenger connected, unless they name one of its name."""
    ours = {NAME: connection(environment)}
    return replace(settings, connections=Connections({**ours, **settings.connections.by_name}))


def _here(environment: Environment) -> str:
    host = "127.0.0.1" if environment.host in _EVERYWHERE else environment.host
    return f"http://{f'[{host}]' if ':' in host else host}:{environment.web_port}"


def _made(environment: Environment, name: SecretName) -> str:
    said = f"demo phone {name.value}".encode()
    return hmac.new(environment.secret.encode(), said, sha256).hexdigest()
