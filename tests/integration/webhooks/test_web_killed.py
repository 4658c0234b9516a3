"""The web process that sends is killed: another one goes on, and each event is dealt with once."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from core.conversations import ANONYMOUS
from core.staff import Role, StaffMember
from core.webhooks import DeliveryState, WebhookEvent, signing_secret
from launch.paths import HOME
from launch.running.ports import free_port
from store.conversations import Conversations
from store.database import Database
from store.webhooks import WebhookDeliveries, WebhookEndpoints
from tests.support.vendors.vendor import Fault
from tests.support.waiting import is_up, wait_until
from tests.support.webhook_receiver import WebhookReceiver
from web.background.public_calls import MAX_CALL_SECONDS

RAVI = StaffMember("1", "ravi@tern.example", "Ravi Menon", Role.ADMIN)
SECRET = "a secret for tests, long enough to sign"


@contextmanager
def web(
    database: Database, redis_url: str, var: Path, hosts: str
) -> Iterator[subprocess.Popen[bytes]]:
    """A web process of the product until the block ends, or until it is killed."""
    port = free_port()
    variables = {
        **os.environ,
        "DATABASE_URL": database.url,
        "REDIS_URL": redis_url,
        "EFFIE_VAR": str(var),
        "EFFIE_WEB_PORT": str(port),
        "EFFIE_SECRET": SECRET,
        "EFFIE_IDENTITY_SECRET": SECRET,
        "EFFIE_WEBHOOK_HOSTS": hosts,
    }
    with subprocess.Popen([sys.executable, "-m", "web"], cwd=HOME, env=variables) as process:
        try:
            wait_until(lambda: is_up(f"http://127.0.0.1:{port}") or process.poll() is not None)
            assert process.poll() is None, "the web process has ended: see what it printed"
            yield process
        finally:
            process.kill()


@pytest.mark.every_database
def test_another_web_process_goes_on_where_the_one_that_sent_was_killed(
    database: Database, redis_url: str, tmp_path: Path
) -> None:
    """Of two events one is taken at once, one fails first."""
    with WebhookReceiver(fails_first=(0, 1)) as receiver:
        opened = (WebhookEvent.CONVERSATION_OPENED,)
        endpoint = WebhookEndpoints(database).add(f"{receiver.url}/effie", opened, RAVI)
        receiver.secret = signing_secret(SECRET, endpoint)
        # What the first call tells is dealt with, and who made it is killed before they hear that.
        receiver.faults.append(Fault(seconds=MAX_CALL_SECONDS))
        begun = {Conversations(database).start(ANONYMOUS, "web", "").id for _ in range(12)}
        with web(database, redis_url, tmp_path, receiver.host) as first:
            wait_until(lambda: len(receiver.calls) >= 6)
            first.kill()
        with web(database, redis_url, tmp_path, receiver.host):
            done = {(endpoint.id, DeliveryState.DELIVERED): len(begun)}
            wait_until(lambda: WebhookDeliveries(database).counts() == done)
        dealt_with = [each["data"]["conversation"] for each in receiver.events.values()]
        assert (len(dealt_with), set(dealt_with)) == (len(begun), begun)
        assert receiver.refused == []
        assert receiver.copies, "nobody was killed between a call and its note"
