"""What the product is measured with besides single questions: conversations, sensitive messages."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from commands.conversations import Case, read_cases
from commands.conversations.cases import Sensitive

HOME = Path(__file__).parents[3]
SENSITIVE = HOME / "tests" / "data" / "sensitive.csv"
FILES = sorted((HOME / "tests" / "conversations").glob("*.yml"))
SLUGS = {file.stem for file in (HOME / "knowledge_base" / "articles").glob("*.md")}
MOST_LINES = 500
KINDS = {
    *("follow_up", "one_fact", "button_in_words", "correction", "clarification", "single"),
    *("person", "frustration", "off_topic", "attack", "nonsense", "small_talk", "survey"),
    *("sensitive", "harmless", "account", "facts", "language", "masking"),
    *("negation", "acronym", "numbers", "opener", "several_sentences", "spelling"),
}


def test_each_sensitive_topic_has_many_messages_none_of_them_twice() -> None:
    with SENSITIVE.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    topics = Counter(row["label"] for row in rows)
    assert len({row["text"].casefold() for row in rows}) == len(rows) == 300
    assert set(topics) == {each.value for each in Sensitive} - {Sensitive.NONE.value}
    assert min(topics.values()) >= 30


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_file_of_conversations_can_be_played_and_judged(file: Path) -> None:
    cases = read_cases(file)
    assert [case.name for case in cases if not any(turn.expect for turn in case.turns)] == []
    assert {slug for case in cases for slug in _slugs_of(case)} - SLUGS == set()
    assert len(file.read_text(encoding="utf-8").splitlines()) <= MOST_LINES


def test_no_two_conversations_share_a_name() -> None:
    names = Counter(case.name for file in FILES for case in read_cases(file))
    assert [name for name, count in names.items() if count > 1] == []


def test_every_kind_of_conversation_is_there_several_times() -> None:
    kinds = Counter(case.kind for file in FILES for case in read_cases(file))
    assert {kind for kind in KINDS if kinds[kind] < 5} == set()
    assert sum(kinds.values()) >= 200


def _slugs_of(case: Case) -> set[str]:
    expected = [turn.expect for turn in case.turns if turn.expect]
    pressed = [turn.press for turn in case.turns if turn.press.startswith("article:")]
    return {
        *(slug for each in expected for slug in (*each.answer, *each.offers, *each.never)),
        *(press.removeprefix("article:") for press in pressed),
    }
