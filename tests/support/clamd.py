"""A virus scanner as strict as clamd about INSTREAM, for tests."""

from __future__ import annotations

import socket
import struct
import threading
from typing import Any

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
STREAM_MAX_LENGTH = 25 * 1024 * 1024  # bytes, clamd's default


class Clamd:
    """Listens on a port of its own; answers as clamd does, and closes on what is no command."""

    def __enter__(self) -> Clamd:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.address = f"127.0.0.1:{self._listener.getsockname()[1]}"
        self.seen: list[bytes] = []
        threading.Thread(target=self._serve, daemon=True).start()
        return self

    def __exit__(self, *_: Any) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)  # wakes whoever waits for the next
        self._listener.close()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            with connection, connection.makefile("rb") as stream:
                connection.sendall(self._answer_to(stream))

    def _answer_to(self, stream: Any) -> bytes:
        if stream.read(10) != b"zINSTREAM\0":
            return b"UNKNOWN COMMAND\0"
        data = b""
        while True:
            (length,) = struct.unpack("!I", stream.read(4))
            if length == 0:
                break
            data += stream.read(length)
            if len(data) > STREAM_MAX_LENGTH:
                return b"INSTREAM size limit exceeded. ERROR\0"
        self.seen.append(data)
        return b"stream: Eicar-Signature FOUND\0" if EICAR in data else b"stream: OK\0"
