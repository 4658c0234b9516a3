"""Measure how well manners are read from labelled messages, and how often where there is none.

python -m commands.evaluate_manners [--messages FILE …] [--json OUT]
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from commands.files.figures import write_figures
from commands.files.labelled import Labelled, read_labelled
from commands.sources import HOME, settings_folder
from core.errors import EffieError, Fault
from core.manners import Manner, MannerRead, Manners, Said, manner_of
from store.settings_files import read_settings

DEVELOPMENT = HOME / "tests" / "data" / "manners_development.csv"
HELD_OUT = HOME / "tests" / "data" / "manners_held_out.csv"


@dataclass(frozen=True)
class MannerFigures:
    """Shares from 0 to 1; None where there is nothing to take a share of.

    precision: of the messages read as this manner, those that have it
    recall: of the messages that have it, those read as it
    """

    messages: int
    precision: float | None
    recall: float | None


@dataclass(frozen=True)
class FileFigures:
    """The figures of one file.

    taken: of the messages that show no manner, the share that was read as one
    """

    messages: int
    precision: float | None
    recall: float | None
    by_manner: Mapping[str, MannerFigures]
    unlabelled: int
    taken: float | None


@dataclass(frozen=True)
class Judged:
    """A labelled message, and what was read from it."""

    row: Labelled
    read: MannerRead | None

    @property
    def read_as(self) -> str:
        return self.read.manner.value if self.read else ""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure; returns the exit status, 2 for a mistake in the input."""
    options = _options(arguments)
    try:
        manners = read_settings(settings_folder()).manners
        judged = {path.name: judge(_rows(path), manners) for path in options.messages}
        figures = {name: measure(each) for name, each in judged.items()}
        if options.json:
            write_figures(options.json, {name: asdict(figures[name]) for name in figures})
    except EffieError as error:
        print(error.message, file=sys.stderr)
        return 2
    for name, each in judged.items():
        print(table(name, figures[name], each))
    return 0


def judge(rows: Sequence[Labelled], manners: Manners) -> list[Judged]:
    """Read each message as one that nothing was said before."""
    return [Judged(row, manner_of([Said(1, row.text)], manners)) for row in rows]


def measure(judged: Sequence[Judged]) -> FileFigures:
    """Return how well labelled messages were read."""
    labelled = [each for each in judged if each.row.label]
    without = [each for each in judged if not each.row.label]
    by_manner = {manner.value: _of(manner.value, judged) for manner in Manner}
    return FileFigures(
        messages=len(judged),
        precision=_share([each.row.label == each.read_as for each in judged if each.read]),
        recall=_share([each.row.label == each.read_as for each in labelled]),
        by_manner=by_manner,
        unlabelled=len(without),
        taken=_share([bool(each.read) for each in without]),
    )


def table(name: str, figures: FileFigures, judged: Sequence[Judged]) -> str:
    """Return the figures as people read them, with what was missed and what was taken."""
    rows: list[tuple[str, MannerFigures | FileFigures]] = [
        *figures.by_manner.items(),
        ("all", figures),
    ]
    wrong = [each for each in judged if each.row.label != each.read_as]
    return "\n".join(
        [
            f"{name}: {figures.messages:,} messages",
            f"  {'':<10}{'precision':>12}{'recall':>12}",
            *(f"  {n:<10}{_percent(f.precision):>12}{_percent(f.recall):>12}" for n, f in rows),
            f"  of {figures.unlabelled:,} without a manner, read as one: {_percent(figures.taken)}",
            *(f"  {each.row.label or 'none'} read as {_words_of(each)}" for each in wrong),
        ]
    )


def _words_of(judged: Judged) -> str:
    signs = ", ".join(sign.words for sign in judged.read.signs) if judged.read else ""
    read_as = f"{judged.read_as} ({signs})" if signs else "none"
    return f"{read_as}: {judged.row.text}"


def _of(manner: str, judged: Sequence[Judged]) -> MannerFigures:
    own = [each for each in judged if each.row.label == manner]
    return MannerFigures(
        messages=len(own),
        precision=_share([each.row.label == manner for each in judged if each.read_as == manner]),
        recall=_share([each.read_as == manner for each in own]),
    )


def _rows(path: Path) -> list[Labelled]:
    known = {manner.value for manner in Manner}
    rows = read_labelled(path)
    for row in rows:
        if row.label and row.label not in known:
            problem = f"there is no manner '{row.label}'; known: {', '.join(sorted(known))}."
            raise Fault(path.name, row.line, problem)
    return rows


def _share(values: Sequence[bool]) -> float | None:
    return sum(values) / len(values) if values else None


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{share:.1%}"


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="evaluate-manners", description=__doc__)
    parser.add_argument(
        "--messages",
        type=Path,
        nargs="+",
        default=[DEVELOPMENT, HELD_OUT],
        help="CSV with text,label: hurried, thorough, feeling, chatty or nothing",
    )
    parser.add_argument("--json", type=Path, help="where to write the figures")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
