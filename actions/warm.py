"""Getting ready to start: `python -m actions.warm` (run by `make run`; safe to run again)."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from actions.services import build_knowledge
from core.environment import read_environment
from core.errors import EffieError
from store.logs import configure_logs
from store.process import begin_process
from store.settings_files import LiveSettings


def main() -> None:
    """Export the encoder and train on the articles, so that no start has to wait for that."""
    begin_process()
    configure_logs()
    try:
        environment = read_environment(os.environ, Path(__file__).parents[1])
        knowledge = build_knowledge(environment, LiveSettings(environment.settings))
        knowledge.train()
    except EffieError as error:
        sys.exit(error.message)
    print(f"{len(knowledge.articles())} articles are ready.")  # noqa: T201


if __name__ == "__main__":
    main()
