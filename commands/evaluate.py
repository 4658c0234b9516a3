"""Measure the answers on labelled questions, offline and without the servers.

python -m commands.evaluate --questions FILE [--examples FILE-OR-NUMBER [--adapt]] [--json OUT]
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from commands.files.figures import write_figures
from commands.files.labelled import Labelled, read_labelled, refuse_unknown_labels
from commands.sources import (
    articles_from,
    make_adapted_encoder,
    make_encoder,
    passage_cache,
    settings_folder,
    shipped_articles,
    with_few_examples,
)
from core.answering import History, Thresholds, decide_reply, look_up
from core.errors import EffieError
from core.wording import Synonyms
from knowledge_base.evaluation.metrics import EvaluatedQuery, Figures, measure, mistaken_pairs
from knowledge_base.retrieval import Engine
from store.settings_files import read_settings

MAX_TIMED = 300  # questions asked one at a time; more would not change the median
MAX_PAIRS = 10
_AT_ONCE = 1_000


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the evaluation; returns the exit status, 2 for a mistake in the input."""
    options = _options(arguments)
    try:
        few = int(options.examples) if (options.examples or "").isdecimal() else None
        examples = Path(options.examples) if options.examples and few is None else None
        figures, outcomes = evaluate(options.questions, examples, options.adapt, few)
        if options.json:
            write_figures(options.json, asdict(figures))
    except EffieError as error:
        print(error.message, file=sys.stderr)
        return 2
    print(table(figures, outcomes))
    return 0


def evaluate(
    questions: Path, examples: Path | None, is_adapted: bool = False, few: int | None = None
) -> tuple[Figures, list[EvaluatedQuery]]:
    """Ask every question; with `examples`, its questions stand in for the articles.

    is_adapted: ask an encoder that is adapted to these examples, or articles, first
    few: leave each of the shipped articles so many of its example questions, as a new customer's
        have, and the title and the text
    """
    rows = read_labelled(questions)
    settings = read_settings(settings_folder())
    thresholds = settings.confidence.common
    synonyms = Synonyms() if examples else settings.synonyms  # other articles, other words
    articles = articles_from(examples) if examples else shipped_articles()
    articles = articles if few is None else with_few_examples(articles, few)
    refuse_unknown_labels(questions, rows, {article.slug for article in articles})
    encoder = make_adapted_encoder(articles) if is_adapted else make_encoder()
    engine = Engine.build(articles, encoder, None if examples else passage_cache(encoder))
    outcomes = [
        outcome
        for start in range(0, len(rows), _AT_ONCE)
        for outcome in _ask(engine, rows[start : start + _AT_ONCE], thresholds, synonyms)
    ]
    return measure(outcomes, _time(engine, rows, thresholds, synonyms)), outcomes


def table(figures: Figures, outcomes: Sequence[EvaluatedQuery]) -> str:
    """Return the figures as people read them."""
    lines = [
        f"{figures.questions:,} questions, {figures.in_scope:,} of them in scope",
        "",
        *_share("right article first (of those in scope)", figures.accuracy),
        *_share("right article among three (of those in scope)", figures.recall_at_3),
        "",
        *_share("answered right", figures.answered_right),
        *_share("answered wrong", figures.answered_wrong),
        *_share("clarified, right article among the buttons", figures.clarified_right),
        *_share("clarified, right article missing", figures.clarified_wrong),
        *_share("handed off", figures.handed_off),
        *_share("  of all questions: rightly, as nothing fits", figures.handed_off_right),
        "",
        *_number("AUROC, in scope against out of scope", figures.auroc),
        *_number("Matthews correlation", figures.mcc),
        f"{'milliseconds a question, median':<50}{figures.milliseconds_median:>8.1f}",
        f"{'milliseconds a question, 95th percentile':<50}{figures.milliseconds_p95:>8.1f}",
    ]
    return "\n".join([*lines, *_mistaken_lines(outcomes)])


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="evaluate", description=__doc__)
    parser.add_argument("--questions", type=Path, required=True, help="CSV with text,label")
    parser.add_argument(
        "--examples",
        help="a CSV that stands in for the articles, or how many of its example questions each "
        "article keeps",
    )
    parser.add_argument("--adapt", action="store_true", help="adapt the encoder first; minutes")
    parser.add_argument("--json", type=Path, help="where to write the figures")
    return parser.parse_args(arguments)


def _ask(
    engine: Engine, rows: Sequence[Labelled], thresholds: Thresholds, synonyms: Synonyms
) -> list[EvaluatedQuery]:
    found = look_up(engine.search_all, [row.text for row in rows], synonyms)
    return [
        EvaluatedQuery(row.label, retrieval, decide_reply(retrieval, History(), thresholds))
        for row, retrieval in zip(rows, found, strict=True)
    ]


def _time(
    engine: Engine, rows: Sequence[Labelled], thresholds: Thresholds, synonyms: Synonyms
) -> list[float]:
    """Ask some questions one at a time; returns the milliseconds each took, decision included."""
    times = []
    for row in rows[:: max(1, len(rows) // MAX_TIMED)]:
        begun = time.perf_counter()
        (found,) = look_up(engine.search_all, [row.text], synonyms)
        decide_reply(found, History(), thresholds)
        times.append((time.perf_counter() - begun) * 1000)
    return times


def _mistaken_lines(outcomes: Sequence[EvaluatedQuery]) -> list[str]:
    """Name the pairs of articles that cost most, in both directions."""
    pairs = mistaken_pairs(outcomes)[:MAX_PAIRS]
    if not pairs:
        return []
    lines = [
        "",
        "Taken for each other most often, in customers led astray:",
        "answers  buttons  asked about → shown or offered instead",
    ]
    for pair in pairs:
        for way in pair.directions:
            name = f"{way.asked or '(nothing fits)'} → {way.given}"
            lines.append(f"{way.answers:>7}  {way.buttons:>7}  {name}")
    return lines


def _share(name: str, value: float | None) -> list[str]:
    return [f"{name:<50}" + ("       –" if value is None else f"{value:>8.1%}")]


def _number(name: str, value: float | None) -> list[str]:
    return [f"{name:<50}" + ("       –" if value is None else f"{value:>8.3f}")]


if __name__ == "__main__":
    sys.exit(main())
