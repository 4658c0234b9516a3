"""The serving side of `benchmarks.scale`, in a process of its own: prints figures as JSON lines.

python -m benchmarks.scale_serving VAR ENCODER ARTICLES

After the first line it waits for slugs on its input, a line each, and prints when the article of
that slug first answers the question that was written after it.
"""

from __future__ import annotations

import json
import os
import sys
import time
from dataclasses import replace
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import structlog

from benchmarks.generated import Generated, generate
from knowledge_base.encoding import ServedEncoder
from knowledge_base.knowledge_base import KnowledgeBase
from knowledge_base.paths import Paths
from knowledge_base.retrieval import Engine
from store.articles import Articles
from store.database import Database

ASKED = 200
GRAFTED = 5
NEVER = 1e9
_PATIENCE = 60.0  # seconds


def main() -> None:
    """Serve, measure, and then report each publishing until the input ends."""
    var, encoder, number = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
    ServedEncoder(encoder, Paths(var).encoders).encode(["warm up"])
    bare = _megabytes()
    base = KnowledgeBase(
        Articles(Database(f"sqlite:///{var / 'effie.db'}")), encoder, var, calm=NEVER
    )
    begun, processor = time.perf_counter(), time.process_time()
    base.start()
    figures: dict[str, Any] = {
        "start_seconds": time.perf_counter() - begun,
        "start_processor_seconds": time.process_time() - processor,
        **_search(base, generate(number)),
    }
    figures |= {"process_megabytes": _megabytes(), "articles_megabytes": _megabytes() - bare}
    figures |= _graft(base.engine())
    print(json.dumps(figures), flush=True)
    for line in sys.stdin:
        slug, question = line.strip().split(" ", 1)
        print(json.dumps(_answered_at(base, slug, question)), flush=True)
    base.stop()


def _search(base: KnowledgeBase, generated: list[Generated]) -> dict[str, float]:
    """Ask questions that no article holds, one after the other."""
    asked = generated[:: max(1, len(generated) // ASKED)][:ASKED]
    base.search(asked[0].question)
    times, right = [], 0
    processor = time.process_time()
    for each in asked:
        begun = time.perf_counter()
        found = base.search(each.question)
        times.append((time.perf_counter() - begun) * 1000)
        right += found.hits[0].slug == each.article.slug
    return {
        "search_milliseconds": median(times),
        "search_milliseconds_p95": quantiles(times, n=20)[-1],
        "search_processor_milliseconds": (time.process_time() - processor) * 1000 / len(asked),
        "right_first": right / len(asked),
    }


def _graft(engine: Engine) -> dict[str, float]:
    """Graft articles nobody has read yet, each onto what is served."""
    fresh = [each.article for each in generate(GRAFTED, seed=1)]
    times, processor = [], time.process_time()
    for place, article in enumerate(fresh):
        begun = time.perf_counter()
        engine.with_changes({f"new-{place}": replace(article, slug=f"new-{place}")})
        times.append(time.perf_counter() - begun)
    used = (time.process_time() - processor) / len(fresh)
    return {"graft_seconds": median(times), "graft_processor_seconds": used}


def _answered_at(base: KnowledgeBase, slug: str, question: str) -> dict[str, Any]:
    """Ask again and again until the article answers; with the processor time that took."""
    end, processor = time.monotonic() + _PATIENCE, time.process_time()
    while time.monotonic() < end:
        if base.article(slug) is not None and base.search(question).hits[0].slug == slug:
            return {"at": time.time(), "processor_seconds": time.process_time() - processor}
        time.sleep(0.005)
    return {"at": None}


def _megabytes() -> float:
    lines = Path("/proc/self/status").read_text().splitlines()
    status = dict(line.split(":", 1) for line in lines)
    return int(status["VmRSS"].split()[0]) / 1024


if __name__ == "__main__":
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    main()
