"""Measure how many messages that need care are noticed, and how many others are taken for one.

python -m commands.evaluate_sensitive [--messages FILE] [--questions FILE [--but SLUG …]]
[--json OUT]
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from commands.files.figures import write_figures
from commands.files.folder_articles import FolderArticles
from commands.files.labelled import Labelled, read_labelled
from commands.sources import HOME, articles_folder, encoder_name, settings_folder, var_folder
from core.answering import look_up
from core.errors import EffieError, Fault
from core.settings import Settings
from knowledge_base.knowledge_base import KnowledgeBase
from store.settings_files import read_settings

OUR_MESSAGES = HOME / "tests" / "data" / "sensitive.csv"
_AT_ONCE = 200
_MAX_NAMED = 20


@dataclass(frozen=True)
class Noticed:
    """A message, what it is about, and the sensitive topic it was taken for; "" for none."""

    text: str
    about: str
    taken_for: str


@dataclass(frozen=True)
class SensitiveFigures:
    """Shares from 0 to 1; `taken` is None where no other questions were given.

    found: of the messages that need care, taken for any topic
    right: taken for the topic they are about
    taken: of other questions, taken for any topic
    """

    messages: int
    found: float
    right: float
    found_by_topic: Mapping[str, float]
    questions: int
    taken: float | None


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure; returns the exit status, 2 for a mistake in the input."""
    options = _options(arguments)
    try:
        settings = read_settings(settings_folder())
        messages = read_labelled(options.messages)
        _refuse_unknown_topics(options.messages, messages, settings)
        others = read_labelled(options.questions) if options.questions else []
        asked = [row for row in others if row.label not in options.but]
        with _serving(settings) as knowledge:
            noticed = notice(knowledge, settings, messages)
            taken = notice(knowledge, settings, asked)
        figures = measure(noticed, taken)
        if options.json:
            write_figures(options.json, asdict(figures))
    except EffieError as error:
        print(error.message, file=sys.stderr)
        return 2
    print(table(figures, noticed, taken))
    return 0


def notice(knowledge: KnowledgeBase, settings: Settings, rows: Sequence[Labelled]) -> list[Noticed]:
    """Return what topic each text is taken for, as a running Effie does it."""
    found = (
        retrieval
        for start in range(0, len(rows), _AT_ONCE)
        for retrieval in look_up(
            knowledge.search_all,
            [row.text for row in rows[start : start + _AT_ONCE]],
            settings.synonyms,
        )
    )
    topics = (settings.sensitive.topic_of(each.subjects) for each in found)
    return [
        Noticed(row.text, row.label, topic.name if topic else "")
        for row, topic in zip(rows, topics, strict=True)
    ]


def measure(messages: Sequence[Noticed], others: Sequence[Noticed]) -> SensitiveFigures:
    """Return the figures of messages that need care, and of others that don't."""
    topics = dict.fromkeys(each.about for each in messages)
    return SensitiveFigures(
        messages=len(messages),
        found=_share([bool(each.taken_for) for each in messages]),
        right=_share([each.taken_for == each.about for each in messages]),
        found_by_topic={
            topic: _share([bool(each.taken_for) for each in messages if each.about == topic])
            for topic in topics
        },
        questions=len(others),
        taken=_share([bool(each.taken_for) for each in others]) if others else None,
    )


def table(figures: SensitiveFigures, messages: Sequence[Noticed], others: Sequence[Noticed]) -> str:
    """Return the figures as people read them, with what was missed and what was taken."""
    lines = [
        f"{figures.messages:,} messages that need care",
        f"  {'noticed':<38}{figures.found:>8.1%}",
        f"  {'taken for the topic they are about':<38}{figures.right:>8.1%}",
        *(f"    {topic:<36}{share:>8.1%}" for topic, share in figures.found_by_topic.items()),
        *(f"  missed: {each.text}" for each in messages if not each.taken_for),
    ]
    if figures.taken is None:
        return "\n".join(lines)
    taken = [each for each in others if each.taken_for]
    return "\n".join(
        [
            *lines,
            f"other questions: {figures.questions:,}",
            f"  {'taken for one that needs care':<38}{figures.taken:>8.2%}",
            *(f"  as {each.taken_for}: {each.text}" for each in taken[:_MAX_NAMED]),
        ]
    )


def _refuse_unknown_topics(path: Path, rows: Sequence[Labelled], settings: Settings) -> None:
    known = settings.sensitive.topics
    for row in rows:
        if row.label not in known:
            problem = f"there is no topic '{row.label}' in sensitive.yml; it has {', '.join(known)}"
            raise Fault(path.name, row.line, f"{problem}.")


@contextmanager
def _serving(settings: Settings) -> Iterator[KnowledgeBase]:
    knowledge = KnowledgeBase(
        FolderArticles(articles_folder()),
        encoder_name(),
        var_folder(),
        subjects=lambda: settings.subjects,
    )
    knowledge.start()
    try:
        yield knowledge
    finally:
        knowledge.stop()


def _share(values: Sequence[bool]) -> float:
    return sum(values) / len(values) if values else 0.0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="evaluate-sensitive", description=__doc__)
    parser.add_argument(
        "--messages", type=Path, default=OUR_MESSAGES, help="CSV with text,label: the topic"
    )
    parser.add_argument("--questions", type=Path, help="CSV with text,label: of articles")
    parser.add_argument("--but", nargs="*", default=[], help="labels whose questions don't count")
    parser.add_argument("--json", type=Path, help="where to write the figures")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
