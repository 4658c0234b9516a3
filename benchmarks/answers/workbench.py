"""What all measurements share: the data, the encoder, and a word on progress."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from pathlib import Path

from commands.files.labelled import Labelled, read_labelled
from commands.sources import bench_cache, make_encoder, var_folder
from core.answering import Retrieval
from core.articles import Article
from core.errors import BadInput
from knowledge_base.retrieval import Engine

_AT_ONCE = 1_000


class Workbench:
    """Reads the data folder and asks engines; vectors are kept between runs."""

    def __init__(self, data: Path) -> None:
        """Raises BadInput if the folder lacks the data."""
        if not (data / "banking77").is_dir():
            raise BadInput(
                f"There is no folder {data}/banking77. Name the folder with the benchmark files "
                "(banking77, hint3, clinc150) with --data."
            )
        self._data = data
        self.plain_encoder = make_encoder()
        self.encoder = bench_cache(self.plain_encoder)
        self.var = var_folder() / "bench"
        self._begun = time.monotonic()

    def rows(self, name: str) -> list[Labelled]:
        """Read one of the data files."""
        return read_labelled(self._data / name)

    def build(self, articles: Sequence[Article]) -> Engine:
        return Engine.build(articles, self.encoder)

    def ask(self, engine: Engine, rows: Sequence[Labelled]) -> list[Retrieval]:
        """Ask all questions, some at once."""
        return [
            found
            for start in range(0, len(rows), _AT_ONCE)
            for found in engine.search_all([row.text for row in rows[start : start + _AT_ONCE]])
        ]

    def tell(self, what: str) -> None:
        """Say what is being measured, for whoever waits."""
        seconds = time.monotonic() - self._begun
        print(f"{seconds:>6.0f} s  {what}", file=sys.stderr, flush=True)


def labels_of(rows: Sequence[Labelled]) -> list[str]:
    return [row.label for row in rows]
