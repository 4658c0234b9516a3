"""The web process: `python -m web`."""

from __future__ import annotations

import os
import sys
from contextlib import closing
from pathlib import Path

from core.environment import read_environment
from core.errors import EffieError
from store.database import Database
from store.logs import configure_logs
from store.process import begin_process
from store.tracing import configure_tracing
from web.app import create_app
from web.http import BoundedProtocol


def main() -> None:
    """Serve until stopped; a mistake in the settings ends it with one line that names it."""
    begin_process()
    configure_logs()
    configure_tracing("web")
    try:
        environment = read_environment(os.environ, Path(__file__).parents[1])
        with closing(Database(environment.database_url)) as database:
            database.check()
        app = create_app(environment)
    except EffieError as error:
        sys.exit(error.message)
    app.run(
        environment.host,
        environment.web_port,
        single_process=True,
        access_log=False,
        protocol=BoundedProtocol,
    )


if __name__ == "__main__":
    main()
