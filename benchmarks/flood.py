"""How long a bystander waits during a flood: `python -m benchmarks.flood`.

Starts a product of its own. Sixty conversations of one address send as fast as they are let;
somebody at another address asks one question after another, and before the flood the same ones.
"""

from __future__ import annotations

import statistics
import threading
import time
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.replies import QUESTIONS, Conversation
from benchmarks.without_limits import product_without_limits

FLOODING = 60  # conversations
QUIET = "127.0.0.2"  # where the bystander is; the flood is at 127.0.0.1
BEFORE = 5.0  # seconds that the flood has had when the bystander comes


def flood(conversations: list[Conversation], over: threading.Event) -> Counter[int]:
    """Send in all of them until it is over; return how often which status came."""
    answers: Counter[int] = Counter()

    def send() -> None:
        while not over.is_set():
            for conversation in conversations:
                status = conversation.post("hello there").status_code
                answers[status] += 1
                if status != 202:
                    time.sleep(0.05)
                if over.is_set():
                    return

    senders = [threading.Thread(target=send) for _ in range(2)]
    for sender in senders:
        sender.start()
    over.wait()
    for sender in senders:
        sender.join()
    return answers


def main() -> None:
    """Print what the bystander waited."""
    with TemporaryDirectory() as folder, product_without_limits(Path(folder)) as product:
        bystander = Conversation(product.web_url, QUIET)
        bystander.ask(QUESTIONS[0])  # warm
        idle = [bystander.ask(question) for question in QUESTIONS]
        flooding = [Conversation(product.web_url) for _ in range(FLOODING)]
        over, answers = threading.Event(), list[Counter[int]]()
        thread = threading.Thread(target=lambda: answers.append(flood(flooding, over)))
        thread.start()
        time.sleep(BEFORE)
        during = [bystander.ask(question) for question in QUESTIONS * 2]
        over.set()
        thread.join()
    print(f"before the flood {_words(idle)}")
    print(f"during the flood {_words(during)}")
    print(f"the flood was answered: {dict(answers[0])}")


def _words(took: list[float]) -> str:
    return f"median {statistics.median(took):.0f} ms, longest {max(took):.0f} ms"


if __name__ == "__main__":
    main()
