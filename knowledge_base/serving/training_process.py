"""Training in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryFile
from threading import Lock
from typing import IO

import structlog

from core.articles import Article
from core.errors import Unavailable
from knowledge_base.encoding import Model
from knowledge_base.paths import Paths
from knowledge_base.serving.article_json import dump_articles

log = structlog.get_logger(__name__)

HOME = Path(__file__).parents[2]


class Trainer:
    """Runs `knowledge_base.serving.train`, one at a time, and never waits for it.

    What it is given and what it says goes through files, so nobody has to read along.
    """

    def __init__(self, paths: Paths) -> None:
        self._paths = paths
        self._starting = Lock()
        self._stopped = False
        self._process: subprocess.Popen[bytes] | None = None
        self._said = _Said()

    def begin(self, model: Model, articles: Sequence[Article]) -> None:
        """Start training on these articles; raises Unavailable if that is not possible."""
        command = [sys.executable, "-m", "knowledge_base.serving.train"]
        command += [model.name, str(self._paths.var.absolute())]
        with self._starting:
            if self._stopped:
                raise Unavailable("The knowledge base is stopped.")
            try:
                self._said = _Said()
                with TemporaryFile() as told:
                    told.write(dump_articles(articles))
                    told.seek(0)
                    self._process = subprocess.Popen(  # noqa: S603
                        command,
                        cwd=HOME,
                        stdin=told,
                        stdout=subprocess.DEVNULL,
                        stderr=self._said.open(),
                    )
            except OSError as error:
                raise Unavailable(f"No process can be started ({error.strerror}).") from error

    def has_ended(self) -> bool:
        """Tell whether what began has ended; what it says meanwhile goes to the log."""
        self._said.tell()
        return self._process is None or self._process.poll() is not None

    def finish(self) -> None:
        """Raise Unavailable if what began and has ended left no snapshot."""
        process, self._process = self._process, None
        said = self._said.tell()
        if process is not None and process.wait() != 0:
            raise Unavailable(said)

    def stop(self) -> None:
        """End what is under way, and start nothing more."""
        with self._starting:
            self._stopped = True
            if self._process is not None:
                self._process.terminate()
                self._process.wait()


class _Said:
    """The lines a process writes, passed on to the log as they come."""

    def __init__(self) -> None:
        self._file: IO[bytes] | None = None
        self._told = 0
        self._last = "it said nothing"

    def open(self) -> IO[bytes]:
        self._file = TemporaryFile()  # noqa: SIM115
        return self._file

    def tell(self) -> str:
        """Log the lines that are new, and return the last one of all."""
        if self._file is None:
            return self._last
        # The place in the file is the process's own to move.
        text = os.pread(self._file.fileno(), 1_000_000, self._told)
        whole = text[: text.rfind(b"\n") + 1]
        self._told += len(whole)
        for line in whole.decode(errors="replace").splitlines():
            self._last = line.strip() or self._last
            log.info("articles_training", step=self._last)
        return self._last
