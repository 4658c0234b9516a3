"""`make run`: prepare what is missing, start everything, keep it alive until Ctrl-C."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Mapping
from pathlib import Path

from launch.console import Console
from launch.errors import LaunchError
from launch.paths import Paths, find_paths
from launch.preparing.prepare import Preparation
from launch.preparing.pythons import APP, BOT
from launch.private import UMASK, tighten
from launch.running import processes
from launch.running.disk import wait_for_space
from launch.running.health import redis_answers
from launch.running.supervisor import Supervisor
from launch.secrets_file import keep_secrets
from launch.single_instance import only_one
from launch.variables import Settled, resolve

STEPS = 9
# All run on this machine, and only web is to be reached from another.
HELD_HERE = dict.fromkeys(
    ("EFFIE_BOT_HOST", "EFFIE_ACTIONS_HOST", "EFFIE_ACTIONS_URL", "EFFIE_WEB_URL"), ""
)
DEMO_STAFF = {
    "agent": "sam@tern.example",
    "another agent": "ada@tern.example",
    "supervisor": "noor@tern.example",
    "content manager": "kim@tern.example",
    "admin": "ravi@tern.example",
}


def run(given: Mapping[str, str]) -> None:
    """Start Effie and stay with it. Returns when it was stopped; raises Stop if it cannot run."""
    began = time.monotonic()
    paths = find_paths(given)
    console = Console(STEPS)
    tighten(paths.var)
    wait_for_space(paths.var, console.say)
    with only_one(paths.var):
        kept = keep_secrets(paths.var / "secrets.env")
        # What is written on the demo's phone is kept in one process.
        phone = "1" if given.get("EFFIE_WEBS", "") in ("", "1") else "0"
        wanted = {"EFFIE_DEMO_PHONE": phone, **given, **HELD_HERE}
        settled = resolve(wanted, kept, paths.var, demo=True)
        _prepare(paths, settled, console)
        supervisor = Supervisor(paths.home, paths.logs, settled.variables, console.say)
        try:
            _start(supervisor, paths, settled, console)
            console.say(_welcome(paths.var, settled, time.monotonic() - began))
            _stay(supervisor)
        finally:
            _stop(supervisor, console)


def _prepare(paths: Paths, settled: Settled, console: Console) -> None:
    preparation = Preparation(paths, settled.variables, console)
    bot, app = preparation.python(BOT, APP)
    with console.step("Looking whether the ports are free") as step:
        processes.require_free_ports(settled)
        step.done("yes")
    preparation.environment("bot", bot)
    preparation.environment("app", app)
    preparation.model()
    os.umask(UMASK)  # from here on all that is written is in the var folder
    preparation.database()
    preparation.articles()


def _start(supervisor: Supervisor, paths: Paths, settled: Settled, console: Console) -> None:
    redis = processes.redis(paths, settled)
    with console.step("Starting Redis") as step:
        supervisor.start(redis)
        supervisor.wait_until_ready(redis, step)
        if not redis:
            _require_redis(settled.redis_url)
            step.done("yours, from REDIS_URL")
    with console.step("Starting actions, bot and web") as step:
        servers = processes.servers(paths, settled)
        supervisor.start(servers)
        supervisor.wait_until_ready(servers, step)


def _require_redis(url: str) -> None:
    if not redis_answers(url):
        raise LaunchError(
            "The Redis at REDIS_URL does not answer. Check the address and the password, or unset "
            "REDIS_URL to use the Redis that comes with Effie."
        )


def _stay(supervisor: Supervisor) -> None:
    try:
        while True:
            supervisor.keep_alive()
            time.sleep(0.3)
    except KeyboardInterrupt:
        return


def _stop(supervisor: Supervisor, console: Console) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a second Ctrl-C must not leave half behind
    if supervisor.process_ids():
        console.say("\nStopping …")
        supervisor.stop()
        console.say("Everything is stopped.")


def _welcome(var: Path, settled: Settled, seconds: float) -> str:
    public = settled.variables.get("EFFIE_PUBLIC_URL", "").rstrip("/")
    url = public or settled.web_url
    lines = [
        "",
        f"Effie is ready after {seconds:.0f} seconds.",
        "",
        f"    help centre       {url}/help",
        f"    desk              {url}/desk",
        f"    console           {url}/console",
    ]
    if settled.demo:
        password = settled.variables["EFFIE_DEMO_PASSWORD"]
        lines.insert(3, f"    Tern's demo page  {url}/")
        if settled.variables.get("EFFIE_DEMO_PHONE") == "1":
            lines.insert(4, f"    a phone to try    {url}/demo/phone/")
        lines += ["", f"Log-ins for the demo, all with the password {password}", ""]
        lines += [f"    {role:<17} {email}" for role, email in DEMO_STAFF.items()]
    lines += ["", f"Logs are in {var / 'logs'}. Ctrl-C stops everything."]
    return "\n".join(lines)
