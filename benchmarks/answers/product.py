"""The shipped articles, asked by real customers of a bank, and by people with other questions."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.answers.figures import Figure, Target
from benchmarks.answers.peers import PEERS
from benchmarks.answers.scores import Found, recall
from benchmarks.answers.workbench import Workbench, labels_of
from commands.files.labelled import Labelled
from commands.sources import settings_folder, shipped_articles
from core.articles import Article
from knowledge_base.evaluation import Rates, tabulate_queries
from store.settings_files import read_settings


def measure_product(bench: Workbench) -> list[Figure]:
    """Return what customers would get with the articles and thresholds as they are shipped."""
    bench.tell("the shipped articles")
    articles = shipped_articles()
    engine = bench.build(articles)
    rows = bench.rows("banking77/train.csv")
    labels, found = labels_of(rows), bench.ask(engine, rows)
    thresholds = read_settings(settings_folder()).confidence.common
    rates = tabulate_queries(labels, found).rates(thresholds)
    strange = bench.rows("clinc150/out_of_scope_dev.csv")
    far = tabulate_queries(labels_of(strange), bench.ask(engine, strange)).rates(thresholds)
    peers = _peers(bench, articles, rows)
    return [
        Figure(
            "right article first",
            [recall(labels, found, 1)],
            peers={name: recall(labels, one, 1) for name, one in peers.items()},
        ),
        Figure(
            "right article among three",
            [recall(labels, found, 3)],
            peers={name: recall(labels, one, 3) for name, one in peers.items()},
        ),
        *_rates(rates, f"at answer {thresholds.answer}, clarify {thresholds.clarify}"),
        Figure(
            "out-of-scope questions answered as if known",
            [far.answered],
            target=Target(0.01, at_most=True),
            note=f"{far.clarified:.1%} of them are shown buttons, {far.handed_off:.1%} handed off",
        ),
    ]


def _rates(rates: Rates, where: str) -> list[Figure]:
    return [
        Figure("answered right at once", [rates.answered_right], target=Target(0.80), note=where),
        Figure(
            "right at once, or among the buttons",
            [rates.answered_right + rates.clarified_right],
            target=Target(0.95),
        ),
        Figure(
            "answered wrong, of all questions",
            [rates.answered_wrong],
            target=Target(0.04, at_most=True),
            note=f"that is {rates.risk:.1%} of the given answers",
        ),
        Figure("handed off, though an article answers", [rates.handed_off]),
    ]


def _peers(
    bench: Workbench, articles: Sequence[Article], rows: Sequence[Labelled]
) -> dict[str, Found]:
    """Let others learn from the articles' titles and example questions."""
    examples = [
        Labelled(text, article.slug, 0)
        for article in articles
        for text in (article.title, *article.questions)
    ]
    texts = [row.text for row in rows]
    return {name: peer(examples, texts, bench.encoder) for name, peer in PEERS.items()}
