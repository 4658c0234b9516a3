"""What a reply costs that leans on what was said before.

python -m benchmarks.leaning_replies --url http://127.0.0.1:8080 --questions FILE [--pairs 80]

Takes turns in the same conversations of a running Effie: a question that stands by itself, then
one that leans on its answer ("and is it free in spain?"). No two messages are alike, for the
encoder remembers what it has read. Gives both medians and their difference in milliseconds.
"""

from __future__ import annotations

import argparse
import statistics
import sys
from collections.abc import Iterator
from itertools import islice, product
from pathlib import Path

from benchmarks.replies import PER_CONVERSATION, Conversation
from commands.files.labelled import read_labelled
from core.errors import EffieError

_ASKED = (
    "how long does that take",
    "how much is it",
    "and is that free",
    "can i do it",
    "what if it fails",
    "does it work",
    "do i need it",
    "and what about it",
)
_WHERE = (
    "in spain",
    "at night",
    "on my phone",
    "for my son",
    "by post",
    "in euros",
    "on a sunday",
    "without the app",
    "from abroad",
    "with cash",
)


def leaning() -> Iterator[str]:
    """Return questions that need the one before, all of them different."""
    return (f"{asked} {where}" for where, asked in product(_WHERE, _ASKED))


def measure(url: str, questions: list[str]) -> tuple[list[float], list[float]]:
    """Return the milliseconds of questions that stand by themselves, and of those that lean."""
    alone: list[float] = []
    leant: list[float] = []
    chat = Conversation(url)
    for number, (question, further) in enumerate(zip(questions, leaning(), strict=False)):
        if number and number % (PER_CONVERSATION // 2) == 0:
            chat = Conversation(url)
        alone.append(chat.ask(question))
        leant.append(chat.ask(further))
    return alone, leant


def main(arguments: list[str] | None = None) -> int:
    """Measure and print; returns the exit status, 2 for a mistake in the input."""
    parser = argparse.ArgumentParser(prog="leaning_replies", description=__doc__)
    parser.add_argument("--url", required=True)
    parser.add_argument("--questions", type=Path, required=True, help="CSV with text,label")
    parser.add_argument("--pairs", type=int, default=len(_ASKED) * len(_WHERE))
    given = parser.parse_args(arguments)
    try:
        rows = read_labelled(given.questions)
    except EffieError as error:
        print(error.message, file=sys.stderr)
        return 2
    # Every so many: a file is sorted by its labels.
    step = max(1, len(rows) // given.pairs)
    chosen = [row.text for row in islice(rows, 0, None, step)][: given.pairs]
    alone, leant = (statistics.median(times) for times in measure(given.url, chosen))
    print(f"a question that stands by itself   {alone:6.1f} ms (median of {len(chosen)})")
    print(f"one that leans on its answer       {leant:6.1f} ms")
    print(f"difference                         {leant - alone:+6.1f} ms")
    return 0


if __name__ == "__main__":
    sys.exit(main())
