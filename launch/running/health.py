"""Ask a process whether it is ready, over the wire as its users will.

`python -m launch.running.health [--speaks] URL` ends with 0 where GET answers 200; with `--speaks`
where it answers at all. For containers, whose health somebody else looks after.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import sys
from urllib.parse import unquote, urlsplit

PATIENCE = 5.0  # seconds; a machine that is busy to the brim is slow, and not broken


def page_answers(url: str) -> bool:
    """Whether GET answers 200."""
    return _status(url) == 200


def page_speaks(url: str) -> bool:
    """Whether GET answers at all."""
    return _status(url) is not None


def redis_answers(url: str) -> bool:
    """Whether PING is answered with PONG, after signing in if the URL says how."""
    parts = urlsplit(url)
    commands = [["PING"]]
    if parts.password:
        words = [unquote(parts.username or ""), unquote(parts.password)]
        commands.insert(0, ["AUTH", *(word for word in words if word)])
    try:
        with _connect(parts.scheme, parts.hostname or "127.0.0.1", parts.port or 6379) as redis:
            return all(_accepts(redis, command) for command in commands)
    except OSError:
        return False


def _status(url: str) -> int | None:
    """Ask straight at the address, whatever proxy is configured."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=PATIENCE)
    try:
        connection.request("GET", parts.path or "/")
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()


def _connect(scheme: str, host: str, port: int) -> socket.socket:
    plain = socket.create_connection((host, port), timeout=PATIENCE)
    if scheme != "rediss":
        return plain
    return ssl.create_default_context().wrap_socket(plain, server_hostname=host)


def _accepts(redis: socket.socket, command: list[str]) -> bool:
    redis.sendall(_encode(command))
    return redis.recv(256).startswith((b"+OK", b"+PONG"))


def _encode(words: list[str]) -> bytes:
    parts = [f"*{len(words)}\r\n".encode()]
    for word in words:
        parts.append(b"$%d\r\n%s\r\n" % (len(word.encode()), word.encode()))
    return b"".join(parts)


def main(arguments: list[str]) -> int:
    """Return the exit code: 0 where it is well."""
    ask = page_speaks if arguments[:1] == ["--speaks"] else page_answers
    return 0 if ask(arguments[-1]) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
