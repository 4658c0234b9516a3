"""The environment variables every process is started with. The names are explained in core."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from launch.errors import LaunchError

PORTS = {
    "EFFIE_WEB_PORT": 8080,
    "EFFIE_BOT_PORT": 5005,
    "EFFIE_ACTIONS_PORT": 5055,
    "EFFIE_REDIS_PORT": 6390,
}
MAX_BOTS = 16  # as many as the inbox has partitions; core knows, which we cannot import
QUIET = {
    "PYTHONUNBUFFERED": "1",
    "RASA_TELEMETRY_ENABLED": "false",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "TOKENIZERS_PARALLELISM": "false",
}

_HERE = {"0.0.0.0": "127.0.0.1", "": "127.0.0.1", "::": "::1"}  # noqa: S104


@dataclass(frozen=True)
class Settled:
    """The variables with every default filled in, and what the launcher itself needs of them."""

    variables: Mapping[str, str]

    def port(self, name: str) -> int:
        return int(self.variables[name])

    @property
    def bot_ports(self) -> list[int]:
        """One for each bot, in a row."""
        first = self.port("EFFIE_BOT_PORT")
        return list(range(first, first + int(self.variables["EFFIE_BOTS"])))

    @property
    def host(self) -> str:
        return self.variables["EFFIE_HOST"]

    @property
    def redis_url(self) -> str:
        return self.variables["REDIS_URL"]

    @property
    def redis_password(self) -> str:
        """Of the Redis of our own; "" if it has none."""
        return self.variables.get("EFFIE_REDIS_PASSWORD", "")

    @property
    def redis_is_ours(self) -> bool:
        port = self.variables["EFFIE_REDIS_PORT"]
        return self.redis_url == _own_redis(port, self.redis_password)

    @property
    def demo(self) -> bool:
        return self.variables["EFFIE_DEMO"] == "1"

    @property
    def web_url(self) -> str:
        """Where to reach web from this machine, also if it listens on every address."""
        host = _HERE.get(self.host, self.host)
        in_url = f"[{host}]" if ":" in host else host
        return f"http://{in_url}:{self.port('EFFIE_WEB_PORT')}"


def resolve(
    given: Mapping[str, str], secrets: Mapping[str, str], var: Path, demo: bool = False
) -> Settled:
    """What is given wins, then the secrets, then the defaults.

    demo: whether it is Tern's demo where nothing is given. Raises LaunchError for a port or a
    number of bots that is none.
    """
    for name in PORTS:
        _check_port(name, given.get(name) or str(PORTS[name]))
    _check_bots(
        given.get("EFFIE_BOTS") or "1",
        int(given.get("EFFIE_BOT_PORT") or PORTS["EFFIE_BOT_PORT"]),
    )
    redis_port = given.get("EFFIE_REDIS_PORT") or PORTS["EFFIE_REDIS_PORT"]
    password = given.get("EFFIE_REDIS_PASSWORD") or secrets.get("EFFIE_REDIS_PASSWORD", "")
    defaults = {
        **{name: str(port) for name, port in PORTS.items()},
        **secrets,
        **QUIET,
        "EFFIE_HOST": "127.0.0.1",
        "EFFIE_BOTS": "1",
        "EFFIE_DEMO": "1" if demo else "0",
        "EFFIE_VAR": str(var),
        "DATABASE_URL": f"sqlite:///{var / 'effie.db'}",
        "REDIS_URL": _own_redis(redis_port, password),
    }
    wanted = {name: value for name, value in given.items() if value or name not in defaults}
    # A module path meant for another program would mix its packages into our environments.
    for name in ("PYTHONPATH", "PYTHONHOME"):
        wanted.pop(name, None)
    if wanted.get("REDIS_URL") == _own_redis(redis_port, ""):  # ours, from before it had a password
        del wanted["REDIS_URL"]
    if "EFFIE_HOST" in wanted:
        wanted["EFFIE_HOST"] = wanted["EFFIE_HOST"].strip("[]")
    return Settled({**defaults, **wanted, "EFFIE_VAR": str(var)})


def _own_redis(port: object, password: str) -> str:
    user = f":{quote(password, safe='')}@" if password else ""
    return f"redis://{user}127.0.0.1:{port}/0"


def _check_port(name: str, text: str) -> None:
    if not (text.isdecimal() and 0 < int(text) < 65536):
        raise LaunchError(f"{name} is '{text}'; it must be a port number from 1 to 65535.")


def _check_bots(text: str, first_port: int) -> None:
    if not (text.isdecimal() and len(text) < 3 and 1 <= int(text) <= MAX_BOTS):
        raise LaunchError(f"EFFIE_BOTS is '{text}'; it must be a number from 1 to {MAX_BOTS}.")
    if first_port + int(text) > 65536:
        raise LaunchError(f"EFFIE_BOT_PORT must leave {text} ports in a row for EFFIE_BOTS={text}.")
