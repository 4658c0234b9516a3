"""Starting, keeping alive and stopping, with real processes."""

from __future__ import annotations

import io
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from launch.console import Console, Step
from launch.errors import LaunchError
from launch.paths import HOME
from launch.running.disk import wait_for_space
from launch.running.health import page_answers
from launch.running.ports import free_port
from launch.running.processes import Process
from launch.running.supervisor import Supervisor, delay_after
from tests.support.waiting import PATIENCE, wait_until

OBEDIENT = "import time; time.sleep(60)"
STUBBORN = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)"
SHARES = """
import os, socket
listening = socket.socket(fileno=int(os.environ["EFFIE_WEB_SOCKET"]))
while True:
    taken, _ = listening.accept()
    taken.sendall(str(os.getpid()).encode())
    taken.close()
"""


def who_answers(port: int) -> int:
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as connection:
        return int(connection.makefile().read())


def is_running(process_id: int) -> bool:
    try:
        return Path(f"/proc/{process_id}/stat").read_text().split(") ")[1][0] != "Z"
    except FileNotFoundError:
        return False


def dummy(name: str, code: str, ready: Callable[[], bool] = lambda: True) -> Process:
    command = (sys.executable, "-c", code)
    return Process(name, command, 0, ready, ready, patience=5)


def keep_alive_until(supervisor: Supervisor, holds: Callable[[], bool]) -> None:
    def look() -> bool:
        supervisor.keep_alive()
        return holds()

    wait_until(look)


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def supervisor(tmp_path: Path, said: list[str]) -> Iterator[Supervisor]:
    supervisor = Supervisor(tmp_path, tmp_path / "logs", os.environ, said.append)
    supervisor.grace = 1.0
    yield supervisor
    supervisor.stop()


def test_a_process_that_ends_is_started_again(supervisor: Supervisor, said: list[str]) -> None:
    supervisor.start([dummy("bot", OBEDIENT)])
    first = supervisor.process_ids()["bot"]
    os.kill(first, signal.SIGKILL)

    keep_alive_until(supervisor, lambda: supervisor.process_ids()["bot"] != first)
    assert "bot was ended by signal 9" in said[0]
    assert is_running(supervisor.process_ids()["bot"])


def test_those_that_share_an_address_refuse_nobody_there_while_they_come_and_go(
    supervisor: Supervisor,
) -> None:
    port = free_port()
    webs = [replace(dummy(name, SHARES), shares=("127.0.0.1", port)) for name in ("web", "web-2")]
    supervisor.start(webs)
    first = supervisor.process_ids()
    wait_until(lambda: who_answers(port) == first["web-2"])
    os.kill(first["web-2"], signal.SIGKILL)
    wait_until(lambda: not is_running(first["web-2"]))
    assert who_answers(port) == first["web"]
    os.kill(first["web"], signal.SIGKILL)
    wait_until(lambda: not is_running(first["web"]))
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as waiting:
        keep_alive_until(supervisor, lambda: supervisor.process_ids()["web"] != first["web"])
        assert int(waiting.makefile().read()) in set(supervisor.process_ids().values())


