"""How fast one question is answered, how soon a fresh process answers, and what it takes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.answers.figures import Figure, Target, Unit
from benchmarks.answers.workbench import Workbench
from commands.files.labelled import Labelled
from commands.sources import HOME, settings_folder, shipped_articles
from core.answering import History, decide_reply
from core.articles import Article
from core.errors import Unavailable
from knowledge_base.evaluation.metrics import percentile_95
from knowledge_base.retrieval import Engine
from store.settings_files import read_settings

ASKED = 300
ROUNDS = 3
_MAX_START = 300.0  # seconds
# They sign customers' tokens; nothing is signed here.
_SECRETS = {"EFFIE_SECRET": "s" * 32, "EFFIE_IDENTITY_SECRET": "i" * 32}


def measure_speed(bench: Workbench) -> list[Figure]:
    """Return the times on this machine; whatever else it does counts against us."""
    bench.tell("speed")
    articles = shipped_articles()
    engine = Engine.build(articles, bench.plain_encoder, bench.encoder)
    rows = bench.rows("banking77/questions_dev.csv")
    rounds = [_ask(engine, rows[:: max(1, len(rows) // ASKED)]) for _ in range(ROUNDS)]
    best = min(rounds, key=median)
    start = _first_answer()
    return [
        Figure(
            "one question: encode, search, decide; median",
            [median(best)],
            Unit.MILLISECONDS,
            Target(3, at_most=True),
            note=f"95th percentile {percentile_95(best):.1f} ms; the best of {ROUNDS} rounds",
        ),
        Figure(
            "a fresh process: seconds to its first answer",
            [start["seconds"]],
            Unit.SECONDS,
            Target(2, at_most=True),
            note=f"with the vectors that are kept on disk, {len(articles)} articles",
        ),
        Figure(
            "a fresh process: memory",
            [start["megabytes"]],
            Unit.MEGABYTES,
            Target(250, at_most=True),
        ),
        Figure(
            f"taking up a changed article, {len(articles)} articles",
            [_rebuild(bench, articles)],
            Unit.SECONDS,
        ),
    ]


def _ask(engine: Engine, rows: Sequence[Labelled]) -> list[float]:
    thresholds = read_settings(settings_folder()).confidence.common
    times = []
    for row in rows:
        begun = time.perf_counter()
        decide_reply(engine.search(row.text), History(), thresholds)
        times.append((time.perf_counter() - begun) * 1000)
    return times


def _first_answer() -> dict[str, float]:
    """Start a process twice on a record of its own: the first fills whatever is kept on disk."""
    with TemporaryDirectory() as folder:
        variables = {**_SECRETS, **os.environ, "DATABASE_URL": f"sqlite:///{folder}/effie.db"}
        _run("commands.setup", variables)
        for _ in range(2):
            said = _run("benchmarks.answers.first_answer", variables)
    figures: dict[str, float] = json.loads(said.strip().splitlines()[-1])
    return figures


def _run(module: str, variables: Mapping[str, str]) -> str:
    try:
        return subprocess.run(  # noqa: S603
            [sys.executable, "-m", module],
            cwd=HOME,
            env=variables,
            capture_output=True,
            text=True,
            timeout=_MAX_START,
            check=True,
        ).stdout
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        raise Unavailable(f"A fresh process did not answer: {error}.") from error


def _rebuild(bench: Workbench, articles: Sequence[Article]) -> float:
    """Time a build where one article has a question that no run has seen before."""
    fresh = f"a question that was first asked at {time.time_ns()}"
    edited = replace(articles[0], questions=(*articles[0].questions, fresh))
    begun = time.perf_counter()
    Engine.build([edited, *articles[1:]], bench.plain_encoder, bench.encoder)
    return time.perf_counter() - begun
