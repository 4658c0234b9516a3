"""Measure what customers teach: they ask, press and judge, a manager accepts once a day.

python -m commands.simulate_learning [--json OUT] [--examples 3] [--questions FILE] [--picture OUT]
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from commands.files.figures import write_figures
from commands.files.labelled import Labelled, read_labelled, refuse_unknown_labels
from commands.learning import (
    CONTACTS_A_DAY,
    Curve,
    Point,
    Shop,
    contacts_without,
    picture,
    shared_contacts,
)
from commands.learning.contacts import MEASURED
from commands.progress import Progress
from commands.sources import (
    bench_cache,
    make_encoder,
    settings_folder,
    shipped_articles,
    with_few_examples,
)
from core.errors import BadInput, EffieError, Fault
from knowledge_base.encoding import RecentEncoder
from store.settings_files import read_settings

MEASURED_AFTER = (0, 300, 1_000, 3_000, 8_000)  # contacts
_TEXTS = 50_000  # all that is ever asked here: each is encoded once


def main(arguments: Sequence[str] | None = None) -> int:
    """Simulate; returns the exit status, 2 for a mistake in the input."""
    options = _options(arguments)
    try:
        curve = simulate(options.questions, options.examples)
        if options.json:
            write_figures(options.json, curve.to_json())
        if options.picture:
            _write(options.picture, picture(curve))
    except EffieError as error:
        print(error.message, file=sys.stderr)
        return 2
    print(table(curve))
    return 0


def simulate(questions: Path, examples: int) -> Curve:
    """Let customers come and measure on the way, on questions that none of them asks."""
    if examples < 0:
        raise BadInput("EXAMPLES is how many example questions an article keeps: 0 or more.")
    articles = with_few_examples(shipped_articles(), examples)
    slugs = {article.slug for article in articles}
    measured, contacts = read_labelled(questions), shared_contacts()
    refuse_unknown_labels(questions, measured, slugs)
    contacts = contacts_without(measured, [row for row in contacts if row.label in slugs])
    settings = read_settings(settings_folder())
    encoder = RecentEncoder(bench_cache(make_encoder()), most=_TEXTS)
    shop = Shop(articles, encoder, settings.confidence.common, settings.synonyms)
    points, progress = [_measure(shop, 0, measured)], Progress("contacts")
    ends = [after for after in MEASURED_AFTER[1:] if after <= len(contacts)]
    for begin in range(0, max(ends, default=0), CONTACTS_A_DAY):
        done = begin + CONTACTS_A_DAY
        shop.day(contacts[begin:done])
        progress(done, ends[-1])
        if done in ends:
            points.append(_measure(shop, done, measured))
    right = {row.text: row.label for row in contacts}
    wrong = sum(right.get(each.words, each.article) != each.article for each in shop.accepted)
    minutes = shop.minutes_of_a_manager
    return Curve(examples, tuple(points), minutes, len(shop.accepted), wrong)


def table(curve: Curve) -> str:
    """Return the curve as people read it."""
    lines = [
        f"From {curve.examples} example questions an article:",
        "contacts   right at once   at once or in buttons   wrong   to a person",
    ]
    for p in curve.points:
        lines.append(
            f"{p.contacts:>8,}{p.answered_right:>16.1%}{p.within_buttons:>24.1%}"
            f"{p.answered_wrong:>8.1%}{p.person:>14.1%}"
        )
    lines.append(
        f"{curve.accepted:,} suggested examples were accepted, {curve.accepted_wrong} of them "
        f"for the wrong article; {curve.minutes_of_a_manager:.0f} minutes of a manager."
    )
    return "\n".join(lines)


def _measure(shop: Shop, contacts: int, rows: Sequence[Labelled]) -> Point:
    return Point.of(contacts, rows, shop.answer([row.text for row in rows]))


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise Fault(str(path), 1, f"the file can't be written ({error.strerror}).") from None


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="simulate-learning", description=__doc__)
    parser.add_argument("--json", type=Path, help="where to write the figures")
    parser.add_argument("--examples", type=int, default=3, help="of each article at the beginning")
    parser.add_argument(
        "--questions", type=Path, default=MEASURED, help="CSV with text,label, to measure with"
    )
    parser.add_argument("--picture", type=Path, help="where to write the curve as SVG")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
