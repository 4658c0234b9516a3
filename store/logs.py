"""How every process logs."""

from __future__ import annotations

import logging
import sys

import structlog


def configure_logs() -> None:
    """Log one line per event; an error's trace shows code, never what the variables held.

    structlog's default prints the local variables of every frame where `rich` is installed: that
    takes seconds, and puts customers' words into the logs.
    """
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.dev.ConsoleRenderer(
                colors=sys.stderr.isatty(),
                exception_formatter=structlog.dev.plain_traceback,
            ),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
