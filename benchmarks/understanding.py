"""How often the bot's understanding sends a real question somewhere else than to an answer.

Runs with the bot's Python, from the project's folder:

    python benchmarks/understanding.py --questions questions.csv [--sample 1000] [--running]

With --running the messages go through a bot process, from its inbox to the events it publishes;
without, the trained model is asked what it understands, which is quicker.

Questions: a CSV file with the column `text`. Small talk: one with `text`, `intent` and, for effort
ratings, `score`. None of either may be among the training examples.
"""

from __future__ import annotations

import argparse
import asyncio
import csv
import logging
import random
import sys
import tempfile
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any, Protocol

import structlog

HOME = Path(__file__).resolve().parent.parent
ANSWERED = frozenset({"question", "nlu_fallback"})  # both end in action_answer
FORMS = ("{}", "hi {}", "hello, {}", "{} thanks", "{} thank you!", "Hello there, {} Cheers")
SHOWN = 10


class Parser(Protocol):
    """Whoever understands messages: returns Rasa's parse data of each."""

    async def parsed(self, texts: Sequence[str]) -> list[dict[str, Any]]: ...


@dataclass(frozen=True)
class Understood:
    text: str
    intent: str
    confidence: float
    score: str  # of an effort rating, "" without one


class Model:
    """A trained model, asked only what it understands."""

    def __init__(self, model: Path) -> None:
        from rasa.core.agent import Agent

        self._agent = Agent.load(model)

    async def parsed(self, texts: Sequence[str]) -> list[dict[str, Any]]:
        return [await self._agent.parse_message(text) for text in texts]


class Understanding:
    """What a parser understands, and how long it takes for a message."""

    def __init__(self, parser: Parser) -> None:
        self._parser = parser

    async def of(self, texts: Iterable[str]) -> tuple[list[Understood], float]:
        """Return what is understood of each text, and the milliseconds a text took."""
        said, began = list(texts), perf_counter()
        parsed = await self._parser.parsed(said)
        took = (perf_counter() - began) * 1000 / len(said)
        return [_understood(*each) for each in zip(said, parsed, strict=True)], took


def _understood(text: str, parsed: dict[str, Any]) -> Understood:
    scores = [e["value"] for e in parsed["entities"] if e["entity"] == "score"]
    intent = parsed["intent"]
    return Understood(text, intent["name"], intent["confidence"], scores[0] if scores else "")


async def report_questions(understanding: Understanding, questions: list[str]) -> None:
    print(f"{len(questions)} real questions, sent somewhere else:")
    for form in FORMS:
        understood, took = await understanding.of(form.format(question) for question in questions)
        astray = [u for u in understood if u.intent not in ANSWERED]
        print(f"  {form:26}{share(len(astray), len(understood))}   ({took:.1f} ms each)")
        for one in astray[:SHOWN]:
            print(f"      {one.intent} {one.confidence:.2f}: {one.text}")


async def report_small_talk(understanding: Understanding, rows: list[dict[str, str]]) -> None:
    understood, _ = await understanding.of(row["text"] for row in rows)
    wrong = [
        (row, u)
        for row, u in zip(rows, understood, strict=True)
        if u.intent != row["intent"] or (row["score"] and u.score != row["score"])
    ]
    print(f"{len(rows)} utterances of small talk and the like, understood right:")
    print(f"  {'':26}{share(len(rows) - len(wrong), len(rows))}")
    for row, one in wrong:
        print(f"      {row['intent']} {row['score']} taken for {one.intent}: {one.text}")


def share(part: int, whole: int) -> str:
    return f"{part:6} of {whole} = {100 * part / whole:.2f} %"


def read_rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    if not rows or "text" not in rows[0]:
        sys.exit(f"{path} holds no questions: it needs a header line with the column 'text'.")
    return rows


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--questions", type=Path, required=True)
    parser.add_argument("--small-talk", type=Path, default=HOME / "benchmarks" / "small_talk.csv")
    parser.add_argument("--model", type=Path, default=HOME / "models" / "effie.tar.gz")
    parser.add_argument("--running", action="store_true", help="through a bot process")
    parser.add_argument("--sample", type=int, help="measure so many questions, not all")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


async def main() -> None:
    arguments = read_arguments()
    quiet = structlog.make_filtering_bound_logger(logging.ERROR)
    structlog.configure(wrapper_class=quiet)
    sys.path.insert(0, str(HOME))
    questions = [row["text"] for row in read_rows(arguments.questions) if row["text"].strip()]
    if arguments.sample and arguments.sample < len(questions):
        chance = random.Random(arguments.seed)  # noqa: S311 - a sample, no secret
        questions = chance.sample(questions, arguments.sample)
    async with parser_of(arguments) as parser:
        understanding = Understanding(parser)
        await report_questions(understanding, questions)
        await report_small_talk(understanding, read_rows(arguments.small_talk))


@asynccontextmanager
async def parser_of(arguments: argparse.Namespace) -> AsyncIterator[Parser]:
    if not arguments.running:
        yield Model(arguments.model)
        return
    from benchmarks.running_bot import running_bot

    with tempfile.TemporaryDirectory() as folder:
        async with running_bot(Path(folder), arguments.model.absolute()) as bot:
            yield bot


if __name__ == "__main__":
    asyncio.run(main())
