"""How soon vendors' deliveries are answered, and whether each was kept by then.

python -m benchmarks.deliveries [--a-second 20] [--seconds 30] [--connections 2]

Starts a product of its own, connected with a vendor that takes whatever it is sent. Deliveries come
at a steady pace, however long the answers take: each from somebody else, who is answered by the
assistant meanwhile. Right after each answer the record is asked for it. Another command may be
doing work on the machine: say so beside the figures.
"""

from __future__ import annotations

import argparse
import asyncio
import hmac
import itertools
import json
import secrets
import statistics
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx
from ruamel.yaml import YAML
from sqlalchemy import select

from commands.own_copies import copies_without_limits
from launch.running.own_product import running, variables_of_its_own
from store.database import Database
from store.schema import arrivals

_NUMBER = "106540352242922"  # on WhatsApp
_SECRET = secrets.token_hex(16)
_WARM = 20  # deliveries that are not counted
_SERIAL = itertools.count(10**9)


@dataclass(frozen=True)
class Delivery:
    """A delivery as it is posted; external: the id by which it is kept."""

    connection: str
    external: str
    body: bytes

    @property
    def headers(self) -> dict[str, str]:
        right = hmac.new(_SECRET.encode(), self.body, sha256).hexdigest()
        return {"X-Hub-Signature-256": f"sha256={right}"}


@dataclass(frozen=True)
class Answered:
    """seconds: until the answer; is_kept: it stood in the record then"""

    seconds: float
    is_ok: bool
    is_kept: bool


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="deliveries", description=__doc__)
    parser.add_argument("--a-second", type=float, default=20)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--connections", type=int, default=2)
    wanted = parser.parse_args()
    names = [f"whatsapp-{number}" for number in range(wanted.connections)]
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="effie-deliveries-")))
        given = variables_of_its_own(*copies_without_limits(folder))
        _connect(folder / "settings", names, stack.enter_context(_vendor()))
        product = stack.enter_context(running(folder, given | _secrets(names)))
        record = stack.enter_context(closing(Database(product.database_url)))
        measuring = _Measuring(product.web_url, record)
        asyncio.run(measuring.run(names, _WARM, wanted.a_second))
        found = asyncio.run(
            measuring.run(names, round(wanted.a_second * wanted.seconds), wanted.a_second)
        )
    _tell(found)


class _Measuring:
    def __init__(self, web_url: str, record: Database) -> None:
        self._web_url, self._record = web_url, record

    async def run(self, names: list[str], count: int, a_second: float) -> list[Answered]:
        began, turns = time.monotonic(), itertools.cycle(names)
        async with httpx.AsyncClient(base_url=self._web_url, timeout=30, trust_env=False) as web:
            return await asyncio.gather(
                *(
                    self._deliver(web, _delivery(next(turns)), began + number / a_second)
                    for number in range(count)
                )
            )

    async def _deliver(self, web: httpx.AsyncClient, delivery: Delivery, at: float) -> Answered:
        await asyncio.sleep(max(0.0, at - time.monotonic()))
        began = time.monotonic()
        answer = await web.post(
            f"/channels/{delivery.connection}", content=delivery.body, headers=delivery.headers
        )
        seconds = time.monotonic() - began
        is_kept = await asyncio.to_thread(self._is_kept, delivery)
        return Answered(seconds, answer.is_success, is_kept)

    def _is_kept(self, delivery: Delivery) -> bool:
        ours = (
            arrivals.c.connection == delivery.connection,
            arrivals.c.external == delivery.external,
        )
        with self._record.reading() as db:
            return db.execute(select(arrivals.c.id).where(*ours)).first() is not None


def _delivery(connection: str) -> Delivery:
    number = next(_SERIAL)
    who, name = f"49{number}", f"wamid.{number}"
    message = {"id": name, "from": who, "timestamp": str(int(time.time())), "type": "text"}
    value = {
        "messaging_product": "whatsapp",
        "metadata": {"phone_number_id": _NUMBER},
        "contacts": [{"wa_id": who, "profile": {"name": "Ana"}}],
        "messages": [message | {"text": {"body": "How do I reset my password?"}}],
    }
    entry = {"id": "1", "changes": [{"field": "messages", "value": value}]}
    body = json.dumps({"object": "whatsapp_business_account", "entry": [entry]}).encode()
    return Delivery(connection, name, body)


def _connect(settings: Path, names: list[str], api: str) -> None:
    yaml, file = YAML(), settings / "connections.yml"
    told = yaml.load(file)
    told["connections"] = {
        name: {"kind": "whatsapp", "label": name, "api": api, "account": _NUMBER} for name in names
    }
    yaml.dump(told, file)


def _secrets(names: list[str]) -> dict[str, str]:
    return {
        f"EFFIE_{name.upper().replace('-', '_')}_{secret}": _SECRET
        for name in names
        for secret in ("TOKEN", "SECRET", "VERIFY")
    }


@contextmanager
def _vendor() -> Iterator[str]:
    """Run a server that takes every message under an id of its own."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Taking)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


class _Taking(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("content-length", 0)))
        body = json.dumps({"messages": [{"id": f"wamid.out{next(_SERIAL)}"}]}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        return


def _tell(found: list[Answered]) -> None:
    times = sorted(each.seconds * 1000 for each in found)
    print(f"deliveries            {len(found)}")
    print(f"answered with 2xx     {sum(each.is_ok for each in found)}")
    print(f"kept by the answer    {sum(each.is_kept for each in found)}")
    print(f"p50_ms                {statistics.median(times):.1f}")
    print(f"p95_ms                {statistics.quantiles(times, n=20)[-1]:.1f}")
    print(f"largest_ms            {times[-1]:.1f}")


if __name__ == "__main__":
    main()
