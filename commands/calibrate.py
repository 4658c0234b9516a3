"""Choose the thresholds in settings/confidence.yml for a target, and report what they come to.

python -m commands.calibrate [--questions FILE ...] [--wrong-at-most 0.04] [--unknown-share 0.2]
                               [--dry-run]
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from commands.files.labelled import (
    Labelled,
    read_labelled,
    refuse_unknown_labels,
    refuse_unknown_segments,
)
from commands.sources import (
    bench_cache,
    make_encoder,
    passage_cache,
    settings_folder,
    shipped_articles,
    var_folder,
)
from commands.thresholds.report import Group, Report, text_of, write_report
from core.answering import Thresholds
from core.articles import Article
from core.errors import BadInput, EffieError
from core.settings import Confidence
from core.text import plain
from knowledge_base.evaluation import LabelledQueries, tabulate_queries
from knowledge_base.evaluation.cross_validation import cross_validate
from knowledge_base.evaluation.thresholds import MIN_LABELLED, choose_thresholds, expect
from knowledge_base.retrieval import UNKNOWN_SHARE, Engine
from store.settings_files import read_settings, write_confidence

MIN_IN_SEGMENT = 300  # labelled questions before a segment gets thresholds of its own
WRONG_AT_MOST = 0.04


@dataclass(frozen=True)
class Basis:
    """What thresholds are chosen on, and where it comes from, in words."""

    asked: LabelledQueries
    segments: Sequence[str]  # of each question
    words: str


def main(arguments: Sequence[str] | None = None) -> int:
    """Choose, report and write; returns the exit status: 2 for bad input, 1 for a missed target."""
    options = _options(arguments)
    try:
        return _calibrate(options)
    except EffieError as error:
        print(error.message, file=sys.stderr)
        return 2


def _calibrate(options: argparse.Namespace) -> int:
    settings = read_settings(settings_folder())
    before = settings.confidence.common
    share = options.unknown_share
    if options.questions:
        basis = _labelled(options.questions, share, list(settings.segments.by_name))
    else:
        basis = _own_examples(UNKNOWN_SHARE if share is None else share)
    if len(basis.asked) < MIN_LABELLED:
        raise BadInput(
            f"Only {len(basis.asked)} questions could be asked; {MIN_LABELLED} are the fewest "
            "to choose thresholds from. settings/confidence.yml stays as it is. Label more "
            "questions, or give the articles more example questions."
        )
    common = _group("", basis.asked, options.wrong_at_most, before)
    groups = [common, *_segment_groups(basis, options.wrong_at_most, before)]
    report = Report(basis.words, options.wrong_at_most, before, groups)
    print(text_of(report))
    page = write_report(report, var_folder() / "reports")
    print(f"\nThe pictures and what moving the thresholds would change: {page}")
    if options.dry_run:
        print("settings/confidence.yml stays as it is (--dry-run).")
    else:
        own = {group.segment: group.thresholds for group in groups if group.segment}
        write_confidence(
            settings_folder(), Confidence(common.thresholds, own), report.expected_fields()
        )
        print("settings/confidence.yml is written; a running Effie takes it up by itself.")
    return 0 if all(group.chosen.is_reached for group in groups) else 1


def _labelled(paths: Sequence[Path], share: float | None, segments: list[str]) -> Basis:
    articles = shipped_articles()
    rows: list[Labelled] = []
    for path in paths:
        some = read_labelled(path)
        refuse_unknown_labels(path, some, {article.slug for article in articles})
        refuse_unknown_segments(path, some, segments)
        rows += some
    kept = _without_examples(rows, articles)
    encoder = make_encoder()
    engine = Engine.build(articles, encoder, passage_cache(encoder))
    asked = tabulate_queries([row.label for row in kept], engine.search_all([r.text for r in kept]))
    words = f"{len(kept):,} labelled questions from {' and '.join(p.name for p in paths)}"
    if len(kept) < len(rows):
        same = len(rows) - len(kept)
        words += f" ({same:,} more stand in the articles word for word and were left out)"
    words += f"; no article answers {asked.unknown_share:.0%} of them"
    if share is not None and 0 < asked.unknown_share < 1:
        asked = asked.with_unknown_share(share)
        words += f", weighed as {share:.0%}"
    return Basis(asked, [row.segment for row in kept], words)


def _own_examples(share: float) -> Basis:
    articles = shipped_articles()
    cached = bench_cache(make_encoder())
    asked = cross_validate(articles, lambda some: Engine.build(some, cached), share)
    if asked is None:
        raise BadInput(
            "There is nothing to hold out. It takes two articles with two example questions each: "
            "write more of them, or give labelled questions with --questions."
        )
    words = (
        f"the articles' own {len(asked):,} example questions, held out; a fifth of the articles "
        f"is taken away in turn, and {asked.unknown_share:.0%} of the questions are assumed to "
        "have no article"
    )
    return Basis(asked, [""] * len(asked), words)


def _without_examples(rows: list[Labelled], articles: Sequence[Article]) -> list[Labelled]:
    """Leave out what the articles contain word for word: finding it says nothing."""
    known = {plain(question) for article in articles for question in article.questions}
    return [row for row in rows if plain(row.text) not in known]


def _segment_groups(basis: Basis, wrong_at_most: float, before: Thresholds) -> list[Group]:
    segments = np.array(basis.segments)
    return [
        _group(name, basis.asked.only(segments == name), wrong_at_most, before)
        for name in sorted(set(basis.segments) - {""})
        if int((segments == name).sum()) >= MIN_IN_SEGMENT
    ]


def _group(segment: str, asked: LabelledQueries, wrong_at_most: float, before: Thresholds) -> Group:
    chosen = choose_thresholds(asked, wrong_at_most, before)
    return Group(segment, asked, chosen, expect(asked, wrong_at_most, before, chosen.thresholds))


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="calibrate", description=__doc__)
    parser.add_argument(
        "--questions", type=Path, nargs="+", help="CSV files with text,label and maybe segment"
    )
    parser.add_argument(
        "--wrong-at-most",
        type=_share,
        default=WRONG_AT_MOST,
        help="the share of given answers that may be wrong, as 0.04",
    )
    parser.add_argument(
        "--unknown-share",
        type=_share,
        help="the share of customers' questions that no article answers; as in the file, or "
        f"{UNKNOWN_SHARE} for the articles' own examples",
    )
    parser.add_argument("--dry-run", action="store_true", help="report only")
    return parser.parse_args(arguments)


def _share(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value < 1:
        raise argparse.ArgumentTypeError(f"'{text}' is no share; write 0.04 for 4 %.")
    return value


if __name__ == "__main__":
    sys.exit(main())
