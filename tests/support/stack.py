"""The whole product, started once for a test run: every process real, in a folder of its own."""

from __future__ import annotations

import json
import os
import shutil
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import jwt
from redis import Redis
from ruamel.yaml import YAML
from sqlalchemy import select

from benchmarks.traces import Collector, collecting
from core.conversations import Author, Survey
from core.handoffs import FollowUp
from launch.paths import HOME
from launch.running.own_product import OwnProduct, running, variables_of_its_own
from store.channels import Identities, Mails
from store.conversations import Surveys, Transcripts
from store.database import Database
from store.handoffs import FollowUps
from store.realtime import kept_form, tracker_key
from store.schema import channel_conversations
from store.settings_files import read_settings
from store.tracing import COLLECTOR
from tests.support.slow_actions import slowed
from tests.support.vendors import mail, meta, slack, telegram, twilio, webhook
from tests.support.waiting import PATIENCE, wait_until

ALWAYS = ["00:00-24:00"]
# Of connections that tests put into the settings when they need one; without settings they are off.
CONNECTION_SECRETS = {
    "EFFIE_HOOK_SECRET": webhook.SECRET,
    "EFFIE_WHATSAPP_TOKEN": meta.TOKEN,
    "EFFIE_WHATSAPP_SECRET": meta.SECRET,
    "EFFIE_WHATSAPP_VERIFY": meta.VERIFY,
    "EFFIE_MESSENGER_TOKEN": meta.TOKEN,
    "EFFIE_MESSENGER_SECRET": meta.SECRET,
    "EFFIE_MESSENGER_VERIFY": meta.VERIFY,
    "EFFIE_INSTAGRAM_TOKEN": meta.TOKEN,
    "EFFIE_INSTAGRAM_SECRET": meta.SECRET,
    "EFFIE_INSTAGRAM_VERIFY": meta.VERIFY,
    "EFFIE_SMS_TOKEN": twilio.TOKEN,
    "EFFIE_TWILIO_WHATSAPP_TOKEN": twilio.TOKEN,
    "EFFIE_SLACK_TOKEN": slack.TOKEN,
    "EFFIE_SLACK_SECRET": slack.SECRET,
    "EFFIE_TELEGRAM_TOKEN": telegram.TOKEN,
    "EFFIE_TELEGRAM_SECRET": telegram.SECRET,
    "EFFIE_MAIL_TOKEN": mail.PASSWORD,
    "EFFIE_MAIL_SECRET": mail.SECRET,
}
IDENTITY_LASTS = 3600


