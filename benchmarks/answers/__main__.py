"""Measure everything that is said about the answers, and say what others reach.

python -m benchmarks.answers [--data FOLDER] [--only NAME ...] [--peers]
[--adapted] [--json OUT]
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.answers.adapted import measure_adapted
from benchmarks.answers.banking import measure_banking
from benchmarks.answers.figures import Figure, as_json, table
from benchmarks.answers.hint3 import measure_hint3
from benchmarks.answers.product import measure_product
from benchmarks.answers.rasa_peers import EPOCHS, RasaPeers
from benchmarks.answers.speed import measure_speed
from benchmarks.answers.topics import measure_topics
from benchmarks.answers.workbench import Workbench
from commands.sources import HOME
from core.errors import EffieError, Fault

DATA = HOME.parent / "shared" / "bench"
TITLES = {
    "banking": "BANKING77: a real customer's question finds its topic",
    "adapted": "The encoder adapted to the examples",
    "hint3": "HINT3: two live chatbots, much of what they were asked fits nothing",
    "product": "The shipped articles, 10,003 real questions",
    "topics": "Bank questions no article covers: 27 topics held out, one question in five unknown",
    "speed": "Speed, on this machine as busy as it is",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure; returns the exit status: 2 for bad input, else 0, whatever the figures."""
    options = _options(arguments)
    wanted = options.only or [name for name in TITLES if options.adapted or name != "adapted"]
    try:
        bench = Workbench(options.data)
        rasa = RasaPeers(bench.var, options.peers)
        measures: dict[str, Callable[[], list[Figure]]] = {
            "banking": lambda: measure_banking(bench, rasa),
            "adapted": lambda: measure_adapted(bench),
            "hint3": lambda: measure_hint3(bench, rasa),
            "product": lambda: measure_product(bench),
            "topics": lambda: measure_topics(bench),
            "speed": lambda: measure_speed(bench),
        }
        groups = {TITLES[name]: measures[name]() for name in TITLES if name in wanted}
        if options.json:
            _write(options.json, groups)
    except EffieError as error:
        print(error.message, file=sys.stderr)
        return 2
    print(table(groups))
    print(f"\nRasa's classifiers: {EPOCHS} epochs on the same examples, kept from their last run.")
    print("Elsewhere: the encoder's speed in benchmarks.encoding, small talk taken for a question")
    print("in benchmarks.understanding, how long a reply takes in benchmarks.replies.")
    return 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench-answers", description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA, help="the folder of benchmark files")
    parser.add_argument("--only", nargs="+", choices=list(TITLES))
    parser.add_argument("--peers", action="store_true", help="train Rasa's classifiers if needed")
    parser.add_argument("--adapted", action="store_true", help="adapt, too; half an hour")
    parser.add_argument("--json", type=Path, help="where to write the figures")
    return parser.parse_args(arguments)


def _write(path: Path, groups: dict[str, list[Figure]]) -> None:
    try:
        path.write_text(json.dumps(as_json(groups), indent=2) + "\n", encoding="utf-8")
    except OSError as error:
        raise Fault(str(path), 1, f"the file can't be written ({error.strerror}).") from None


if __name__ == "__main__":
    sys.exit(main())
