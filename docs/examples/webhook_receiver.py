"""A receiver of Effie's webhooks in one file, with nothing but Python: to copy and go on from.

EFFIE_WEBHOOK_SECRET=whsec_… python webhook_receiver.py 127.0.0.1 8080 events.db

It deals with each event once: its id and what follows from it are noted in one transaction, so
that neither a copy nor a crash between the two does anything twice.
"""

from __future__ import annotations

import hmac
import json
import os
import sqlite3
import sys
import time
from base64 import b64decode, b64encode
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

MAX_BYTES = 100_000
MAX_AGE = 300  # seconds by which the sender's clock may differ from ours


def is_signed(secret: str, headers: Mapping[str, str], body: bytes) -> bool:
    """Tell whether Effie sent this, lately: anybody can post to an address."""
    name, at = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
    if not at.isdecimal() or abs(time.time() - int(at)) > MAX_AGE:
        return False
    key = b64decode(secret.removeprefix("whsec_"))
    mac = hmac.digest(key, f"{name}.{at}.".encode() + body, "sha256")
    expected = "v1," + b64encode(mac).decode()
    given = headers.get("webhook-signature", "").split()
    return any(hmac.compare_digest(expected.encode(), each.encode()) for each in given)


def deal_with(database: sqlite3.Connection, name: str, event: dict[str, Any]) -> bool:
    """Do what follows from an event; False for a copy, from which nothing does."""
    with database:  # one transaction
        new = database.execute("INSERT OR IGNORE INTO had VALUES (?)", (name,)).rowcount == 1
        if new:
            told = (event["timestamp"], event["type"], json.dumps(event["data"]))
            database.execute("INSERT INTO events VALUES (?, ?, ?)", told)
    return new


def main(host: str, port: str, path: str) -> None:
    """Receive for ever."""
    secret = os.environ["EFFIE_WEBHOOK_SECRET"]
    database = sqlite3.connect(path)
    database.execute("CREATE TABLE IF NOT EXISTS had (id TEXT PRIMARY KEY)")
    database.execute("CREATE TABLE IF NOT EXISTS events (at TEXT, type TEXT, data TEXT)")

    class Handler(BaseHTTPRequestHandler):
        timeout = 10  # seconds without a byte: nobody keeps the others waiting

        def do_POST(self) -> None:
            length = self.headers.get("content-length", "")
            if not length.isdecimal() or int(length) > MAX_BYTES:
                self.answer(413)
                return
            body = self.rfile.read(int(length))
            if not is_signed(secret, self.headers, body):  # type: ignore[arg-type]
                self.answer(401)
                return
            event = json.loads(body)
            is_new = deal_with(database, self.headers["webhook-id"], event)
            print("new" if is_new else "a copy", event["type"], flush=True)
            self.answer(204)

        def answer(self, status: int) -> None:
            self.send_response(status)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            return  # an address may hold what is nobody else's

    HTTPServer((host, int(port)), Handler).serve_forever()


if __name__ == "__main__":
    main(*sys.argv[1:4])
