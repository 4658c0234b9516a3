"""Simulated customers teach a small knowledge base, with vectors that are made of words alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from hashlib import sha256
from random import Random

import numpy as np

from commands.files.labelled import Labelled
from commands.learning import Point, Shop
from core.answering import Thresholds
from core.articles import Article
from core.wording import Synonyms
from knowledge_base.authoring import same_questions
from knowledge_base.encoding import Vectors

TOPICS = {
    "pin": "pin code digits forgotten secret keypad change new four",
    "fees": "fee cost charge price percent month pay expensive",
    "delivery": "post letter arrive envelope late mail courier wait",
    "limits": "limit most maximum allowed day withdraw ceiling raise",
    "refund": "refund back shop returned money seller credit cancelled",
    "travel": "abroad holiday country foreign journey visa airport trip",
    "login": "password sign screen locked phone app device face",
    "account": "close open account owner name address statement proof",
}


class WordVectors:
    """An encoder: each word has a fixed direction, a text the sum of its words'."""

    identity = "words"

    def encode(self, texts: Sequence[str]) -> Vectors:
        return np.stack([self._vector(text) for text in texts])

    def _vector(self, text: str) -> Vectors:
        total = np.zeros(64, dtype=np.float32)
        for word in re.findall(r"\w+", text.lower()):
            seed = int.from_bytes(sha256(word.encode()).digest()[:4], "big")
            total += np.random.default_rng(seed).standard_normal(64).astype(np.float32)
        return total / max(float(np.linalg.norm(total)), 1e-9)


def an_article(slug: str, words: str) -> Article:
    questions = (" ".join(words.split()[:2]),)
    return Article(slug, slug, questions, (), "everyone", (), date.max, "", "", ())


def ask(number: int) -> list[Labelled]:
    """Return so many questions of each topic, each of three of its words."""
    random = Random(7)
    return [
        Labelled(" ".join(random.sample(words.split(), 3)), slug, 0)
        for _ in range(number)
        for slug, words in TOPICS.items()
    ]


def test_what_customers_press_and_say_helped_makes_more_answers_right() -> None:
    rows = ask(30)
    contacts, measured = rows[: len(rows) // 2], rows[len(rows) // 2 :]
    articles = [an_article(slug, words) for slug, words in TOPICS.items()]
    shop = Shop(articles, WordVectors(), Thresholds(0.75, 0.15, 0.02), Synonyms())

    def point() -> Point:
        return Point.of(0, measured, shop.answer([row.text for row in measured]))

    before = point()
    for start in range(0, len(contacts), 40):
        shop.day(contacts[start : start + 40])
    after = point()
    assert after.answered_right > before.answered_right + 0.1
    assert after.answered_wrong <= 0.05
    right = {(row.text, row.label) for row in rows}
    assert shop.accepted
    assert all((each.words, each.article) in right for each in shop.accepted)
    assert shop.minutes_of_a_manager > 3


def test_wordings_are_put_together_alike_one_by_one_and_all_at_once() -> None:
    words = [row.text for row in ask(5)] + ["late letter post", "post late letter"]
    encode = WordVectors().encode
    places = same_questions(words, [], encode)
    assert places[-1] == places[-2], "the same words in another order"
    firsts: list[str] = []
    for each, place in zip(words, places, strict=True):
        (own,) = same_questions([each], firsts, encode)
        if own == len(firsts):
            firsts.append(each)
        assert firsts[own] == words[place]
