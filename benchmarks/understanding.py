"""How often the bot's understanding sends a real question somewhere else than to an answer.

Runs with the bot's Python, from the project's folder:

    python benchmarks/understanding.py --questions questions.csv [--sample 1000]

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
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import structlog

HOME = Path(__file__).resolve().parent.parent
ANSWERED = frozenset({"question", "nlu_fallback"})  # both end in action_answer
FORMS = ("{}", "hi {}", "hello, {}", "{} thanks", "{} thank you!", "Hello there, {} Cheers")
SHOWN = 10


@dataclass(frozen=True)
class Understood:
    text: str
    intent: str
    confidence: float
    score: str  # of an effort rating, "" without one
    milliseconds: float


class Understanding:
    """A trained model, asked only what it understands."""

    def __init__(self, model: Path) -> None:
        from rasa.core.agent import Agent

        self._agent = Agent.load(model)

    async def of(self, texts: Iterable[str]) -> list[Understood]:
        return [await self._of(text) for text in texts]

    async def _of(self, text: str) -> Understood:
        began = perf_counter()
        parsed = await self._agent.parse_message(text)
        took = (perf_counter() - began) * 1000
        scores = [e["value"] for e in parsed["entities"] if e["entity"] == "score"]
        intent = parsed["intent"]
        return Understood(
            text, intent["name"], intent["confidence"], scores[0] if scores else "", took
        )


async def report_questions(understanding: Understanding, questions: list[str]) -> None:
    print(f"{len(questions)} real questions, sent somewhere else:")
    for form in FORMS:
        understood = await understanding.of(form.format(question) for question in questions)
        astray = [u for u in understood if u.intent not in ANSWERED]
        median = sorted(u.milliseconds for u in understood)[len(understood) // 2]
        print(f"  {form:26}{share(len(astray), len(understood))}   (median {median:.1f} ms)")
        for one in astray[:SHOWN]:
            print(f"      {one.intent} {one.confidence:.2f}: {one.text}")


async def report_small_talk(understanding: Understanding, rows: list[dict[str, str]]) -> None:
    understood = await understanding.of(row["text"] for row in rows)
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
    parser.add_argument("--model", type=Path, default=HOME / "models")
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
    understanding = Understanding(arguments.model)
    await report_questions(understanding, questions)
    await report_small_talk(understanding, read_rows(arguments.small_talk))


if __name__ == "__main__":
    asyncio.run(main())
