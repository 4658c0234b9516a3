"""The same figures once the encoder is adapted to the examples, as `make adapt` does it."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.answers.banking import FEW_TARGETS, FULL_TARGET, draw_sets
from benchmarks.answers.figures import Figure, Target, Unit
from benchmarks.answers.hint3 import BOTS, GAIN, PUBLISHED
from benchmarks.answers.scores import Found, mcc, recall, said_if_likelier_than_nothing
from benchmarks.answers.workbench import Workbench, labels_of
from commands.files.labelled import Labelled
from commands.sources import as_articles, bench_cache, make_adapted_encoder
from knowledge_base.retrieval import Engine


def measure_adapted(bench: Workbench) -> list[Figure]:
    """Return the figures; adapting takes minutes a set, and is kept for the next time."""
    return [*_banking(bench), *(figure for bot in BOTS for figure in _hint3(bench, bot))]


def _banking(bench: Workbench) -> list[Figure]:
    rows, full = (
        bench.rows("banking77/questions_dev.csv"),
        bench.rows("banking77/examples_full.csv"),
    )
    labels = labels_of(rows)
    few = [_ask(bench, one, rows) for one in draw_sets(bench)]
    many = _ask(bench, full, rows)
    figures = [
        Figure(
            f"BANKING77, 10 examples a topic: {words}",
            [recall(labels, one, depth) for one in few],
            target=target,
        )
        for (words, depth), target in zip(
            (("right topic", 1), ("right topic among three", 3)), FEW_TARGETS, strict=True
        )
    ]
    return [
        *figures,
        Figure(
            "BANKING77, all examples: right topic", [recall(labels, many, 1)], target=FULL_TARGET
        ),
    ]


def _hint3(bench: Workbench, bot: str) -> list[Figure]:
    examples, rows = (
        bench.rows(f"hint3/{bot}_examples.csv"),
        bench.rows(f"hint3/{bot}_questions.csv"),
    )
    labels, found = labels_of(rows), _ask(bench, examples, rows)
    return [
        Figure(
            f"HINT3, {BOTS[bot]}: right topic, of questions that have one",
            [recall(labels, found, 1)],
        ),
        Figure(
            f"HINT3, {BOTS[bot]}: MCC, threshold without its questions",
            [mcc(labels, said_if_likelier_than_nothing(found))],
            Unit.NUMBER,
            Target(PUBLISHED[bot] + GAIN),
        ),
    ]


def _ask(bench: Workbench, examples: Sequence[Labelled], rows: Sequence[Labelled]) -> Found:
    bench.tell(f"adapting to {len(examples):,} examples, and asking")
    articles = as_articles(examples)
    encoder = bench_cache(make_adapted_encoder(articles))
    return bench.ask(Engine.build(articles, encoder), rows)
