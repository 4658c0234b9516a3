"""Adapt the encoder to the articles, in minutes and beside a running assistant.

python -m commands.adapt [--undo]

With --undo, the encoder as it came serves again.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from commands.progress import Progress
from commands.sources import encoder_name, shipped_articles, var_folder
from core.errors import EffieError
from knowledge_base.adaptation.run import adapt_encoder, stop_serving_adapted
from knowledge_base.paths import Paths


def main(arguments: Sequence[str] | None = None) -> int:
    """Adapt; returns the exit status, 2 if that is not possible."""
    parser = argparse.ArgumentParser(prog="adapt", description=__doc__)
    parser.add_argument("--undo", action="store_true", help="let the encoder as it came serve")
    adapted = Paths(var_folder()).adapted
    if parser.parse_args(arguments).undo:
        was_serving = stop_serving_adapted(adapted)
        print("The encoder as it came serves." if was_serving else "No adapted encoder served.")
        return 0
    try:
        articles, name = shipped_articles(), encoder_name()
        print(f"Adapting {name} to {len(articles)} articles.", flush=True)
        adapt_encoder(articles, name, adapted, Progress())
    except EffieError as error:
        print(error.message, file=sys.stderr)
        return 2
    print("Done. A running assistant takes it over by itself; 'make adapt UNDO=1' takes it back.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
