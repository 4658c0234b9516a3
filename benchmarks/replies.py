"""How long a customer waits for a reply: `python -m benchmarks.replies --url http://127.0.0.1:8080`.

Sends questions one after the other through the public API of a running Effie, as the widget does,
and measures from sending to the reply's arrival on the conversation's stream. Beside it, in the
same run and in turn, the peer: a greeting, which Rasa answers by itself, without the action
server, the knowledge base and the record of handoffs. The ratio tells what an answer costs on top.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import queue
import statistics
import threading
import time
import uuid
from collections.abc import Iterator

import httpx

QUESTIONS = (
    "how do i change the pin of my card?",
    "my new card has not come yet",
    "why was i charged for taking out cash",
    "top up failed, what now",
    "can i hold dollars in my account",
    "my transfer is still pending",
    "what's the exchange rate today",
    "i lost my phone, is my money safe",
)
GREETING = "hello"
PER_CONVERSATION = 20  # stays below the limit of messages a minute and Rasa's long sessions


class Conversation:
    """One conversation, with a thread that notes when replies arrive."""

    def __init__(self, url: str, address: str = "127.0.0.1") -> None:
        """`address`: of this machine, the one that the customer comes from."""
        transport = httpx.HTTPTransport(local_address=address)
        self._http = httpx.Client(base_url=url, timeout=60, trust_env=False, transport=transport)
        begun = self._http.post("/api/conversations", json={}).raise_for_status().json()
        self._path = f"/api/conversations/{begun['conversation']}"
        self._headers = {"Authorization": f"Bearer {begun['token']}"}
        self._heard: queue.Queue[tuple[float, dict[str, str]]] = queue.Queue()
        threading.Thread(target=self._listen, daemon=True).start()

    def post(self, text: str, message: str = "") -> httpx.Response:
        """Send a message and wait for no reply."""
        body = {"id": message or uuid.uuid4().hex, "text": text}
        return self._http.post(f"{self._path}/messages", json=body, headers=self._headers)

    def ask(self, text: str) -> float:
        """Return the milliseconds from sending to the first reply."""
        message = uuid.uuid4().hex
        sent = time.perf_counter()
        self.post(text, message).raise_for_status()
        heard = self._until_quiet()
        next(said for _, said in heard if said["message"] == message)
        first = next(at for at, said in heard if said["author"] == "bot")
        return (first - sent) * 1000

    def replay(self) -> int:
        """Return the bytes that a page which has nothing is sent before it knows the state."""
        size, url = 0, f"{self._path}/stream?after=0"
        with self._http.stream("GET", url, headers=self._headers) as stream:
            for line in stream.iter_lines():
                size += len(line.encode()) + 1
                if line == "event: state":
                    break
        return size

    def _until_quiet(self, seconds: float = 60) -> Iterator[tuple[float, dict[str, str]]]:
        try:
            while True:
                yield self._heard.get(timeout=seconds)
        except queue.Empty:
            return

    def _listen(self) -> None:
        url = f"{self._path}/stream?after=0"
        ended = contextlib.suppress(httpx.TransportError)  # the product may end before the listener
        with ended, self._http.stream("GET", url, headers=self._headers) as stream:
            name = ""
            for line in stream.iter_lines():
                if line.startswith("event: "):
                    name = line[7:]
                elif line.startswith("data: ") and name == "utterance":
                    self._heard.put((time.perf_counter(), json.loads(line[6:])))


def measure(url: str, messages: int) -> tuple[list[float], list[float]]:
    """Return the milliseconds of `messages` questions, and of as many greetings in between."""
    answers: list[float] = []
    greetings: list[float] = []
    while len(answers) < messages:
        conversation = Conversation(url)
        conversation.ask(GREETING)
        for number in range(PER_CONVERSATION // 2):
            question = QUESTIONS[(len(answers) + number) % len(QUESTIONS)]
            answers.append(conversation.ask(question))
            greetings.append(conversation.ask(GREETING))
    return answers, greetings


def report(name: str, milliseconds: list[float]) -> str:
    ordered = sorted(milliseconds)
    late = ordered[int(len(ordered) * 0.95)]
    middle = statistics.median(ordered)
    return f"{name:<22}{len(ordered):>9}{middle:>12.1f}{late:>12.1f}"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", default="http://127.0.0.1:8080")
    parser.add_argument("--messages", type=int, default=200)
    wanted = parser.parse_args()
    answers, greetings = measure(wanted.url, wanted.messages)
    print(f"{'milliseconds':<22}{'messages':>9}{'median':>12}{'95th':>12}")
    print(report("answer from articles", answers))
    print(report("greeting (Rasa alone)", greetings))
    ratio = statistics.median(answers) / statistics.median(greetings)
    print(f"an answer takes {ratio:.2f} times a greeting")


if __name__ == "__main__":
    main()
