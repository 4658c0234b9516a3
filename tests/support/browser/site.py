"""The web process alone, with a record to look at: pages need neither bot nor action server."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import uuid
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from core.answering import Reason
from core.conversations import ANONYMOUS, Author, Profile, Utterance
from core.staff import Role
from launch.paths import HOME
from launch.running.ports import free_port
from store.clock import now
from store.conversations import Conversations, Transcripts
from store.database import Database
from store.handoffs import Handoffs, Opening
from store.realtime import News, open_redis
from store.staff import Staff
from tests.support.stack import Stack
from tests.support.waiting import is_up, wait_until

PASSWORD = "correct horse battery"


@dataclass
class Site:
    """A running web process and the record it shows."""

    url: str
    database: Database
    redis_url: str

    def add_staff(self, name: str, role: Role = Role.AGENT) -> str:
        """Add a member of staff and return the address they sign in with."""
        email = f"{name.split()[0].lower()}@tern.example"
        Staff(self.database).add(email, name, role, PASSWORD, by="test")
        return email

    def hand_off(self, said: Sequence[tuple[Author, str]], profile: Profile = ANONYMOUS) -> str:
        """Record a conversation that waits for a person, and return its id."""
        conversation = Conversations(self.database).start(profile, "web", "https://tern.example/")
        Transcripts(self.database).add([_utterance(conversation.id, *each) for each in said])
        opening = Opening(Reason.FAILED_TWICE, "support", profile.segment or "newcomer")
        Handoffs(self.database).open(conversation.id, opening)
        return conversation.id

    def say(self, conversation: str, text: str, author: Author = Author.CUSTOMER) -> None:
        """Say something, and tell those who watch."""
        Transcripts(self.database).add([_utterance(conversation, author, text)])
        with ThreadPoolExecutor() as pool:  # this thread's event loop is the browser's
            pool.submit(asyncio.run, self._tell(conversation)).result()

    async def _tell(self, conversation: str) -> None:
        redis = open_redis(self.redis_url)
        await News(redis).publish(conversation, kind="said")
        await redis.aclose()


@contextmanager
def running_site(redis_url: str, var: Path, **more: str) -> Iterator[Site]:
    """Serve the web process on a free port until the block ends; `more` variables of its own."""
    address = f"sqlite:///{var / 'effie.db'}"
    database = Database(address)
    database.migrate()
    port = free_port()
    variables = {
        **os.environ,
        "DATABASE_URL": address,
        "REDIS_URL": redis_url,
        "EFFIE_VAR": str(var),
        "EFFIE_WEB_PORT": str(port),
        "EFFIE_SECRET": "a secret for tests, long enough to sign",
        "EFFIE_IDENTITY_SECRET": "another secret for tests, long enough too",
        **more,
    }
    url = f"http://127.0.0.1:{port}"
    with subprocess.Popen([sys.executable, "-m", "web"], cwd=HOME, env=variables) as process:
        try:
            wait_until(lambda: is_up(url) or process.poll() is not None)
            assert process.poll() is None, "the web process has ended: see what it printed"
            yield Site(url, database, redis_url)
        finally:
            process.terminate()
            database.close()


@contextmanager
def web_beside(stack: Stack) -> Iterator[str]:
    """Serve a second web process of a running product until the block ends; yields its address."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    variables = {**stack.env, "EFFIE_WEB_PORT": str(port)}
    with subprocess.Popen([sys.executable, "-m", "web"], cwd=HOME, env=variables) as process:
        try:
            wait_until(lambda: is_up(url) or process.poll() is not None)
            assert process.poll() is None, "the web process has ended: see what it printed"
            yield url
        finally:
            process.terminate()


def _utterance(conversation: str, author: Author, text: str) -> Utterance:
    event = uuid.uuid4().hex
    message = event if author is Author.CUSTOMER else ""
    return Utterance(event, conversation, author, text, now(), message)
