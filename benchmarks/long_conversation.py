"""What a long conversation costs: `python -m benchmarks.long_conversation`.

Starts a product of its own and asks in one conversation, again and again. Around its 10th, 100th
and 1,000th message each question is asked in a young conversation as well, in turn: milliseconds
from a message to its first reply in both, and how much a page that opens the long one is sent.
"""

from __future__ import annotations

import argparse
import statistics
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.replies import QUESTIONS, Conversation
from benchmarks.without_limits import product_without_limits

PLACES = (10, 30, 100, 300, 1000)
AROUND = 10  # questions before and after a place, whose median counts


@dataclass(frozen=True)
class Row:
    """Medians in milliseconds around a place, and the bytes that a page is sent there."""

    place: int
    long: float
    young: float
    replayed: int


def measure(url: str, messages: int) -> Iterator[Row]:
    """Yield a row at each place as far as so many messages."""
    conversation, asked = Conversation(url), 0
    for place in (place for place in PLACES if place <= messages):
        while asked < place - AROUND:
            conversation.ask(QUESTIONS[asked % len(QUESTIONS)])
            asked += 1
        young, pairs = Conversation(url), list[tuple[float, float]]()
        while asked < place + AROUND:
            question = QUESTIONS[asked % len(QUESTIONS)]
            pairs.append((conversation.ask(question), young.ask(question)))
            asked += 1
        long, beside = (statistics.median(column) for column in zip(*pairs, strict=True))
        yield Row(place, long, beside, conversation.replay())


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=int, default=1000)
    wanted = parser.parse_args()
    with (
        TemporaryDirectory() as folder,
        product_without_limits(Path(folder)) as product,
    ):
        Conversation(product.web_url).ask(QUESTIONS[0])  # warm
        print(f"{'message':>8}{'median ms':>12}{'young ms':>12}{'ratio':>8}{'replayed bytes':>17}")
        for row in measure(product.web_url, wanted.messages):
            ratio = row.long / row.young
            print(
                f"{row.place:>8}{row.long:>12.1f}{row.young:>12.1f}{ratio:>8.2f}{row.replayed:>17,}",
                flush=True,
            )


if __name__ == "__main__":
    main()
