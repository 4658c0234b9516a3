"""Asking a virus scanner that speaks ClamAV's INSTREAM."""

from __future__ import annotations

import socket

from core.attachments import ScannerAway, instream, read_verdict

_PATIENCE = 30.0  # seconds, for connecting and for each answer
_LONGEST = 4096  # bytes of an answer


class Scanner:
    """A scanner at host:port or unix:/path; none at "", which finds nothing in anything."""

    def __init__(self, address: str) -> None:
        self._address = address

    def look_at(self, data: bytes) -> str:
        """Return what is found in a file, "" if nothing; raises ScannerAway. Blocks."""
        if not self._address:
            return ""
        try:
            with self._connect() as connection:
                for piece in instream(data):
                    connection.sendall(piece)
                return read_verdict(_answer(connection))
        except (OSError, ValueError) as error:
            raise ScannerAway from error

    def _connect(self) -> socket.socket:
        if self._address.startswith("unix:"):
            connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            connection.settimeout(_PATIENCE)
            connection.connect(self._address.removeprefix("unix:"))
            return connection
        host, _, port = self._address.rpartition(":")
        return socket.create_connection((host.strip("[]"), int(port)), _PATIENCE)


def _answer(connection: socket.socket) -> bytes:
    answer = b""
    while b"\0" not in answer and len(answer) < _LONGEST:
        piece = connection.recv(_LONGEST)
        if not piece:
            break
        answer += piece
    return answer