@dataclass
class Stack(OwnProduct):
    """A running Effie and what tests need to know of it. Articles and settings may be edited.

    traces: of what was said in it, the latest
    """

    traces: Collector = field(kw_only=True)

    @property
    def bot_url(self) -> str:
        return f"http://127.0.0.1:{self.settled.port('EFFIE_BOT_PORT')}"

    @property
    def actions_url(self) -> str:
        return f"http://127.0.0.1:{self.settled.port('EFFIE_ACTIONS_PORT')}"

    @property
    def demo_password(self) -> str:
        return self.env["EFFIE_DEMO_PASSWORD"]

    def wait_until_ready(self, name: str, patience: float = PATIENCE) -> None:
        """Wait until a process answers its health check, for example after it was killed."""
        wait_until(lambda: self.is_ready(name), patience)

    @contextmanager
    def stopped(self, name: str) -> Iterator[None]:
        """Keep a process stopped for the length of the block, and wait until it is back."""
        self.held_back.set()  # otherwise it would be started again at once
        try:
            os.killpg(self.processes[name], signal.SIGKILL)
            wait_until(lambda: not self.is_ready(name))
            yield
        finally:
            self.held_back.clear()
            self.wait_until_ready(name)

    def identity(self, secret: str = "", **claims: Any) -> str:
        """Sign who the customer is, as the host site does."""
        claims = {"exp": int(time.time()) + IDENTITY_LASTS, **claims}
        return jwt.encode(claims, secret or self.env["EFFIE_IDENTITY_SECRET"], "HS256")

    def connect(self, name: str, **connection: object) -> None:
        """Put a connection into the settings."""
        yaml, file = YAML(), self.settings / "connections.yml"
        settings = yaml.load(file)
        settings["connections"][name] = connection
        yaml.dump(settings, file)

    def kill(self, name: str) -> None:
        """Kill a process; it is started again."""
        os.killpg(self.processes[name], signal.SIGKILL)

    def has_looked_into(self, mailbox: str) -> bool:
        """Whether the mailbox of this address was looked into."""
        with self._database() as database:
            place = Mails(database).place("mail")
        return place is not None and mailbox in place.folder

    def said_by_mail(self, sender: str) -> list[str]:
        """What somebody has said by mail, in every conversation of theirs."""
        with self._database() as database:
            person = Identities(database).get("mail", sender)
            with database.reading() as db:
                theirs = channel_conversations.c.identity == (person.id if person else 0)
                names = db.execute(select(channel_conversations.c.conversation).where(theirs))
                conversations = list(names.scalars())
            read = Transcripts(database).read
            said = [each for name in conversations for each in read(name)]
        return [each.text for each in said if each.author is Author.CUSTOMER]

    def survey(self, conversation: str) -> Survey | None:
        """The conversation's effort question as it is recorded."""
        with self._database() as database:
            return Surveys(database, read_settings(self.settings).survey).get(conversation)

    def open_follow_ups(self) -> list[FollowUp]:
        with self._database() as database:
            return FollowUps(database).all_open()

    def age_rasa_session(self, conversation: str, hours: float) -> None:
        """Make Rasa's memory of a conversation older than it is, so that its session expires."""
        with Redis.from_url(self.redis_url, decode_responses=True) as redis:
            key = tracker_key(conversation)
            events = [json.loads(event) for event in redis.lrange(key, 0, -1)]
            assert events, f"Rasa knows no conversation {conversation}"
            for place, event in enumerate(events):
                event["timestamp"] -= hours * 3600
                redis.lset(key, place, kept_form(event))

    @contextmanager
    def _database(self) -> Iterator[Database]:
        database = Database(self.database_url)
        try:
            yield database
        finally:
            database.close()


@contextmanager
def running_stack(folder: Path) -> Iterator[Stack]:
    """Start everything on free ports with all it writes in `folder`; stop it at the end."""
    articles = shutil.copytree(HOME / "knowledge_base/articles", folder / "articles")
    settings = _copy_settings(folder / "settings")
    given = variables_of_its_own(settings, Path(articles)) | CONNECTION_SECRETS
    given["EFFIE_DEMO_PHONE"] = "1"
    given["EFFIE_PUBLIC_URL"] = f"http://127.0.0.1:{given['EFFIE_WEB_PORT']}"
    with (
        collecting() as traces,
        running(folder, {**given, COLLECTOR: traces.url}, slowed) as product,
    ):
        parts = (product.paths, product.settled, product.supervisor, product.held_back)
        yield Stack(*parts, traces=traces)


def _copy_settings(folder: Path) -> Path:
    """The shipped settings, but the teams are always there and nobody falls silent.

    Nor is a next question learned or told: what tests ask again and again is what nobody asks.
    """
    shutil.copytree(HOME / "settings", folder)
    yaml = YAML()
    team_is_there(folder)
    survey = yaml.load(folder / "survey.yml")
    survey["silence_minutes"] = 600
    yaml.dump(survey, folder / "survey.yml")
    yaml.dump({"learned_from": 100_000, "told_from": 1.0}, folder / "next_questions.yml")
    return folder


def team_is_there(settings: Path) -> None:
    """Have every team there at any time."""
    yaml, file = YAML(), settings / "hours.yml"
    hours = yaml.load(file)
    hours["teams"] = {team: {day: ALWAYS for day in days} for team, days in hours["teams"].items()}
    hours["closed"] = []
    yaml.dump(hours, file)
