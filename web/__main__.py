"""The web process: `python -m web [PORT]`.

Several may share one address, which the launcher listens at and hands them; then each is told a
port of its own as well, for who wants to ask just this one.
"""

from __future__ import annotations

import os
import socket
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

from core.environment import Environment, read_environment
from core.errors import EffieError
from store.database import Database
from store.logs import configure_logs
from store.process import begin_process
from store.tracing import configure_tracing
from web.app import create_app
from web.http import BoundedProtocol, answer_beside


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
        shared = os.environ.get("EFFIE_WEB_SOCKET")
        if shared is not None:
            answer_beside(app, int(sys.argv[1]))
    except EffieError as error:
        sys.exit(error.message)
    app.run(
        **_address(environment, shared),
        single_process=True,
        access_log=False,
        protocol=BoundedProtocol,
    )


def _address(environment: Environment, shared: str | None) -> dict[str, Any]:
    if shared is not None:
        return {"sock": socket.socket(fileno=int(shared))}
    return {"host": environment.host, "port": environment.web_port}


if __name__ == "__main__":
    main()
