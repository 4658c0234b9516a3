"""HINT3: what people typed to two live chatbots, much of which nothing fits."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.answers.figures import Figure, Target, Unit
from benchmarks.answers.peers import PEERS
from benchmarks.answers.rasa_peers import RasaPeers
from benchmarks.answers.scores import (
    Found,
    auroc,
    best_mcc,
    mcc,
    mcc_of_perfect_ranking,
    mcc_of_perfect_scope,
    most_right,
    recall,
    said_from,
    said_if_likelier_than_nothing,
)
from benchmarks.answers.workbench import Workbench, labels_of
from commands.sources import as_articles
from knowledge_base.evaluation.cross_validation import cross_validate

BOTS = {"sofmattress": "SOFMattress", "powerplay11": "Powerplay11"}
PUBLISHED = {"sofmattress": 0.64, "powerplay11": 0.43}  # the best, each at its own best threshold
GAIN = 0.08


def measure_hint3(bench: Workbench, rasa: RasaPeers) -> list[Figure]:
    """Return the figures of both bots."""
    return [figure for bot in BOTS for figure in _bot(bench, rasa, bot)]


def _bot(bench: Workbench, rasa: RasaPeers, bot: str) -> list[Figure]:
    bench.tell(f"HINT3, {BOTS[bot]}")
    examples, rows = (
        bench.rows(f"hint3/{bot}_examples.csv"),
        bench.rows(f"hint3/{bot}_questions.csv"),
    )
    articles, labels = as_articles(examples), labels_of(rows)
    found = bench.ask(bench.build(articles), rows)
    texts = [row.text for row in rows]
    peers: dict[str, Found | None] = {
        name: peer(examples, texts, bench.encoder) for name, peer in PEERS.items()
    }
    peers |= rasa.ask(f"hint3, {BOTS[bot]}", examples, rows)
    held_out = cross_validate(articles, bench.build)
    threshold = most_right(held_out) if held_out else 0.5
    by_threshold = mcc(labels, said_from(found, threshold))
    name = BOTS[bot]
    return [
        Figure(
            f"{name}: right topic, of questions that have one",
            [recall(labels, found, 1)],
            peers={n: recall(labels, one, 1) if one else None for n, one in peers.items()},
        ),
        Figure(
            f"{name}: AUROC of the confidence",
            [auroc(labels, found)],
            Unit.NUMBER,
            peers={n: auroc(labels, one) if one else None for n, one in peers.items()},
        ),
        Figure(
            f"{name}: MCC, threshold without its questions",
            [mcc(labels, said_if_likelier_than_nothing(found))],
            Unit.NUMBER,
            Target(PUBLISHED[bot] + GAIN),
            note=f"answered if likelier than that nothing fits; at {threshold:.2f}, from its own "
            f"held-out examples: {by_threshold:.3f}. Best published, at its best threshold: "
            f"{PUBLISHED[bot]}",
        ),
        Figure(
            f"{name}: MCC at the best threshold for its questions",
            [best_mcc(labels, found)],
            Unit.NUMBER,
            peers=_best(labels, peers),
            note=f"would be {mcc_of_perfect_ranking(labels, found):.3f} if whatever is answered "
            f"and known were right, {mcc_of_perfect_scope(labels, found):.3f} if just the unknown "
            "were refused",
        ),
    ]


def _best(labels: Sequence[str], peers: dict[str, Found | None]) -> dict[str, float | None]:
    return {name: best_mcc(labels, found) if found else None for name, found in peers.items()}
