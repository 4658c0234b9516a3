"""Keep a group of processes alive: start, wait until ready, start again, stop.

After the first start nothing is ever given up: what ends, or hangs, is started again after a pause
that grows to `MAX_DELAY`, so that it is back by itself once the cause (a full disk, say) is gone.
"""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from launch.commands import last_lines
from launch.console import Step
from launch.errors import LaunchError
from launch.private import UMASK
from launch.running.disk import why_full
from launch.running.log_rotation import begin_log, rotate_if_large
from launch.running.probes import Probe
from launch.running.processes import Process

EXIT_WITH_PARENT = Path(__file__).with_name("exit_with_parent.py")
SHARED_SOCKET = "EFFIE_WEB_SOCKET"  # tells a process which open file the shared address is
BACKLOG = 100  # connections that wait to be taken, as each server has it
GRACE_SECONDS = 10.0
FIRST_DELAY = 0.5  # seconds before the first new start
MAX_DELAY = 15.0
FORGIVEN_AFTER = 60.0  # seconds of running, after which earlier ends no longer count
WORDS_AFTER = 5  # ends in a row, from which the log's last lines are shown as well


@dataclass
class Child:
    """A process that we started, and what became of it."""

    process: Process
    running: subprocess.Popen[bytes]
    log: Path
    probe: Probe
    started_at: float = field(default_factory=time.monotonic)
    ends: int = 0  # in a row
    start_again_at: float | None = None


class Supervisor:
    """Starts processes in an order and stops them in reverse.

    say: told in one line about every process that ended and was started again
    """

    def __init__(
        self,
        home: Path,
        logs: Path,
        variables: Mapping[str, str],
        say: Callable[[str], None],
    ) -> None:
        self._home, self._logs = home, logs
        self._variables = dict(variables)
        self._say = say
        self._children: dict[str, Child] = {}
        self._shared: dict[tuple[str, int], socket.socket] = {}
        self.grace = GRACE_SECONDS

    def start(self, processes: Sequence[Process]) -> None:
        """Start the processes, each with a fresh log."""
        for process in processes:
            log = self._logs / f"{process.name}.log"
            begin_log(log)
            running = self._spawn(process, log)
            self._children[process.name] = Child(process, running, log, self._probe(process))

    def wait_until_ready(self, processes: Sequence[Process], step: Step) -> None:
        """Wait for every health check.

        Raises LaunchError with the log's end if one does not come up.
        """
        waiting = [self._children[process.name] for process in processes]
        while waiting:
            for child in list(waiting):
                if child.process.is_ready():
                    child.probe.note(answered=True)
                    waiting.remove(child)
                elif child.running.poll() is not None:
                    raise LaunchError(_ended_at_start(child))
                elif step.seconds > child.process.patience:
                    raise LaunchError(_not_ready(child))
            step.beat("waiting for " + ", ".join(child.process.name for child in waiting))
            time.sleep(0.2)
        step.done(", ".join(process.name for process in processes))

    def keep_alive(self) -> None:
        """Start again what has ended or hangs, after a pause that grows; call this again and again.

        Never waits for a process, and never gives up.
        """
        now = time.monotonic()
        for child in self._children.values():
            rotate_if_large(child.log)
            if child.start_again_at is not None:
                if now >= child.start_again_at:
                    self._start_again(child, now)
            elif child.running.poll() is not None:
                self._plan_restart(child, now, _how_it_ended(child.running.returncode))
            elif trouble := child.probe.trouble(now):
                self._plan_restart(child, now, trouble)

    def stop(self) -> None:
        """End everything, last started first: SIGTERM, and SIGKILL after the grace."""
        for child in reversed(list(self._children.values())):
            _end(child.running, self.grace)
        self._children.clear()
        for listening in self._shared.values():
            listening.close()
        self._shared.clear()

    def process_ids(self) -> dict[str, int]:
        """The process id of each process at this moment."""
        return {name: child.running.pid for name, child in self._children.items()}

    def _start_again(self, child: Child, now: float) -> None:
        child.start_again_at = None
        child.started_at, child.probe = now, self._probe(child.process)
        try:
            child.running = self._spawn(child.process, child.log)
        except OSError as error:  # no memory, no process, no space: it may pass
            self._plan_restart(child, now, f"could not be started ({error})")

    def _plan_restart(self, child: Child, now: float, what_happened: str) -> None:
        _end(child.running, grace=0)  # workers it may have left behind hold its port
        ran_well = now - child.started_at >= FORGIVEN_AFTER
        child.ends = 1 if ran_well else child.ends + 1
        delay = delay_after(child.ends)
        child.start_again_at = now + delay
        told = f"{child.process.name} {what_happened}; starting it again in {delay:.1f} s. "
        told += why_full(self._logs) or f"Its log: {child.log}"
        if child.ends == WORDS_AFTER:
            told += f"\nIt keeps ending, and is started again until it stays.\n{_see_log(child)}"
        self._say(told)

    def _probe(self, process: Process) -> Probe:
        return Probe(process.is_alive, process.patience)

    def _spawn(self, process: Process, log: Path) -> subprocess.Popen[bytes]:
        shared = self._listening(process.shares) if process.shares else None
        told = {SHARED_SOCKET: str(shared.fileno())} if shared else {}
        with log.open("ab") as output:
            # A session of its own: Ctrl-C reaches us only, and we end its workers with it.
            return subprocess.Popen(
                [sys.executable, "-I", str(EXIT_WITH_PARENT), str(os.getpid()), *process.command],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                cwd=self._home,
                env={**self._variables, **told},
                start_new_session=True,
                umask=UMASK,
                pass_fds=[shared.fileno()] if shared else [],
            )

    def _listening(self, address: tuple[str, int]) -> socket.socket:
        """Listen there ourselves, so that nothing is refused while those who share it come and go.

        Raises LaunchError if another program does.
        """
        if address not in self._shared:
            family = socket.AF_INET6 if ":" in address[0] else socket.AF_INET
            try:
                self._shared[address] = socket.create_server(
                    address, family=family, backlog=BACKLOG
                )
            except OSError as error:
                raise LaunchError(f"Nothing can listen on port {address[1]}: {error}.") from error
        return self._shared[address]


def delay_after(ends: int) -> float:
    """How many seconds to wait before the next start, after so many ends in a row."""
    return min(MAX_DELAY, FIRST_DELAY * 2.0 ** (ends - 1))


def _end(running: subprocess.Popen[bytes], grace: float) -> None:
    if running.poll() is None:
        running.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            running.wait(timeout=grace)
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(running.pid, signal.SIGKILL)
    running.wait()


def _how_it_ended(code: int) -> str:
    return f"was ended by signal {-code}" if code < 0 else f"ended with exit code {code}"


def _ended_at_start(child: Child) -> str:
    ending = _how_it_ended(child.running.returncode)
    return f"{child.process.name} {ending} while starting.\n{_see_log(child)}"


def _not_ready(child: Child) -> str:
    process = child.process
    return (
        f"{process.name} did not answer on port {process.port} within {process.patience:.0f} "
        f"seconds. On a slow machine, start again; otherwise its log says more.\n{_see_log(child)}"
    )


def _see_log(child: Child) -> str:
    return f"{last_lines(child.log)}\nThe whole story: {child.log}"
