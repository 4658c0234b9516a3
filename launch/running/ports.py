"""Find out before anything is started whether its port is free."""

from __future__ import annotations

import contextlib
import socket

from launch.errors import LaunchError


def require_free(name: str, host: str, port: int, variable: str) -> None:
    """Raises Stop naming the process, its port and the variable that changes it."""
    if not is_free(host, port):
        raise LaunchError(
            f"Port {port} ({name}) is in use by another program. Stop that one, or choose another "
            f"port: {variable}={free_port()} make run"
        )


def is_free(host: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with contextlib.suppress(OSError), socket.create_connection((host, port), timeout=1):
        return False
    with socket.socket(family) as listener:
        # As the servers do, so that a connection that has just ended does not count.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, port))
        except OSError:
            return False
    return True


def free_ports_in_a_row(count: int) -> int:
    """The first of so many that nobody uses at the moment."""
    while True:
        first = free_port()
        if all(is_free("127.0.0.1", port) for port in range(first + 1, first + count)):
            return first


def free_port() -> int:
    """A port on this machine that nobody uses at the moment."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])
