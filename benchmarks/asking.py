"""Measure what messages get that are more than a question, or less.

python -m benchmarks.asking --questions FILE

Two questions in one message: composed from pairs of the file's questions, by a fixed seed; and how
often the file's own, each of them one question, are taken for two. One or two words that name a
topic: `topics.csv`. Questions that lean on the one before: `leaning.csv`.
"""

from __future__ import annotations

import argparse
import csv
import random
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from commands.files.labelled import Labelled, read_labelled
from commands.sources import make_encoder, passage_cache, settings_folder, shipped_articles
from core.answering import (
    Answer,
    AnswerBoth,
    Clarify,
    History,
    Hit,
    Reply,
    Thresholds,
    asks,
    decide_both,
    decide_next,
    decide_reply,
    exclude,
    in_context,
    needs_context,
    parts_of,
)
from core.articles import Article
from core.errors import EffieError
from knowledge_base.retrieval import Engine
from store.settings_files import read_settings

HERE = Path(__file__).parent
COMPOSED = 60
_SEED = 7
_MAX_WORDS = 14  # words: nobody writes two long questions in one message
_JOINED = ("{} and {}", "{}, and {}", "{}? Also {}", "{}? {}", "{}, also {}", "{}?\n{}")


@dataclass(frozen=True)
class Assistant:
    """The articles, and how sure the answers must be."""

    engine: Engine
    articles: dict[str, Article]
    thresholds: Thresholds

    def reply(self, question: str) -> Reply:
        """Return what a first question gets."""
        return self.both(question) or decide_reply(
            self.engine.search(question), History(), self.thresholds
        )

    def both(self, message: str) -> AnswerBoth | None:
        search = self.engine.search
        pairs = [(search(first), search(second)) for first, second in parts_of(message)]
        return decide_both(pairs, History(), self.thresholds)

    def next_reply(self, before: str, article: str, question: str) -> Reply:
        """Return what a question gets after the one before was answered with an article."""
        alone = self.engine.search(question)
        if not needs_context(alone, self.thresholds):
            return decide_reply(alone, History(), self.thresholds)
        found = replace(self.engine.search(in_context(before, question)), question=question)
        usual = [
            Hit(slug, self.articles[slug].title, 0.0)
            for slug in self.articles[article].next
            if slug in self.articles
        ]
        found, alone = exclude(found, {article}), exclude(alone, {article})
        return decide_next(found, alone, usual, History(), self.thresholds)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the measurements; returns the exit status, 2 for a mistake in the input."""
    parser = argparse.ArgumentParser(prog="asking", description=__doc__)
    parser.add_argument("--questions", type=Path, required=True, help="CSV with text,label")
    try:
        rows = read_labelled(parser.parse_args(arguments).questions)
        assistant = _assistant()
    except EffieError as error:
        print(error.message, file=sys.stderr)
        return 2
    taken = ((assistant.both(row.text), row.label) for row in rows)
    print(f"{len(rows):,} single questions")
    _print(_kind(both, {label}) if both else "left whole" for both, label in taken)
    print(f"{COMPOSED} messages of two questions")
    _print(_pair_kind(assistant, *pair) for pair in compose(rows))
    topics = read_labelled(HERE / "topics.csv")
    for named, which in (("topics that several articles are about", False), ("clear ones", True)):
        chosen = [row for row in topics if bool(row.label) is which]
        print(f"{len(chosen)} {named}, in one or two words")
        _print(_kind(assistant.reply(row.text), {row.label}) for row in chosen)
    with (HERE / "leaning.csv").open(encoding="utf-8", newline="") as file:
        leaning = list(csv.DictReader(file))
    print(f"{len(leaning)} questions after another one was answered")
    _print(_leaning_kind(assistant, row) for row in leaning)
    return 0


def compose(rows: Sequence[Labelled]) -> list[tuple[str, Labelled, Labelled]]:
    """Return messages made of two questions about different things, and these questions."""
    chance = random.Random(_SEED)  # noqa: S311 - a sample, no secret
    short = [row for row in rows if asks(row.text) and len(row.text.split()) <= _MAX_WORDS]
    made: list[tuple[str, Labelled, Labelled]] = []
    while len(made) < COMPOSED:
        first, second = chance.sample(short, 2)
        if first.label != second.label:
            joined = _JOINED[len(made) % len(_JOINED)]
            made.append((joined.format(first.text.rstrip(" .?!"), second.text), first, second))
    return made


def _assistant() -> Assistant:
    encoder, articles = make_encoder(), shipped_articles()
    engine = Engine.build(articles, encoder, passage_cache(encoder))
    thresholds = read_settings(settings_folder()).confidence.common
    return Assistant(engine, {each.slug: each for each in articles}, thresholds)


def _pair_kind(assistant: Assistant, message: str, first: Labelled, second: Labelled) -> str:
    reply = assistant.reply(message)
    if isinstance(reply, AnswerBoth):
        right = (reply.first.slug, reply.second.slug) == (first.label, second.label)
        return "both answered right" if right else "both answered, not both right"
    return _kind(reply, {first.label, second.label})


def _leaning_kind(assistant: Assistant, row: dict[str, str]) -> str:
    right = set(row["labels"].split())
    reply = assistant.next_reply(row["before"], row["article"], row["text"])
    detail = " (a detail of the article shown)" if right == {row["article"]} else ""
    return _kind(reply, right) + detail


def _kind(reply: Reply, right: set[str]) -> str:
    if isinstance(reply, AnswerBoth):
        shown = {reply.first.slug, reply.second.slug}
        return "taken for two, right one among them" if shown & right else "taken for two, wrong"
    if isinstance(reply, Answer):
        return "answered right" if reply.hit.slug in right else "answered, with another article"
    if isinstance(reply, Clarify):
        fits = right & {hit.slug for hit in reply.hits}
        return "buttons, the right one among them" if fits else "buttons"
    return type(reply).__name__


def _print(kinds: Iterable[str]) -> None:
    for kind, count in Counter(kinds).most_common():
        print(f"  {count:>6}  {kind}")


if __name__ == "__main__":
    sys.exit(main())
