"""How long a customer waits for a reply, and how many get one at once.

python -m benchmarks.replies [--messages 30] [--peer] [--json OUT]

Starts a product of its own, and with --peer stock Rasa; both are asked in turn, in rounds, so that
the ratios hold on a machine that does other work too. `two_bots` is by processor time: messages by
the processor seconds of the busiest bot, with two of them over one.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.replies.figures import figures
from benchmarks.replies.measuring import Measuring
from benchmarks.replies.stock import running_stock
from commands.own_copies import copies_without_limits
from commands.sources import var_folder
from core.errors import EffieError
from launch.errors import LaunchError
from launch.running.own_product import running, variables_of_its_own


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure; returns the exit status: 2 where something did not start, else 0."""
    options = _options(arguments)
    try:
        found = _measure(options.messages, options.peer)
    except (EffieError, LaunchError) as error:
        print(error, file=sys.stderr)
        return 2
    for name, value in found.items():
        print(f"{name:<22}{value}")
    if options.json:
        options.json.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    return 0


def _measure(messages: int, with_peer: bool) -> dict[str, object]:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="effie-replies-")))
        (folder / "stock").mkdir()
        stock = None
        if with_peer:
            stock = stack.enter_context(running_stock(folder / "stock", var_folder() / "bench"))
        given = variables_of_its_own(*copies_without_limits(folder))
        product = stack.enter_context(running(folder, given))
        measuring = Measuring(product, stock, lambda line: print(line, flush=True))
        return figures(asyncio.run(measuring.run(messages)))


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench-replies", description=__doc__)
    parser.add_argument("--messages", type=int, default=30, help="of each kind in each round")
    parser.add_argument("--peer", action="store_true", help="measure stock Rasa beside it")
    parser.add_argument("--json", type=Path, help="where to write the figures")
    options = parser.parse_args(arguments)
    if options.messages < 2:
        parser.error("--messages must be at least 2")
    return options


if __name__ == "__main__":
    sys.exit(main())
