"""How well short searches find articles: our own list, by meaning, by words, and by both.

python -m benchmarks.article_search [--sizes 1000 10000]

With --sizes it is measured how long a search takes among so many made-up articles, without the
engine (what that takes is measured by benchmarks.scale): what holds the words, and what of that
and of the engine's answer is shown, as help centre and desk do it.
"""

from __future__ import annotations

import argparse
import csv
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random

from benchmarks.generated import generate
from commands.sources import make_encoder, passage_cache, shipped_articles
from core.answering import (
    Hit,
    Retrieval,
    Thresholds,
    decide_results,
    merged_order,
    results_by_words,
    titled,
)
from core.articles import WordIndex
from knowledge_base.retrieval import Engine
from web.articles.live_articles import ArticleSet

SEARCHES = Path(__file__).with_name("searches.csv")  # of several right articles, "a|b"
AMONG = 3
_HITS, _UNSURE = 10, 0.1  # of the engine
_MADE_UP = 100  # searches


def main() -> None:
    """Print the share of searches whose right article is among the first three, or the times."""
    parser = argparse.ArgumentParser(prog="benchmarks.article_search")
    parser.add_argument("--sizes", type=int, nargs="+", default=[])
    sizes = parser.parse_args().sizes
    for size in sizes:
        measure(size)
    if not sizes:
        find_right_ones()


def measure(size: int) -> None:
    """Print what of the processor searches take among that many articles."""
    articles = ArticleSet(1, {each.article.slug: each.article for each in generate(size)})
    searches = [each for each in _searches(articles) if each.strip()]
    hits = tuple(Hit(each.slug, each.title, _UNSURE) for each in articles.by_title[:_HITS])
    thresholds = Thresholds(0.9, 0.05, 0.05)  # buttons: what takes longest to put into order
    articles.holding(["index"])  # made at the first search
    ways: dict[str, Callable[[str], object]] = {
        "help centre": lambda text: decide_results(
            Retrieval(text, hits), articles.by_title, thresholds, [text], articles.holding([text])
        ),
        "desk": lambda text: (titled(articles.by_title, [text]), articles.holding([text])),
        "engine away": lambda text: results_by_words(
            [text], articles.containing([text]), articles.by_title
        ),
    }
    for name, find in ways.items():
        taken = []
        for text in searches:
            begun = time.process_time()
            find(text)
            taken.append((time.process_time() - begun) * 1000)
        taken.sort()
        median, most = taken[len(taken) // 2], taken[int(0.95 * len(taken))]
        print(f"{size:>6,} {name:<12} median {median:5.1f} p95 {most:5.1f} max {taken[-1]:5.1f} ms")


def _searches(articles: ArticleSet) -> Iterator[str]:
    """Yield our own list, and one to three words of titles, the last of them half typed."""
    with SEARCHES.open(encoding="utf-8") as file:
        yield from (row["text"] for row in csv.DictReader(file))
    random = Random(1)  # noqa: S311
    titles = [article.title.lower().split() for article in articles.by_title]
    for number in range(_MADE_UP):
        words = random.sample(random.choice(titles), 1 + number % 3)
        yield " ".join(words)[: -(number % 2) or None]


def find_right_ones() -> None:
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
