"""The whole product in a folder of its own, for tests and measurements: every process real."""

from __future__ import annotations

import os
import shutil
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from launch.commands import run_logged
from launch.console import Console
from launch.errors import LaunchError
from launch.paths import HOME, Paths
from launch.preparing import training
from launch.running import processes
from launch.running.ports import free_port
from launch.running.supervisor import Supervisor
from launch.secrets_file import keep_secrets
from launch.variables import PORTS, Settled, resolve

Servers = Callable[[Paths, Settled], list[processes.Process]]

OURS = ("EFFIE_", "DATABASE_URL", "REDIS_URL")
# Kept from one run to the next: the articles' vectors, what was trained, the exported encoder.
KEPT, MADE = HOME / ".pytest_cache" / "made", ("vectors.db", "encoders", "snapshots")


@dataclass
class OwnProduct:
    """A running Effie that shares nothing with the one of this checkout but its code."""

    paths: Paths
    settled: Settled
    supervisor: Supervisor
    held_back: threading.Event = field(default_factory=threading.Event)  # nothing is started again

    @property
    def env(self) -> Mapping[str, str]:
        """The variables the processes were started with."""
        return self.settled.variables

    @property
    def web_url(self) -> str:
        return self.settled.web_url

    @property
    def redis_url(self) -> str:
        return self.settled.redis_url

    @property
    def database_url(self) -> str:
        return self.env["DATABASE_URL"]

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

    def is_ready(self, name: str) -> bool:
        """Tell whether a process answers its health check."""
        all_of_them = [
            *processes.redis(self.paths, self.settled),
            *processes.servers(self.paths, self.settled),
        ]
        (asked,) = [each for each in all_of_them if each.name == name]
        return asked.is_ready()

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


def variables_of_its_own(settings: Path, articles: Path) -> dict[str, str]:
    """Return what a product of its own is given: this environment but for ours, and free ports."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    ports = {name: str(free_port()) for name in PORTS}
    return {**kept, **ports, "EFFIE_SETTINGS": str(settings), "EFFIE_ARTICLES": str(articles)}


@contextmanager
def running(
    folder: Path, given: Mapping[str, str], servers: Servers = processes.servers
) -> Iterator[OwnProduct]:
    """Start everything with all it writes in `folder`; stop it at the end.

    given: from `variables_of_its_own`
    servers: the processes beside Redis, where they are not started as usual

    Raises LaunchError where something does not come up.
    """
    paths = Paths(HOME, folder / "var")
    settled = resolve(given, keep_secrets(paths.var / "secrets.env"), paths.var, demo=True)
    console = Console(3)
    _prepare(paths, settled, console)
    supervisor = Supervisor(HOME, paths.logs, settled.variables, say=print)
    product = OwnProduct(paths, settled, supervisor)
    over = threading.Event()
    keeper = threading.Thread(target=product.keep_alive, args=[over], daemon=True)
    try:
        with console.step("Starting a product of its own") as step:
            for group in (processes.redis(paths, settled), servers(paths, settled)):
                supervisor.start(group)
                supervisor.wait_until_ready(group, step)
        keeper.start()
        yield product
    finally:
        over.set()
        if keeper.ident is not None:
            keeper.join()
        supervisor.stop()
    copy_made(paths.var, KEPT)


def _prepare(paths: Paths, settled: Settled, console: Console) -> None:
    with console.step("The dialogue model") as step:
        training.train(paths, settled.variables, step)
    copy_made(KEPT, paths.var)  # saves the half minute it takes to make them
    with console.step("The database") as step:
        command = [str(paths.app_python), "-m", "commands.setup"]
        log = paths.logs / "database.log"
        run_logged(command, log, step, HOME, settled.variables, "commands.setup failed")


def copy_made(source: Path, target: Path) -> None:
    """Copy what was MADE before, as far as it is there."""
    target.mkdir(parents=True, exist_ok=True)
    for made in (source / name for name in MADE):
        if made.is_dir():
            shutil.copytree(made, target / made.name, dirs_exist_ok=True)
        elif made.exists():
            shutil.copy(made, target)
