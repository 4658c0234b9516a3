"""Subjects found by what texts mean: an encoder of a few words shows what decides."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from core.subjects import Subject, SubjectKind, surest
from knowledge_base.encoding import Vectors
from knowledge_base.subjects import SubjectIndex

WORDS = ("card", "pin", "transfer", "lost", "hours", "open", "closed", "today", "limit", "fee")


class BagOfWords:
    """Vectors that count a few words."""

    identity = "bag"

    def encode(self, texts: Sequence[str]) -> Vectors:
        counts = np.array([[text.count(word) for word in WORDS] for text in texts], np.float32)
        counts = counts.reshape(len(texts), len(WORDS))
        return np.asarray(counts / np.maximum(1e-9, np.linalg.norm(counts, axis=1, keepdims=True)))


HOURS = Subject(
    SubjectKind.FACT, "hours", ("your hours", "open today", "are you closed today", "hours today")
)
BOMB = Subject(SubjectKind.SENSITIVE, "threat", phrases=("a bomb",))
ARTICLES = (
    "lost card", "card pin", "pin of my card", "transfer limit", "limit of a transfer", "card fee",
    "transfer fee", "lost my card", "fee for a card", "card limit", "limit and fee", "pin limit",
)  # fmt: skip
INDEX = SubjectIndex.build([BOMB, HOURS], ARTICLES, BagOfWords())


def test_what_means_the_same_as_the_examples_is_about_the_subject() -> None:
    found = surest(INDEX.find("when are you open, and closed?"), SubjectKind.FACT)
    assert found is not None
    assert found.name == "hours"


def test_a_question_of_an_article_is_about_no_subject() -> None:
    assert all(not hit.is_sure for text in ARTICLES for hit in INDEX.find(text))


def test_what_is_like_no_example_is_about_no_subject() -> None:
    assert INDEX.find("hello there") == ()
    assert INDEX.find("   ") == ()


def test_a_phrase_decides_whatever_the_rest_is_about() -> None:
    first = INDEX.find("there is a bomb, and i lost my card")[0]
    assert (first.name, first.confidence) == ("threat", 1.0)


def test_only_the_kinds_asked_for_count() -> None:
    assert surest(INDEX.find("open today"), SubjectKind.SENSITIVE, SubjectKind.ATTACK) is None


def test_without_examples_or_articles_there_are_still_phrases() -> None:
    assert SubjectIndex.build([], [], BagOfWords()).find("a bomb") == ()
    assert SubjectIndex.build([BOMB], [], BagOfWords()).find("a bomb")[0].name == "threat"
    assert SubjectIndex.build([BOMB, HOURS], [], BagOfWords()).find("a bomb")[0].name == "threat"


DEATH = Subject(SubjectKind.SENSITIVE, "death", ("lost closed", "closed lost today", "lost today"))
CARE = SubjectIndex.build([DEATH], ARTICLES, BagOfWords())


@pytest.mark.parametrize("text", ["closed and lost", "today they closed what was lost"])
def test_what_means_a_sensitive_subject_is_noticed_without_its_words(text: str) -> None:
    assert surest(CARE.find(text), SubjectKind.SENSITIVE) is not None


def test_few_words_that_are_hardly_like_a_sensitive_subject_call_nobody() -> None:
    assert surest(CARE.find("open hours today"), SubjectKind.SENSITIVE) is None
