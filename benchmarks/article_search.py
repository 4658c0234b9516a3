"""How well short searches find articles: our own list, by meaning, by words, and by both.

python -m benchmarks.article_search
"""

from __future__ import annotations

import csv
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from commands.sources import make_encoder, passage_cache, shipped_articles
from core.answering import merged_order
from core.articles import WordIndex
from knowledge_base.retrieval import Engine

SEARCHES = Path(__file__).with_name("searches.csv")  # of several right articles, "a|b"
AMONG = 3


def main() -> None:
    """Print the share of searches whose right article is among the first three."""
    with SEARCHES.open(encoding="utf-8") as file:
        rows = [(row["text"], row["label"].split("|")) for row in csv.DictReader(file)]
    articles, encoder = shipped_articles(), make_encoder()
    engine = Engine.build(articles, encoder, passage_cache(encoder))
    words = WordIndex(articles)

    def near(text: str) -> list[str]:
        return [hit.slug for hit in engine.search(text).hits]

    def both(text: str) -> list[str]:
        found = near(text)
        return merged_order(found, words.holding(text), found)

    ways: dict[str, Callable[[str], Sequence[str]]] = {
        "meaning": near,
        "words": words.holding,
        "both": both,
    }
    missed: dict[str, list[str]] = {}
    for name, find in ways.items():
        begun = time.perf_counter()
        missed[name] = [text for text, right in rows if not {*right} & {*find(text)[:AMONG]}]
        each = (time.perf_counter() - begun) * 1000 / len(rows)
        found = 1 - len(missed[name]) / len(rows)
        print(f"{name:<8} {found:6.1%} of {len(rows)} among {AMONG}; {each:.1f} ms each")
    print("missed by both:", "; ".join(missed["both"]))


if __name__ == "__main__":
    main()
