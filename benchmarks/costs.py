"""What a message costs each process: `python -m benchmarks.costs`.

Starts a product of its own and reads from Linux how much processor time each process has used, in
quiet seconds and while eight people ask, each with an open page. What the quiet ones take is left
out, so the machine may be busy with other work.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.replies import QUESTIONS, Conversation
from benchmarks.replies.processes import memory_mb, processor_seconds
from benchmarks.without_limits import product_without_limits
from launch.running.own_product import OwnProduct

PEOPLE, EACH = 8, 40  # messages
QUIET_SECONDS = 15.0


def main() -> None:
    """Print a table: milliseconds of processor a message, per cent of one while quiet, memory."""
    with TemporaryDirectory() as folder, product_without_limits(Path(folder)) as product:
        people = [Conversation(product.web_url) for _ in range(PEOPLE)]
        for each in people:
            _ask(each, len(QUESTIONS))  # warm
        quiet = _used(product, lambda: time.sleep(QUIET_SECONDS))
        busy = _used(product, lambda: _all_ask(people))
        memory = {name: memory_mb(pid) for name, pid in product.processes.items()}
    messages = PEOPLE * EACH
    print(f"{messages} messages in {busy['seconds']:.0f} s")
    print("| process | processor a message | while nothing happens | memory |")
    print("| --- | --- | --- | --- |")
    for name, megabytes in memory.items():
        idle = quiet[name] / quiet["seconds"]
        cost = (busy[name] - idle * busy["seconds"]) / messages
        print(f"| {name} | {cost * 1000:.1f} ms | {idle:.1%} of a core | {megabytes} MB |")


def _used(product: OwnProduct, meanwhile: Callable[[], None]) -> dict[str, float]:
    """Return the processor seconds of each process while something was done, and its seconds."""
    processes, began = product.processes, time.monotonic()
    before = {name: processor_seconds(pid) for name, pid in processes.items()}
    meanwhile()
    after = {name: processor_seconds(pid) - before[name] for name, pid in processes.items()}
    return {**after, "seconds": time.monotonic() - began}


def _all_ask(people: list[Conversation]) -> None:
    asking = [threading.Thread(target=_ask, args=(each, EACH)) for each in people]
    for each in asking:
        each.start()
    for each in asking:
        each.join()


def _ask(conversation: Conversation, messages: int) -> None:
    for number in range(messages):
        conversation.ask(QUESTIONS[number % len(QUESTIONS)])


if __name__ == "__main__":
    main()
