"""Having articles learnt by a process of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from threading import Lock

import structlog

from core.errors import Unavailable
from knowledge_base.model import Model
from knowledge_base.places import Places

log = structlog.get_logger(__name__)

HOME = Path(__file__).parents[1]


class Learner:
    """Runs `knowledge_base.learn`, one at a time."""

    def __init__(self, articles: Path, places: Places) -> None:
        self._articles, self._places = articles, places
        self._starting = Lock()
        self._process: subprocess.Popen[str] | None = None
        self._stopped = False

    def learn(self, model: Model) -> str:
        """Return the key of the snapshot that was left; raises Unavailable if there is none."""
        with self._start(model) as process:
            if process.stdout is None or process.stderr is None:
                raise Unavailable("The articles can't be learnt: the process has no output.")
            said = "it said nothing"
            for line in process.stderr:
                said = line.strip() or said
                log.info("articles_learning", step=said)
            key = process.stdout.read().strip()
        if process.returncode != 0:
            raise Unavailable(f"The articles were not learnt: {said}")
        return key

    def stop(self) -> None:
        """End what is under way, and start nothing more."""
        with self._starting:
            self._stopped = True
            if self._process is not None:
                self._process.terminate()

    def _start(self, model: Model) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "knowledge_base.learn", str(self._articles.absolute())]
        command += [model.name, str(self._places.var.absolute())]
        with self._starting:
            if self._stopped:
                raise Unavailable("The articles were not learnt: the knowledge base is stopped.")
            try:
                self._process = subprocess.Popen(  # noqa: S603
                    command, cwd=HOME, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
                )
            except OSError as error:
                raise Unavailable(f"The articles were not learnt: {error.strerror}.") from error
            return self._process
