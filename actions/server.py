"""Serving the actions until told to stop."""

from __future__ import annotations

import gc
import os
import sys
import warnings
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from sanic import Sanic

from actions.app import create_app
from actions.services import Services, build_knowledge, build_services
from core.environment import read_environment
from core.errors import EffieError
from store.database import Database
from store.logs import configure_logs
from store.process import begin_process
from store.setting_versions import ChangedTexts
from store.settings_files import LiveSettings
from store.tracing import configure_tracing


def serve(make: Callable[[Services], Sanic[Any, Any]] = create_app) -> None:
    """Serve what is made until stopped; listens only once questions can be answered."""
    begin_process()
    configure_logs()
    configure_tracing("actions")
    try:
        port = {"EFFIE_ACTIONS_PORT": sys.argv[1]} if len(sys.argv) > 1 else {}
        environment = read_environment({**os.environ, **port}, Path(__file__).parents[1])
        with closing(Database(environment.database_url)) as database:
            database.check()
        changed = ChangedTexts(Database(environment.database_url))
        settings = LiveSettings(environment.settings, changed=changed)
        knowledge = build_knowledge(environment, settings)
        knowledge.start()
        settings.follow()
    except EffieError as error:
        sys.exit(error.message)
    # Rasa 3.6 and rasa-sdk 3.21 get on well; the warning would come with every message.
    warnings.filterwarnings("ignore", message="Your versions of rasa and rasa_sdk")
    app = make(build_services(environment, settings, knowledge))
    gc.freeze()
    gc.enable()
    try:
        app.run(
            environment.actions_host,
            environment.actions_port,
            single_process=True,
            access_log=False,
        )
    finally:
        settings.close()
        knowledge.stop()