def test_a_process_that_hangs_is_started_again_after_three_misses(
    supervisor: Supervisor, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("launch.running.probes.EVERY", 0.05)
    monkeypatch.setattr("launch.running.health.PATIENCE", 0.3)
    port = free_port()
    command = (sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1")
    answers = partial(page_answers, f"http://127.0.0.1:{port}/")
    actions = Process("actions", command, port, answers, answers)
    supervisor.start([actions])
    with _step() as step:
        supervisor.wait_until_ready([actions], step)
    frozen = supervisor.process_ids()["actions"]
    os.kill(frozen, signal.SIGSTOP)
    keep_alive_until(supervisor, lambda: supervisor.process_ids()["actions"] != frozen)
    assert "actions hangs: it has not answered 3 times in a row" in said[0]
    assert not is_running(frozen)
    keep_alive_until(supervisor, answers)
    assert len(said) == 1


def test_a_process_that_never_answers_is_started_again_when_its_time_is_up(
    supervisor: Supervisor, said: list[str]
) -> None:
    silent = dummy("bot", OBEDIENT, lambda: False)
    supervisor.start([replace(silent, patience=0.2)])
    first = supervisor.process_ids()["bot"]
    keep_alive_until(supervisor, lambda: supervisor.process_ids()["bot"] != first)
    assert "bot has not answered within 0 s of its start" in said[0]


def test_a_process_that_is_slow_to_answer_holds_up_no_other(
    supervisor: Supervisor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("launch.running.probes.EVERY", 0.0)
    asked, over = threading.Event(), threading.Event()

    def slow() -> bool:
        asked.set()
        return over.wait()

    supervisor.start([replace(dummy("web", OBEDIENT), is_alive=slow), dummy("bot", OBEDIENT)])
    keep_alive_until(supervisor, asked.is_set)
    first = supervisor.process_ids()["bot"]
    os.kill(first, signal.SIGKILL)
    keep_alive_until(supervisor, lambda: supervisor.process_ids()["bot"] != first)
    over.set()


def test_pauses_grow_to_a_quarter_of_a_minute_and_no_further() -> None:
    assert [delay_after(ends) for ends in (1, 2, 3, 6, 7, 500)] == [0.5, 1, 2, 15, 15, 15]


def test_a_process_that_keeps_ending_is_started_until_it_stays(
    tmp_path: Path, supervisor: Supervisor, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("launch.running.supervisor.FIRST_DELAY", 0.0)
    folder = tmp_path / "made-later"
    code = f"import os, sys, time; os.path.exists({str(folder)!r}) or sys.exit('no such folder')"
    supervisor.start([dummy("web", f"{code}; time.sleep(60)")])
    keep_alive_until(supervisor, lambda: len(said) >= 7)
    assert ["no such folder" in words for words in said[:7]] == [*[False] * 4, True, False, False]
    folder.mkdir()
    told = len(said)
    keep_alive_until(supervisor, lambda: is_running(supervisor.process_ids()["web"]))
    assert len(said) <= told + 1


def test_a_full_disk_is_named_as_long_as_it_is_full(
    supervisor: Supervisor, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("launch.running.supervisor.FIRST_DELAY", 0.0)
    supervisor.start([dummy("redis", "import sys; sys.exit(1)")])
    with monkeypatch.context() as full:
        full.setattr("launch.running.disk.MIN_FREE", 2**60)  # bytes; more than any disk has
        keep_alive_until(supervisor, lambda: bool(said))
        assert "is full" in said[0]
        assert "make room" in said[0]
    told = len(said)
    keep_alive_until(supervisor, lambda: len(said) > told + 1)
    assert "is full" not in said[-1]


def test_a_start_on_a_full_disk_waits_for_space(
    tmp_path: Path, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("launch.running.disk.LOOK_EVERY", 0.01)
    monkeypatch.setattr("launch.running.disk.MIN_FREE", 2**60)
    waiting = threading.Thread(target=wait_for_space, args=[tmp_path, said.append])
    waiting.start()
    wait_until(lambda: bool(said))
    waiting.join(timeout=0.1)
    assert waiting.is_alive()
    monkeypatch.undo()
    waiting.join()
    assert len(said) == 1


def test_what_cannot_be_printed_stops_nothing() -> None:
    code = (
        "import sys\n"
        "from launch.console import Console\n"
        "Console(1).say('The disk is full.')\n"
        "print('went on', file=sys.stderr, flush=True)"
    )
    with Path("/dev/full").open("wb") as full:
        told = subprocess.run(
            [sys.executable, "-c", code], cwd=HOME, stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert told.stderr.startswith(b"went on")


def test_a_process_that_ends_while_starting_is_told_at_once(supervisor: Supervisor) -> None:
    process = dummy("bot", "import sys; sys.exit('There is no trained model')", lambda: False)
    supervisor.start([process])
    with pytest.raises(LaunchError, match="There is no trained model"), _step() as step:
        supervisor.wait_until_ready([process], step)


def test_stopping_goes_backwards_and_does_not_wait_for_the_stubborn_for_ever(
    tmp_path: Path, supervisor: Supervisor
) -> None:
    last_words = (
        "import pathlib, signal, sys, time\n"
        "def end(*_):\n"
        "    pathlib.Path('order').open('a').write(sys.argv[1]); sys.exit()\n"
        "signal.signal(signal.SIGTERM, end)\n"
        "pathlib.Path('ready-' + sys.argv[1]).touch()\n"
        "time.sleep(60)"
    )
    for name in ("a", "b"):
        command = (sys.executable, "-c", last_words, name)
        supervisor.start([Process(name, command, 0, lambda: True, lambda: True)])
        wait_until((tmp_path / f"ready-{name}").exists)
    supervisor.start([dummy("stubborn", STUBBORN)])
    began = time.monotonic()
    ids = supervisor.process_ids()
    supervisor.stop()
    assert (tmp_path / "order").read_text() == "ba"
    assert not any(is_running(process_id) for process_id in ids.values())
    assert time.monotonic() - began < 45, "the stubborn one would sleep for a minute"


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere this is only best effort")
def test_a_launcher_that_is_killed_leaves_no_orphans(tmp_path: Path) -> None:
    code = (
        "import os, sys, time\n"
        "from pathlib import Path\n"
        "from launch.running.processes import Process\n"
        "from launch.running.supervisor import Supervisor\n"
        f"home = Path({str(tmp_path)!r})\n"
        "supervisor = Supervisor(home, home, os.environ, print)\n"
        f"command = (sys.executable, '-c', {OBEDIENT!r})\n"
        "supervisor.start([Process('a', command, 0, lambda: True, lambda: True)])\n"
        "print(supervisor.process_ids()['a'], flush=True)\n"
        "time.sleep(60)"
    )
    launcher = subprocess.Popen(
        [sys.executable, "-c", code], cwd=HOME, stdout=subprocess.PIPE, text=True
    )
    assert launcher.stdout
    child = int(launcher.stdout.readline())
    wait_until(lambda: b"sleep" in Path(f"/proc/{child}/cmdline").read_bytes())
    launcher.kill()
    launcher.communicate()
    wait_until(lambda: not is_running(child))


def _step() -> AbstractContextManager[Step]:
    return Console(1, io.StringIO()).step("test")
