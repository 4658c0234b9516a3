"""A small reverse proxy that serves one service under a path, as a company's own would."""

from __future__ import annotations

import re
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from tests.support.waiting import PATIENCE

_LINE = re.compile(rb"([A-Z]+) (\S+) HTTP/1\.[01]\r\n")


@dataclass
class Proxy:
    """strays: what was asked for beside the path, and is nobody's"""

    url: str
    path: str
    strays: list[str] = field(default_factory=list)


@contextmanager
def proxy_under(path: str, port: int, to_port: int) -> Iterator[Proxy]:
    """Pass on what is below `path`, with the path taken off; everything else is not found."""
    proxy = Proxy(f"http://127.0.0.1:{port}{path}", path)
    with socket.create_server(("127.0.0.1", port)) as server:
        thread = threading.Thread(target=_serve, args=(server, proxy, to_port), daemon=True)
        thread.start()
        yield proxy
        server.shutdown(socket.SHUT_RDWR)
    thread.join(PATIENCE)


def _serve(server: socket.socket, proxy: Proxy, to_port: int) -> None:
    with suppress(OSError):  # it was closed
        while True:
            client, _ = server.accept()
            pass_on = threading.Thread(target=_pass_on, args=(client, proxy, to_port), daemon=True)
            pass_on.start()


def _pass_on(client: socket.socket, proxy: Proxy, to_port: int) -> None:
    with suppress(OSError), client:
        head, _, rest = _read_head(client).partition(b"\r\n")
        found = _LINE.match(head + b"\r\n")
        if not found:
            return
        asked = found[2].decode()
        if not asked.startswith(f"{proxy.path}/"):
            proxy.strays.append(asked)
            client.sendall(b"HTTP/1.1 404 Stray\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            return
        own = asked.removeprefix(proxy.path).encode()
        one = re.sub(rb"(?im)^connection:.*\r\n", b"", rest)
        with socket.create_connection(("127.0.0.1", to_port)) as service:
            service.sendall(b"%s %s HTTP/1.1\r\nConnection: close\r\n%s" % (found[1], own, one))
            back = threading.Thread(target=_relay, args=(client, service), daemon=True)
            back.start()
            _relay(service, client)


def _read_head(client: socket.socket) -> bytes:
    read = b""
    while b"\r\n\r\n" not in read and (more := client.recv(65536)):
        read += more
    return read


def _relay(source: socket.socket, sink: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(65536):
            sink.sendall(data)
        sink.shutdown(socket.SHUT_WR)
