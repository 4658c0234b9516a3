"""The whole product, started once for a test run: every process real, in a folder of its own."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import jwt
from ruamel.yaml import YAML

from core.conversations import Survey
from core.handoffs import FollowUp
from launch import processes, training
from launch.commands import run_logged
from launch.console import Console
from launch.errors import LaunchError
from launch.paths import HOME, Paths
from launch.ports import free_port
from launch.secrets_file import keep_secrets
from launch.supervisor import Supervisor
from launch.variables import PORTS, Settled, resolve
from store.conversations import Surveys
from store.database import Database
from store.handoffs import FollowUps
from store.settings_files import read_settings
from tests.support.waiting import PATIENCE, wait_until

OURS = ("EFFIE_", "DATABASE_URL", "REDIS_URL")
ALWAYS = ["00:00-24:00"]
IDENTITY_LASTS = 3600
# Kept from one run to the next: the articles' vectors, what was learnt, the exported encoder.
KEPT, MADE = HOME / ".pytest_cache" / "made", ("vectors.db", "encoders", "snapshots")


@dataclass
class Stack:
    """A running Effie and what tests need to know of it. Articles and settings may be edited."""

    paths: Paths
    settled: Settled
    supervisor: Supervisor
    held_back: threading.Event = field(default_factory=threading.Event)  # nothing is started again

    @property
    def web_url(self) -> str:
        return self.settled.web_url

    @property
    def bot_url(self) -> str:
        return f"http://127.0.0.1:{self.settled.port('EFFIE_BOT_PORT')}"

    @property
    def actions_url(self) -> str:
        return f"http://127.0.0.1:{self.settled.port('EFFIE_ACTIONS_PORT')}"

    @property
    def redis_url(self) -> str:
        return self.settled.redis_url

    @property
    def database_url(self) -> str:
        return self.env["DATABASE_URL"]

    @property
    def demo_password(self) -> str:
        return self.env["EFFIE_DEMO_PASSWORD"]

    @property
    def env(self) -> Mapping[str, str]:
        """The variables the processes were started with."""
        return self.settled.variables

    @property
    def var(self) -> Path:
        return self.paths.var

    @property
    def settings(self) -> Path:
        return Path(self.env["EFFIE_SETTINGS"])

    @property
    def articles(self) -> Path:
        return Path(self.env["EFFIE_ARTICLES"])

    @property
    def processes(self) -> dict[str, int]:
        """The process ids at this moment: redis, actions, bot, web."""
        return self.supervisor.process_ids()

    def wait_until_ready(self, name: str, patience: float = PATIENCE) -> None:
        """Wait until a process answers its health check, for example after it was killed."""
        wait_until(lambda: self._is_ready(name), patience)

    def _is_ready(self, name: str) -> bool:
        all_of_them = [
            *processes.redis(self.paths, self.settled),
            *processes.servers(self.paths, self.settled),
        ]
        (asked,) = [each for each in all_of_them if each.name == name]
        return asked.is_ready()

    @contextmanager
    def stopped(self, name: str) -> Iterator[None]:
        """Keep a process stopped for the length of the block, and wait until it is back."""
        self.held_back.set()  # otherwise it would be started again at once
        try:
            os.killpg(self.processes[name], signal.SIGKILL)
            wait_until(lambda: not self._is_ready(name))
            yield
        finally:
            self.held_back.clear()
            self.wait_until_ready(name)

    def identity(self, secret: str = "", **claims: Any) -> str:
        """Sign who the customer is, as the host site does."""
        claims = {"exp": int(time.time()) + IDENTITY_LASTS, **claims}
        return jwt.encode(claims, secret or self.env["EFFIE_IDENTITY_SECRET"], "HS256")

    def survey(self, conversation: str) -> Survey | None:
        """The conversation's effort question as it is recorded."""
        with self._database() as database:
            return Surveys(database, read_settings(self.settings).survey).get(conversation)

    def open_follow_ups(self) -> list[FollowUp]:
        with self._database() as database:
            return FollowUps(database).all_open()

    def age_rasa_session(self, conversation: str, hours: float) -> None:
        """Make Rasa's memory of a conversation older than it is, so that its session expires."""
        moved = hours * 3600
        with sqlite3.connect(self.var / "tracker.db", timeout=10) as tracker:
            changed = tracker.execute(
                "UPDATE events SET timestamp = timestamp - ?, "
                "data = json_set(data, '$.timestamp', timestamp - ?) WHERE sender_id = ?",
                (moved, moved, conversation),
            ).rowcount
        tracker.close()
        assert changed, f"Rasa knows no conversation {conversation}"

    @contextmanager
    def _database(self) -> Iterator[Database]:
        database = Database(self.database_url)
        try:
            yield database
        finally:
            database.close()

    def keep_alive(self, over: threading.Event) -> None:
        """Start again what ends, until it is over."""
        while not over.wait(0.2):
            if self.held_back.is_set():
                continue
            try:
                self.supervisor.keep_alive()
            except LaunchError as stop:
                sys.stderr.write(f"{stop}\n")
                return


