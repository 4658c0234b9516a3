"""Measure whether what drives the effort score is found: on made-up contacts, and on one's own.

python -m commands.evaluate_drivers [--history FILE [FILE …]] [--json OUT]
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from commands.drivers import Report, measure_planted, read_contacts, report_on
from commands.files.figures import write_figures
from commands.progress import Progress
from core.errors import EffieError
from core.insights import MIN_RATED, Estimate, in_words


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure; returns the exit status, 2 for a mistake in the input."""
    options = _options(arguments)
    try:
        report = _report(options.history) if options.history else None
        planted = measure_planted(Progress("made-up histories"))
        if options.json:
            history = {"history": _as_json(report)} if report else {}
            write_figures(options.json, {**asdict(planted), **history})
    except EffieError as error:
        print(error.message, file=sys.stderr)
        return 2
    print(f"{planted.runs} times {planted.contacts:,} made-up contacts with a score:")
    print(f"{planted.order_recovered:>8.1%}  all four planted causes lead, in their order")
    print(f"{planted.silent_without_effects:>8.1%}  nothing planted, and nothing said")
    if report:
        print("\n".join(["", *_lines(report)]))
    return 0


def _report(files: Sequence[Path]) -> Report:
    return report_on([contact for file in files for contact in read_contacts(file)])


def _lines(report: Report) -> list[str]:
    lines = [_head("All customers", report.rated[""], report.overall)]
    lines += [f"  {in_words(driver)}" for driver in report.overall]
    for segment, found in report.by_segment.items():
        lines.append(_head(f"Segment {segment}", report.rated[segment], found))
        lines += [f"  {in_words(driver)}" for driver in found]
    return lines


def _head(who: str, rated: int, found: Sequence[Estimate]) -> str:
    if rated < MIN_RATED:
        return f"{who}: {rated:,} contacts with a score; {MIN_RATED} are needed to say anything."
    nothing = "" if found else " Nothing drives it for certain."
    return f"{who}, {rated:,} contacts with a score.{nothing}"


def _as_json(report: Report) -> dict[str, object]:
    groups = {"": report.overall, **report.by_segment}
    return {
        "rated": dict(report.rated),
        "drivers": {name: [_driver(each) for each in found] for name, found in groups.items()},
    }


def _driver(driver: Estimate) -> dict[str, object]:
    return asdict(driver) | {"factor": driver.factor.name}


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="evaluate-drivers", description=__doc__)
    parser.add_argument("--history", type=Path, nargs="+", help="rated contacts, JSON lines")
    parser.add_argument("--json", type=Path, help="where to write the figures")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
