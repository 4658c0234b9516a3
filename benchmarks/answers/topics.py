"""Bank questions that no article covers: topics held out of BANKING77's examples."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import mean

import numpy as np

from benchmarks.answers.figures import Figure, Target, Unit
from benchmarks.answers.peers import PEERS
from benchmarks.answers.scores import Found, auroc, lowest_threshold
from benchmarks.answers.workbench import Workbench, labels_of
from commands.sources import as_articles
from knowledge_base.evaluation import LabelledQueries, tabulate_queries
from knowledge_base.evaluation.cross_validation import cross_validate

HELD_OUT = 27  # of 77 topics
UNKNOWN_SHARE = 0.2
PRECISION = 0.95
SEEDS = (0, 1, 2)
FOLDS = 5


@dataclass(frozen=True)
class Share:
    """What is answered: of the known questions, of all, and how much of it is right."""

    of_known: float
    of_all: float
    precision: float


def measure_topics(bench: Workbench) -> list[Figure]:
    """Return how much can be answered at 95 % precision, with and without labelled questions."""
    rows, examples = (
        bench.rows("banking77/questions_dev.csv"),
        bench.rows("banking77/examples_full.csv"),
    )
    labelled, unlabelled, scope = [], [], []
    peers: dict[str, list[Share]] = {name: [] for name in PEERS}
    for seed in SEEDS:
        bench.tell(f"27 topics held out, random choice {seed + 1} of {len(SEEDS)}")
        gone = choose_topics({row.label for row in examples}, seed)
        asked_rows = [replace(row, label="") if row.label in gone else row for row in rows]
        kept = [row for row in examples if row.label not in gone]
        articles = as_articles(kept)
        found = bench.ask(bench.build(articles), asked_rows)
        labels = labels_of(asked_rows)
        asked = _asked(labels, found)
        scope.append(auroc(labels, found))
        labelled.append(with_labels(asked))
        bench.tell("   and thresholds without labelled questions")
        held_out = cross_validate(articles, bench.build, UNKNOWN_SHARE)
        if held_out is not None:
            unlabelled.append(share_at(asked, lowest_threshold(held_out, PRECISION)))
        texts = [row.text for row in asked_rows]
        for name, peer in PEERS.items():
            peers[name].append(with_labels(_asked(labels, peer(kept, texts, bench.encoder))))
    return [
        Figure("AUROC of the confidence", scope, Unit.NUMBER),
        *_figures("thresholds from labelled questions", labelled, 0.80, peers),
        *_figures("thresholds without labelled questions", unlabelled, 0.72, {}),
    ]


def choose_topics(topics: set[str], seed: int) -> set[str]:
    """Choose the topics to hold out; the same ones for the same seed."""
    return set(np.random.default_rng(seed).permutation(sorted(topics))[:HELD_OUT].tolist())


def with_labels(asked: LabelledQueries) -> Share:
    """Choose the threshold on four fifths of the questions and try it on the rest, in turn."""
    order = np.random.default_rng(0).permutation(len(asked))
    shares = []
    for fold in range(FOLDS):
        tried = order[fold::FOLDS]
        learnt = asked.only(np.setdiff1d(order, tried))
        shares.append(share_at(asked.only(tried), lowest_threshold(learnt, PRECISION)))
    return Share(
        mean(share.of_known for share in shares),
        mean(share.of_all for share in shares),
        mean(share.precision for share in shares),
    )


def share_at(asked: LabelledQueries, threshold: float) -> Share:
    """Return what a threshold comes to."""
    answered = asked.confidence >= threshold
    weights = asked.weights
    right = answered & asked.is_right[:, 0]
    given = float(weights[answered].sum())
    return Share(
        of_known=float(weights[answered & asked.is_known].sum() / weights[asked.is_known].sum()),
        of_all=given / float(weights.sum()),
        precision=float(weights[right].sum()) / given if given else 1.0,
    )


def _asked(labels: Sequence[str], found: Found) -> LabelledQueries:
    return tabulate_queries(labels, found).with_unknown_share(UNKNOWN_SHARE)


def _figures(
    name: str, shares: Sequence[Share], target: float, peers: dict[str, list[Share]]
) -> list[Figure]:
    others = {peer: mean(share.of_known for share in theirs) for peer, theirs in peers.items()}
    of_all = mean(share.of_all for share in shares)
    return [
        Figure(
            f"known answered, {name}",
            [share.of_known for share in shares],
            target=Target(target),
            peers=others,
            note=f"{of_all:.1%} of all questions",
        ),
        Figure(f"  precision got, {PRECISION:.0%} wanted", [share.precision for share in shares]),
    ]
