"""What a span tells of an error."""

from __future__ import annotations

import os
import subprocess
import sys

from benchmarks.traces import collecting
from store.tracing import COLLECTOR

FAILS = """
from store.tracing import configure_tracing, span

configure_tracing("web")
with span("a part"):
    raise ValueError("dear aunt Zerline")
"""


def test_an_error_is_told_by_its_kind_and_never_by_its_words() -> None:
    with collecting() as collector:
        told = {**os.environ, COLLECTOR: collector.url}
        subprocess.run([sys.executable, "-c", FAILS], env=told, capture_output=True, check=False)
    ((part,),) = collector.traces()
    assert (part.name, part.error) == ("a part", "ValueError")
