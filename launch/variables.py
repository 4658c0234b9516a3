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
MAX_SERVERS = 16  # of web, and of actions
# How many there are of each process of which there may be several.
COUNTS = {"EFFIE_WEBS": MAX_SERVERS, "EFFIE_ACTIONS": MAX_SERVERS, "EFFIE_BOTS": MAX_BOTS}
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
        return self._row("EFFIE_BOT_PORT", "EFFIE_BOTS")

    @property
    def actions_ports(self) -> list[int]:
        """One for each action server, in a row."""
        return self._row("EFFIE_ACTIONS_PORT", "EFFIE_ACTIONS")

    @property
    def web_ports(self) -> list[int]:
        """Of several webs, one for each beside the address they share; else none."""
        webs = int(self.variables["EFFIE_WEBS"])
        first = self.port("EFFIE_WEB_PORT") + 1
        return list(range(first, first + webs)) if webs > 1 else []

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

    def _row(self, port: str, count: str) -> list[int]:
        first = self.port(port)
        return list(range(first, first + int(self.variables[count])))


def resolve(
    given: Mapping[str, str], secrets: Mapping[str, str], var: Path, demo: bool = False
) -> Settled:
    """What is given wins, then the secrets, then the defaults.

    demo: whether it is Tern's demo where nothing is given. Raises LaunchError for a port or a
    number of processes that is none.
    """
    for name in PORTS:
        _check_port(name, given.get(name) or str(PORTS[name]))
    for name in COUNTS:
        port = _port_of(name)
        _check_count(name, given.get(name) or "1", port, int(given.get(port) or PORTS[port]))
    redis_port = given.get("EFFIE_REDIS_PORT") or PORTS["EFFIE_REDIS_PORT"]
    password = given.get("EFFIE_REDIS_PASSWORD") or secrets.get("EFFIE_REDIS_PASSWORD", "")
    defaults = {
        **{name: str(port) for name, port in PORTS.items()},
        **secrets,
        **QUIET,
        "EFFIE_HOST": "127.0.0.1",
        **dict.fromkeys(COUNTS, "1"),
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


def _check_count(name: str, text: str, port: str, first_port: int) -> None:
    if not (text.isdecimal() and len(text) < 3 and 1 <= int(text) <= COUNTS[name]):
        raise LaunchError(f"{name} is '{text}'; it must be a number from 1 to {COUNTS[name]}.")
    ports = int(text) + (name == "EFFIE_WEBS" and text != "1")  # several webs share one more
    if first_port + ports > 65536:
        raise LaunchError(f"{port} must leave {ports} ports in a row for {name}={text}.")


def _port_of(count: str) -> str:
    """Which variable names the first port, like EFFIE_BOT_PORT for EFFIE_BOTS."""
    kept = count if count == "EFFIE_ACTIONS" else count.removesuffix("S")
    return f"{kept}_PORT"
