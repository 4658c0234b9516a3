"""`make run` in a process of its own, so that the launcher can be killed like everything else."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import httpx

from core.errors import Unavailable
from launch.paths import HOME, Paths
from launch.running.health import page_answers
from launch.secrets_file import keep_secrets
from launch.variables import resolve

LAUNCHER = "launcher"
# Each process by what stands in its command line.
_SIGNS = {"web": "-m\0web\0", "actions": "-m\0actions\0", "bot": "-m\0bot\0", "redis": "-server"}
HAND_OVER = "hand-over"  # a bot hands its share on, and the one that gets it is killed meanwhile
VICTIMS = (*_SIGNS, LAUNCHER)
_PATIENCE = 300.0  # seconds for everything to be well again
_RETRY_AFTER = 1.0
_HANDS_OVER_WITHIN = 1.0
_LAST_WORDS = 2000  # characters


class NotWell(Unavailable):
    """A process did not come back in time. What the launcher said last tells which."""


class Launched:
    """A product that a launcher of its own keeps alive, and we the launcher."""

    def __init__(self, folder: Path, given: Mapping[str, str]) -> None:
        paths = Paths(HOME, folder / "var")
        secrets = keep_secrets(paths.var / "secrets.env")
        settled = resolve(given, secrets, paths.var)
        self.env = settled.variables
        self.web_url, self.database_url = settled.web_url, self.env["DATABASE_URL"]
        self.files = paths.var / "attachments"
        self.password = settled.variables["EFFIE_DEMO_PASSWORD"]
        self.log = folder / "launcher.log"
        self._bots, self._turn = len(settled.bot_ports), 0
        each = [*settled.web_ports, *settled.actions_ports]
        self._own_urls = [f"http://127.0.0.1:{port}/health" for port in each]
        self._variables = {**given, "EFFIE_VAR": str(paths.var)}
        self._launcher = self._start()
        self._web = httpx.Client(base_url=self.web_url, timeout=10, trust_env=False)

    def wait_until_well(self) -> None:
        """Wait until every part says so, starting the launcher again whenever it ends.

        Raises NotWell.
        """
        end = time.monotonic() + _PATIENCE
        while not self._is_well():
            if time.monotonic() > end:
                told = self.log.read_text(errors="replace")[-_LAST_WORDS:]
                raise NotWell(f"Not everything is well after {_PATIENCE:.0f} s:\n{told}")
            if self._launcher.poll() is not None:
                time.sleep(_RETRY_AFTER)  # what it left behind may still hold a port
                self._launcher = self._start()
            time.sleep(0.1)

    def kill(self, victim: str) -> None:
        """End one of the VICTIMS at once, with what it may have started. It may be away already.

        Of several of a kind one is ended, each in its turn; in a hand-over the others.
        """
        if victim == LAUNCHER:
            self._launcher.kill()
            self._launcher.wait()
            return
        kind = "bot" if victim == HAND_OVER else victim
        there = sorted(self._children(_SIGNS[kind]))
        self._turn += 1
        chosen = there[self._turn % len(there)] if there else 0
        if victim == HAND_OVER:
            _signal([chosen], signal.SIGTERM)
            time.sleep(random.uniform(0.0, _HANDS_OVER_WITHIN))  # noqa: S311
            _signal([each for each in there if each != chosen], signal.SIGKILL)
        else:
            _signal([chosen], signal.SIGKILL)

    def stop(self) -> None:
        """End everything, as Ctrl-C does; which a process begun in the background is deaf to."""
        if self._launcher.poll() is None:
            self._launcher.terminate()
            self._launcher.wait()
        self._web.close()

    def _is_well(self) -> bool:
        try:
            told = self._web.get("/health").json()
            are_there = all(page_answers(url) for url in self._own_urls)
            are_well = set(told["parts"].values()) == {"ok"} and told["bots"] == self._bots
            return are_there and are_well
        except (httpx.HTTPError, ValueError, KeyError):
            return False

    def _children(self, sign: str) -> Iterator[int]:
        for process in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                parent = process.joinpath("stat").read_text().rpartition(") ")[2].split()[1]
                command = process.joinpath("cmdline").read_text()
                if int(parent) == self._launcher.pid and sign in command:
                    yield int(process.name)

    def _start(self) -> subprocess.Popen[bytes]:
        with self.log.open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", "launch", "run"],
                cwd=HOME,
                env=self._variables,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )


def _signal(process_ids: Iterable[int], number: signal.Signals) -> None:
    for process_id in filter(None, process_ids):
        with contextlib.suppress(ProcessLookupError):
            os.kill(process_id, number)
