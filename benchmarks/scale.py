"""Measure knowledge bases of 100, 1,000 and 10,000 articles: training, serving, live changes.

python -m benchmarks.scale [--sizes 100 1000 10000] [--vectors FILE] [--json OUT]

The articles are made up, the same ones every time, and stand in a record of their own. They are
trained from nothing by a process as `make run` starts one, and served by another one, to which a
third publishes: the time counts from the commit to the first answer. Encoding takes most of the
training; --vectors names a file that keeps vectors from one run to the next (it is copied), and
then only the rest is timed.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import IO, Any

from benchmarks.generated import Generated, generate
from commands.sources import encoder_name, var_folder
from core.articles import draft_of
from core.errors import EffieError, Fault
from core.staff import Role, StaffMember
from knowledge_base.encoding import ServedEncoder
from knowledge_base.paths import Paths
from knowledge_base.serving import dump_articles
from store.articles import Articles, NewVersion, VersionKind, add_articles, add_versions, take_turn
from store.database import Database

HOME = Path(__file__).parent.parent
SIZES = (100, 1_000, 10_000)
# What articles that are published one after the other are asked for; nothing else is about it.
NEWS = ("a purple elephant", "zebra crossings", "the flying carpet", "chess clocks", "moon dust")
_ENCODED = 200  # texts to see how long encoding takes
_MANAGER = StaffMember("", "", "the benchmark", Role.CONTENT_MANAGER)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmark; returns the exit status, 2 for a mistake in the input."""
    options = _options(arguments)
    figures = {}
    try:
        for size in options.sizes:
            print(f"{size:,} articles …", file=sys.stderr, flush=True)
            figures[size] = measure(size, options.vectors)
    except EffieError as error:
        print(error.message, file=sys.stderr)
        return 2
    if options.json:
        options.json.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    print(table(figures))
    return 0


def measure(size: int, vectors: Path | None) -> dict[str, float]:
    """Measure one size in a folder of its own."""
    with TemporaryDirectory() as folder:
        var, encoder = Path(folder), encoder_name()
        paths = Paths(var)
        with suppress(OSError):  # exported again where there is none yet
            shutil.copytree(Paths(var_folder()).encoders, paths.encoders)
        if vectors is not None and vectors.exists():
            shutil.copy(vectors, paths.vectors)
        generated = generate(size)
        database = Database(f"sqlite:///{var / 'effie.db'}")
        database.migrate()
        figures = {
            "record_seconds": _fill(database, generated),
            "encode_processor_milliseconds": _encoding(ServedEncoder(encoder, paths.encoders)),
            **_train(var, encoder, generated),
        }
        if vectors is not None:
            shutil.copy(paths.vectors, vectors)
        figures |= _serve(var, encoder, size, Articles(database))
        database.close()
        return figures


def table(figures: Mapping[int, Mapping[str, float]]) -> str:
    """Return the figures as people read them, a column for each size."""
    lines = [f"{'articles':<34}" + "".join(f"{size:>12,}" for size in figures)]
    for name in next(iter(figures.values()), {}):
        values = "".join(f"{each[name]:>12,.3g}" for each in figures.values())
        lines.append(f"{name.replace('_', ' '):<34}{values}")
    return "\n".join(lines)


def _fill(database: Database, generated: Sequence[Generated]) -> float:
    """Publish all articles at once; returns the seconds it took."""
    begun = time.perf_counter()
    with database.writing() as connection:
        take_turn(connection)
        add_articles(connection, [each.article.slug for each in generated])
        new = [NewVersion(VersionKind.IMPORTED, each.article) for each in generated]
        add_versions(connection, new, "For the benchmark.", _MANAGER)
    return time.perf_counter() - begun


def _encoding(encoder: ServedEncoder) -> float:
    """Return the milliseconds of processor that one passage takes."""
    texts = [text for each in generate(_ENCODED, seed=2) for text in each.article.questions[:1]]
    encoder.encode(texts[:1])
    begun = time.process_time()
    encoder.encode(texts)
    return (time.process_time() - begun) * 1000 / len(texts)


def _train(var: Path, encoder: str, generated: Sequence[Generated]) -> dict[str, float]:
    """Train in a process of its own, as the knowledge base has it done."""
    articles = sorted((each.article for each in generated), key=lambda article: article.slug)
    told = var / "told"
    told.write_bytes(dump_articles(articles))
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    command = [sys.executable, "-m", "knowledge_base.serving.train", encoder, str(var)]
    with told.open("rb") as content:
        done = subprocess.run(  # noqa: S603
            command, cwd=HOME, stdin=content, stderr=subprocess.PIPE, env=_variables(), check=False
        )
    if done.returncode != 0:
        raise Fault("train", 1, done.stderr.decode().strip().splitlines()[-1])
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    (snapshot,) = Paths(var).snapshots.glob("*.npz")
    return {
        "learn_seconds": time.perf_counter() - begun,
        "learn_processor_seconds": used,
        "learn_megabytes": after.ru_maxrss / 1024,
        "snapshot_megabytes": snapshot.stat().st_size / 2**20,
    }


def _serve(var: Path, encoder: str, size: int, articles: Articles) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.scale_serving", str(var), encoder, str(size)]
    with subprocess.Popen(  # noqa: S603
        command,
        cwd=HOME,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=_variables(),
    ) as process:
        if process.stdin is None or process.stdout is None:
            raise Fault("serve", 1, "the serving process has no input.")
        figures: dict[str, float] = _line(process.stdout)
        waits, processor = [], []
        for news, fresh in zip(NEWS, generate(len(NEWS), seed=3), strict=True):
            slug, asked = news.replace(" ", "-"), f"what about {news}"
            article = replace(fresh.article, slug=slug, questions=(*fresh.article.questions, asked))
            draft = articles.create(slug, draft_of(article), _MANAGER)
            process.stdin.write(f"{slug} {asked}\n")
            process.stdin.flush()
            articles.publish(slug, draft.revision, "For the benchmark.", _MANAGER)
            committed, answered = time.time(), _line(process.stdout)
            if answered["at"] is None:
                raise Fault("serve", 1, f"no answer came from the published article '{slug}'.")
            waits.append(answered["at"] - committed)
            processor.append(answered["processor_seconds"])
        process.stdin.close()
    return figures | {
        "publish_to_answer_seconds": median(waits),
        "publish_to_answer_seconds_worst": max(waits),
        "publish_processor_seconds": median(processor),
    }


def _line(output: IO[str]) -> Any:
    line = output.readline()
    if not line:
        raise Fault("serve", 1, "the serving process has ended; see above.")
    return json.loads(line)


def _variables() -> dict[str, str]:
    return {**os.environ, "OPENBLAS_NUM_THREADS": "1"}


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scale", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="numbers of articles")
    parser.add_argument("--vectors", type=Path, help="a file that keeps vectors between runs")
    parser.add_argument("--json", type=Path, help="where to write the figures")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
