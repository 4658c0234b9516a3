"""The web process as the launcher starts it."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import socket
import sys
from pathlib import Path

import pytest

from launch.console import Console
from launch.paths import HOME, Paths
from launch.running import processes
from launch.running.ports import free_port, free_ports_in_a_row
from launch.running.supervisor import Supervisor
from launch.secrets_file import keep_secrets
from launch.variables import resolve
from tests.support.waiting import is_up, wait_until

FEW = 256  # open files; 300 half-open requests locked everybody out


def has_ipv6() -> bool:
    try:
        with socket.create_server(("::1", 0), family=socket.AF_INET6):
            return True
    except OSError:
        return False


def test_two_answer_at_one_address_and_each_at_a_port_of_its_own(
    tmp_path: Path, redis_url: str, empty_record: Path
) -> None:
    record = shutil.copy(empty_record, tmp_path / "effie.db")
    given = {
        **os.environ,
        "EFFIE_WEBS": "2",
        "EFFIE_WEB_PORT": str(free_ports_in_a_row(3)),
        "EFFIE_ARTICLES": str(tmp_path),
        "DATABASE_URL": f"sqlite:///{record}",
        "REDIS_URL": redis_url,
    }
    settled = resolve(given, keep_secrets(tmp_path / "secrets.env"), tmp_path)
    supervisor = Supervisor(HOME, tmp_path / "logs", settled.variables, say=print)
    servers = processes.servers(Paths(HOME, tmp_path), settled)
    web, other = (each for each in servers if each.name.startswith("web"))

    def both_are_ready() -> bool:
        supervisor.keep_alive()  # another program may have had a port in between
        return web.is_ready() and other.is_ready()

    try:
        supervisor.start([web, other])
        wait_until(both_are_ready)
        os.killpg(supervisor.process_ids()[web.name], signal.SIGKILL)
        wait_until(lambda: not web.is_alive())
        assert is_up(settled.web_url)
        assert other.is_ready()
    finally:
        supervisor.stop()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nobody tells a process's limits")
@pytest.mark.skipif(not has_ipv6(), reason="this machine has no IPv6")
def test_it_answers_at_an_ipv6_address_and_may_open_more_files_than_a_shell_hands_down(
    tmp_path: Path, redis_url: str, empty_record: Path
) -> None:
    record = shutil.copy(empty_record, tmp_path / "effie.db")
    given = {
        **os.environ,
        "EFFIE_HOST": "::1",
        "EFFIE_WEB_PORT": str(free_port()),
        "EFFIE_ARTICLES": str(tmp_path),
        "DATABASE_URL": f"sqlite:///{record}",
        "REDIS_URL": redis_url,
    }
    settled = resolve(given, keep_secrets(tmp_path / "secrets.env"), tmp_path)
    supervisor = Supervisor(HOME, tmp_path / "logs", settled.variables, say=print)
    paths = Paths(HOME, tmp_path)
    web = [each for each in processes.servers(paths, settled) if each.name == "web"]
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (FEW, before[1]))
    try:
        with Console(1).step("Starting web") as step:
            supervisor.start(web)
            supervisor.wait_until_ready(web, step)
        assert settled.web_url.startswith("http://[::1]:")
        process_id = supervisor.process_ids()["web"]
        limits = Path(f"/proc/{process_id}/limits").read_text()
        (files,) = [line for line in limits.splitlines() if line.startswith("Max open files")]
        assert int(files.split()[3]) > FEW
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)
        supervisor.stop()
