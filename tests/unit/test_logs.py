"""How processes log."""

from __future__ import annotations

import json
import os
import subprocess
import sys

LOGS = """
import structlog
from store.logs import configure_logs

configure_logs()
log = structlog.get_logger()
with structlog.contextvars.bound_contextvars(conversation="c1", turn="m1"):
    try:
        raise ValueError("too odd")
    except ValueError as error:
        log.error("turn.failed", exc_info=error)
log.info("idle")
"""


def test_as_objects_each_line_has_the_turn_and_an_errors_trace() -> None:
    told = {**os.environ, "EFFIE_LOGS": "json"}
    command = [sys.executable, "-c", LOGS]
    ran = subprocess.run(command, env=told, capture_output=True, text=True, check=True)

    failed, idle = map(json.loads, ran.stderr.splitlines())
    assert (failed["event"], failed["level"]) == ("turn.failed", "error")
    assert (failed["conversation"], failed["turn"]) == ("c1", "m1")
    assert failed["exception"].endswith("ValueError: too odd")
    assert idle.keys() == {"event", "level", "timestamp"}
