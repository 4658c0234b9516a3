"""A process like the one that answers: prints how long it took to its first answer, and its memory.

python -m benchmarks.answers.first_answer
"""

from __future__ import annotations

import json
import os
from pathlib import Path

from actions.app import create_app
from actions.services import build_knowledge
from core.answering import History, decide_reply
from core.environment import read_environment
from store.settings_files import LiveSettings

HOME = Path(__file__).parents[2]
QUESTION = "how do i change the pin of my card?"
# They sign customers' tokens; nothing is signed here.
SECRETS = {"EFFIE_SECRET": "s" * 32, "EFFIE_IDENTITY_SECRET": "i" * 32}


def main() -> None:
    """Load what the action server loads, answer once, and print the figures."""
    environment = read_environment({**SECRETS, **os.environ}, HOME)
    settings = LiveSettings(environment.settings)
    knowledge = build_knowledge(environment, settings)
    knowledge.start()
    found = knowledge.search(QUESTION)
    decide_reply(found, History(), settings.now().confidence.common)
    seconds = _age()
    knowledge.stop()
    loaded = create_app.__module__  # the server's own code is part of what it holds
    print(json.dumps({"seconds": seconds, "megabytes": _most_megabytes(), "loaded": loaded}))


def _age() -> float:
    """Return how many seconds ago this process was started, its interpreter included."""
    ticks = int(Path("/proc/self/stat").read_text().rpartition(")")[2].split()[19])
    since_boot = float(Path("/proc/uptime").read_text().split()[0])
    return since_boot - ticks / os.sysconf("SC_CLK_TCK")


def _most_megabytes() -> float:
    """Return the most that was resident; getrusage would count what the parent held, too."""
    lines = Path("/proc/self/status").read_text().splitlines()
    (most,) = [line.split()[1] for line in lines if line.startswith("VmHWM:")]
    return int(most) / 1024


if __name__ == "__main__":
    main()
