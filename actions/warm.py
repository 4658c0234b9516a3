"""Getting ready to start: `python -m actions.warm` (run by `make run`; safe to run again)."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from actions.services import build_knowledge
from core.environment import read_environment
from core.errors import EffieError
from store.live_settings import LiveSettings
from store.logs import configure_logs


def main() -> None:
    """Name each fault in the articles; keep the exported encoder and the articles' vectors."""
    configure_logs()
    try:
        environment = read_environment(os.environ, Path(__file__).parents[1])
        knowledge = build_knowledge(environment, LiveSettings(environment.settings))
        knowledge.start()
    except EffieError as error:
        sys.exit(error.message)
    knowledge.stop()
    for fault in knowledge.faults():
        print(fault)  # noqa: T201
    usable = len(knowledge.articles())
    if not usable:
        sys.exit(f"No article in {environment.articles} can be used. Mend the faults named above.")
    print(f"{usable} articles are ready.")  # noqa: T201


if __name__ == "__main__":
    main()
