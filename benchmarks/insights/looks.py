"""The pages of insights, looked at by HTTP as a signed-in member of staff sees them."""

from __future__ import annotations

import os
import re
import statistics
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from core.staff import Role
from launch.console import Console
from launch.errors import LaunchError
from launch.paths import HOME, Paths
from launch.running import processes
from launch.running.ports import free_port
from launch.running.supervisor import Supervisor
from launch.variables import resolve
from store.database import Database
from store.staff import Staff

AIM = 500.0  # milliseconds, of the 95th percentile of any page
PAGES = (
    *("", "/comments", "/ledger", "/outcomes", "/service", "/content", "/refusals"),
    *("/refusals/1", "/week", "/drivers", "/mine", "/thresholds?answer=60"),
    *("?segment=expert", "/ledger?segment=expert", "/outcomes?segment=expert"),
    *("/service?queue=support", "/comments?segment=expert", "/refusals?segment=expert"),
    *("?article=article-1", "/ledger?article=article-1", "/content?article=article-1"),
    *("/comments?article=article-1", "/refusals?article=article-1"),
)
LISTS = (
    *("", "waiting", "messages", "high", "contained", "back:7", "commented", "commented:1"),
    *("refused", "refused:1", "service:wait", "service:handling", "service:calls:9"),
    *("next:shown", "next:pressed", "gap:1", "cause:waiting:support"),
    *("cause:wrong_answer:article-1", "reason:nothing_fits"),
)
_PASSWORD, _EMAIL = "correct horse battery", "bench@tern.example"
_TOKEN = re.compile(r'name="token" value="([^"]+)"')
_AT_LEAST, _LONG = 3, 2.5  # looks at a page, however slow; seconds after which no more are begun
_PATIENCE = 120.0  # seconds for one page
_SECRETS = {"EFFIE_SECRET": "s" * 32, "EFFIE_IDENTITY_SECRET": "i" * 32}
_PORTS = ("EFFIE_REDIS_PORT", "EFFIE_BOT_PORT", "EFFIE_ACTIONS_PORT", "EFFIE_WEB_PORT")


@dataclass(frozen=True)
class Look:
    """Milliseconds that a page took by the clock, of so many looks; and how long it is."""

    median: float
    p95: float
    looks: int
    kilobytes: int

    @property
    def met(self) -> bool:
        return self.p95 <= AIM


class Served:
    """A web process of its own, and a browser that is signed in."""

    def __init__(self, browser: httpx.Client, process: int) -> None:
        self._browser, self._process = browser, process

    def look(self, path: str, most: int) -> Look:
        """Get a page again and again; raises LaunchError where it is not shown."""
        took: list[float] = []
        until = time.monotonic() + _LONG
        while len(took) < most and (len(took) < _AT_LEAST or time.monotonic() < until):
            began = time.perf_counter()
            answer = self._browser.get(path)
            took.append(1_000 * (time.perf_counter() - began))
            if answer.status_code != httpx.codes.OK:
                raise LaunchError(f"{path} answers {answer.status_code}. Look into the log of web.")
        took.sort()
        p95 = took[min(len(took) - 1, int(len(took) * 0.95))]
        return Look(statistics.median(took), p95, len(took), len(answer.content) // 1024)

    @property
    def megabytes(self) -> float:
        """What the process holds in memory."""
        pages = int(Path(f"/proc/{self._process}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def paths_of(days: Mapping[str, str], only: Sequence[str]) -> Iterator[str]:
    """Return the addresses to look at; only: parts of those that are wanted, all if empty."""
    asked = "&".join(f"{name}={value}" for name, value in days.items())
    for path in (*PAGES, *(f"/conversations?which={which}" for which in LISTS)):
        whole = f"/insights{path}" + (f"{'&' if '?' in path else '?'}{asked}" if asked else "")
        if not only or any(part in whole for part in only):
            yield whole


@contextmanager
def served(folder: Path, database: Database) -> Iterator[Served]:
    """Start a web process and a Redis over a record, all else they write in the folder."""
    if all(account.member.email != _EMAIL for account in Staff(database).everyone()):
        Staff(database).add(_EMAIL, "Ben Bench", Role.ADMIN, _PASSWORD, by="benchmark")
    ports = {name: str(free_port()) for name in _PORTS}
    given = {**os.environ, **ports, "DATABASE_URL": database.url}
    given.pop("REDIS_URL", None)
    paths = Paths(HOME, folder)
    settled = resolve(given, _SECRETS, paths.var)
    supervisor = Supervisor(HOME, paths.logs, settled.variables, say=print)
    web = [each for each in processes.servers(paths, settled) if each.name == "web"]
    try:
        with Console(1).step("Starting web") as step:
            for group in (processes.redis(paths, settled), web):
                supervisor.start(group)
                supervisor.wait_until_ready(group, step)
        with httpx.Client(
            base_url=settled.web_url, follow_redirects=True, timeout=_PATIENCE, trust_env=False
        ) as browser:
            _sign_in(browser)
            yield Served(browser, supervisor.process_ids()["web"])
    finally:
        supervisor.stop()


def _sign_in(browser: httpx.Client) -> None:
    token = _TOKEN.search(browser.get("/login").text)
    form = {"token": token[1] if token else "", "email": _EMAIL, "password": _PASSWORD}
    answer = browser.post("/login", data={**form, "next": "/desk"})
    if answer.status_code != httpx.codes.OK or answer.url.path == "/login":
        raise LaunchError("The benchmark could not sign in. Look into the log of web.")
