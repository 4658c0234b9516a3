"""What a long conversation costs: `python -m benchmarks.long_conversation`.

Starts a product of its own and asks in one conversation, again and again: milliseconds from a
message to its first reply at the 10th, 100th and 1,000th message, and how much a page that opens
the conversation then is sent.
"""

from __future__ import annotations

import argparse
import statistics
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.replies import QUESTIONS, Conversation
from benchmarks.without_limits import product_without_limits

AROUND = 10  # messages before and after, whose median counts


def measure(url: str, messages: int) -> Iterator[tuple[int, float, float, int]]:
    """Yield rows: a place, the median and 95th percentile around it, the bytes of a replay."""
    conversation, took = Conversation(url), list[float]()
    for number in range(messages + AROUND):
        took.append(conversation.ask(QUESTIONS[number % len(QUESTIONS)]))
        place = len(took) - AROUND
        if place in {10, 30, 100, 300, 1000}:
            near = sorted(took[max(0, place - AROUND) :])
            late = near[int(len(near) * 0.95)]
            yield place, statistics.median(near), late, conversation.replay()


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
        print(f"{'message':>8}{'median ms':>12}{'95th ms':>12}{'replayed bytes':>17}")
        for place, middle, late, replayed in measure(product.web_url, wanted.messages):
            print(f"{place:>8}{middle:>12.1f}{late:>12.1f}{replayed:>17,}", flush=True)


if __name__ == "__main__":
    main()
