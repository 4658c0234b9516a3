"""Logs that grow while everything runs."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from launch.running.log_rotation import KEPT_LOGS, MAX_LOG_BYTES, rotate_if_large
from launch.running.processes import Process
from launch.running.supervisor import Supervisor

PATIENCE = 60.0  # seconds

TALKATIVE = f"""
import sys, time
line = "x" * 999 + "\\n"
sys.stdout.write(line * ({MAX_LOG_BYTES} // 1000 + 1))
sys.stdout.flush()
time.sleep(600)
"""


def test_a_log_that_has_grown_large_is_set_aside_while_its_writer_goes_on(tmp_path: Path) -> None:
    log = tmp_path / "web.log"
    with log.open("a") as writer:
        for number in range(KEPT_LOGS + 3):
            writer.write(f"{number} of many\n")
            writer.flush()
            rotate_if_large(log, most=5)
        writer.write("on\n")
    assert log.read_text() == "on\n"
    kept = sorted(path.name for path in tmp_path.iterdir())
    assert kept == ["web.log", *(f"web.log.{n + 1}" for n in range(KEPT_LOGS))]
    assert (tmp_path / "web.log.1").read_text() == f"{KEPT_LOGS + 2} of many\n"


def test_a_small_log_stays_as_it_is(tmp_path: Path) -> None:
    log = tmp_path / "web.log"
    log.write_text("hello\n")
    rotate_if_large(log)
    rotate_if_large(tmp_path / "no such log")
    assert [path.name for path in tmp_path.iterdir()] == ["web.log"]


def test_the_logs_of_what_runs_are_kept_small(tmp_path: Path) -> None:
    supervisor = Supervisor(tmp_path, tmp_path / "logs", os.environ, say=print)
    command = (sys.executable, "-c", TALKATIVE)
    process = Process("talkative", command, port=1, is_ready=lambda: True, is_alive=lambda: True)
    supervisor.start([process])
    try:
        end = time.monotonic() + PATIENCE
        while not (tmp_path / "logs" / "talkative.log.1").exists():
            assert time.monotonic() < end
            supervisor.keep_alive()
            time.sleep(0.05)
    finally:
        supervisor.stop()
    assert (tmp_path / "logs" / "talkative.log").stat().st_size < MAX_LOG_BYTES
