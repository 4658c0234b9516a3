"""Measure which next questions would be offered: on a made-up clientele, and on a history.

python -m commands.evaluate_next [--history FILE [FILE …]] [--json OUT]
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from commands.files.figures import write_figures
from commands.next_questions import (
    Known,
    make_finder,
    measure_history,
    measure_planted,
    read_history,
    spool,
)
from commands.sources import settings_folder, shipped_articles
from core.errors import EffieError
from store.settings_files import read_settings

_PLANTED = {
    "recall_of_oracle": "of what somebody who knows the truth would foresee",
    "false_offers": "of the offers follow no more than by chance",
    "recall_after_drift": "of what one who knows would foresee, after all chains changed",
    "recall_of_curated": "of it would be foreseen by the curated alone",
}
_WAYS = {
    "learned": "learned",
    "curated": "curated only",
    "most_frequent": "most frequent overall",
    "first_order": "first-order counts",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure; returns the exit status, 2 for a mistake in the input."""
    options = _options(arguments)
    try:
        history = _measure_history(options.history) if options.history else None
        planted = measure_planted()
        if options.json:
            write_figures(options.json, {**planted, **({"history": history} if history else {})})
    except EffieError as error:
        print(error.message, file=sys.stderr)
        return 2
    print("\n".join([*_planted_lines(planted), *(_history_lines(history) if history else ())]))
    return 0


def _measure_history(files: Sequence[Path]) -> dict[str, object]:
    settings, articles = read_settings(settings_folder()), shipped_articles()
    curated = {article.slug: article.next for article in articles}
    known = Known(frozenset(curated), tuple(settings.segments.by_name))
    with spool() as history:
        for file in files:
            history.fill(file, read_history(file, known))
        if history.has_texts:
            history.locate(make_finder(articles, settings.confidence.common.answer))
        history.order()
        return measure_history(history, curated)


def _planted_lines(figures: Mapping[str, object]) -> list[str]:
    head = f"A made-up clientele, mean of {figures['clienteles']}:"
    return [head, *(f"{figures[key]:>8.1%}  {words}" for key, words in _PLANTED.items())]


def _history_lines(figures: Mapping[str, object]) -> list[str]:
    recall, offered = figures["recall"], figures["offered"]
    assert isinstance(recall, dict)
    assert isinstance(offered, dict)
    return [
        "",
        f"{figures['conversations']:,} conversations ({figures['conversations_again']:,} were "
        f"there twice), {figures['questions']:,} of {figures['messages']:,} messages with an "
        "article.",
        f"Of {figures['went_on']:,} next questions in the later fifth, among those offered:",
        *(f"{recall[k]:>8.1%}  {words}, {offered[k]:.1f} offers" for k, words in _WAYS.items()),
    ]


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="evaluate-next", description=__doc__)
    parser.add_argument("--history", type=Path, nargs="+", help="conversations, JSON lines")
    parser.add_argument("--json", type=Path, help="where to write the figures")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