@contextmanager
def running_stack(folder: Path) -> Iterator[Stack]:
    """Start everything on free ports with all it writes in `folder`; stop it at the end."""
    paths = Paths(HOME, folder / "var")
    settled = resolve(_given(folder), keep_secrets(paths.var / "secrets.env"), paths.var)
    _prepare(paths, settled)
    supervisor = Supervisor(HOME, paths.logs, settled.variables, say=print)
    stack = Stack(paths, settled, supervisor)
    over = threading.Event()
    keeper = threading.Thread(target=stack.keep_alive, args=[over], daemon=True)
    try:
        with Console(2).step("Starting the product for the tests") as step:
            for group in (processes.redis(paths, settled), processes.servers(paths, settled)):
                supervisor.start(group)
                supervisor.wait_until_ready(group, step)
        keeper.start()
        yield stack
    finally:
        over.set()
        if keeper.ident is not None:
            keeper.join()
        supervisor.stop()
    _copy_made(paths.var, KEPT)


def _given(folder: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    return {
        **kept,
        **{name: str(free_port()) for name in PORTS},
        "EFFIE_SETTINGS": str(_copy_settings(folder / "settings")),
        "EFFIE_ARTICLES": str(
            shutil.copytree(HOME / "knowledge_base/articles", folder / "articles")
        ),
    }


def _copy_settings(folder: Path) -> Path:
    """The shipped settings, but the teams are always there and nobody falls silent."""
    shutil.copytree(HOME / "settings", folder)
    yaml = YAML()
    hours = yaml.load(folder / "hours.yml")
    hours["teams"] = {team: {day: ALWAYS for day in days} for team, days in hours["teams"].items()}
    hours["closed"] = []
    yaml.dump(hours, folder / "hours.yml")
    survey = yaml.load(folder / "survey.yml")
    survey["silence_minutes"] = 600
    yaml.dump(survey, folder / "survey.yml")
    return folder


def _prepare(paths: Paths, settled: Settled) -> None:
    console = Console(2)
    with console.step("The dialogue model") as step:
        training.train(paths, settled.variables, step)
    _copy_made(KEPT, paths.var)  # saves the half minute it takes to make them
    with console.step("The database") as step:
        command = [str(paths.app_python), "-m", "commands.setup"]
        log = paths.logs / "database.log"
        run_logged(command, log, step, HOME, settled.variables, "commands.setup failed")


def _copy_made(source: Path, target: Path) -> None:
    target.mkdir(parents=True, exist_ok=True)
    for made in (source / name for name in MADE):
        if made.is_dir():
            shutil.copytree(made, target / made.name, dirs_exist_ok=True)
        elif made.exists():
            shutil.copy(made, target)
