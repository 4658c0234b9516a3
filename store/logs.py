"""How every process logs."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from typing import TextIO, cast

import structlog
from structlog.typing import Processor


class _Unfailing:
    """A stream that loses what cannot be written: whoever logs on a full disk has work to do."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> None:
        with suppress(OSError):
            self._stream.write(text)

    def flush(self) -> None:
        with suppress(OSError):
            self._stream.flush()


def configure_logs() -> None:
    """Log one line per event; an error's trace shows code, never what the variables held.

    With `EFFIE_LOGS=json` each line is an object, for programs to read. What is logged while a
    message is dealt with has its `conversation` and `turn` in every process.

    structlog's default prints the local variables of every frame where `rich` is installed: that
    takes seconds, and puts customers' words into the logs.
    """
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            *(_as_objects() if os.environ.get("EFFIE_LOGS") == "json" else _to_read()),
        ],
        logger_factory=structlog.PrintLoggerFactory(cast(TextIO, _Unfailing(sys.stderr))),
    )


def _to_read() -> Iterable[Processor]:
    plain = structlog.dev.plain_traceback
    yield structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), exception_formatter=plain)


def _as_objects() -> Iterable[Processor]:
    yield structlog.processors.format_exc_info
    yield structlog.processors.JSONRenderer(ensure_ascii=False)
