"""Measure whether what drives the effort score is found: on made-up contacts, and on one's own.

python -m commands.evaluate_drivers [--history FILE [FILE …]] [--json OUT]
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from commands.drivers import Report, measure_planted, read_contacts, report_on
from commands.progress import Progress
from core.errors import EffieError, Fault
from core.insights import MIN_RATED, Driver, in_words


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure; returns the exit status, 2 for a mistake in the input."""
    options = _options(arguments)
    try:
        report = _report(options.history) if options.history else None
        planted = measure_planted(Progress("made-up histories"))
        if options.json:
            history = {"history": _as_json(report)} if report else {}
            _write(options.json, {**asdict(planted), **history})
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


def _head(who: str, rated: int, found: Sequence[Driver]) -> str:
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


def _driver(driver: Driver) -> dict[str, object]:
    estimate = driver.estimate
    return {
        "factor": estimate.factor.name,
        "effect": estimate.effect,
        "low": estimate.low,
        "high": estimate.high,
        "points": estimate.points,
    }


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="evaluate-drivers", description=__doc__)
    parser.add_argument("--history", type=Path, nargs="+", help="rated contacts, JSON lines")
    parser.add_argument("--json", type=Path, help="where to write the figures")
    return parser.parse_args(arguments)


def _write(path: Path, figures: dict[str, object]) -> None:
    try:
        path.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    except OSError as error:
        raise Fault(str(path), 1, f"the file can't be written ({error.strerror}).") from None


if __name__ == "__main__":
    sys.exit(main())
