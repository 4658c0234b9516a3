"""When words count as a question, whatever the classifier took them for.

The classifier knows small talk well but has never seen a company's own words, so "the activation
process did not work" looks to it like "that did not work". This component stands behind it and
asks what else was said: words that none of the taken intent's examples use make it a question.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

QUESTION = "question"
COURTESIES = ("greet", "thanks")  # may stand around anything
_COMMON_TO = 3  # a word that so many intents use says nothing about any of them
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_REPEATED_LETTER = re.compile(r"(.)\1+")
_REPEATED_SYLLABLE = re.compile(r"(..)\1+")


@dataclass(frozen=True)
class Vocabulary:
    """The words each intent is expressed with, courtesies and common words included."""

    words: Mapping[str, frozenset[str]]

    def unknown(self, text: str, intent: str) -> tuple[str, ...]:
        """Return the words of a text that no example of this intent uses."""
        known = self.words.get(intent, frozenset())
        return tuple(word for word in words_of(text) if word not in known)


def learn_vocabulary(examples: Iterable[tuple[str, str]]) -> Vocabulary:
    """Collect the vocabulary of every intent but `question` from (text, intent) examples."""
    own: dict[str, set[str]] = defaultdict(set)
    for text, intent in examples:
        if intent != QUESTION:
            own[intent].update(words_of(text))
    spread = Counter(word for words in own.values() for word in words)
    shared = {word for word, intents in spread.items() if intents >= _COMMON_TO}
    shared.update(*(own[intent] for intent in COURTESIES if intent in own))
    return Vocabulary({intent: frozenset(words | shared) for intent, words in own.items()})


def is_question(text: str, unknown: tuple[str, ...], confidence: float, sure: float) -> bool:
    """Tell whether a message taken for small talk and the like is a question after all.

    One unknown word among several may be a name or a slip of the keyboard, if the classifier is
    `sure`. Two are a matter of their own, and so is a single word, or a number: of an order, say.
    """
    if not unknown:
        return False
    if len(unknown) > 1 or len(words_of(text)) == 1 or any(map(str.isdecimal, unknown[0])):
        return True
    return confidence < sure


def words_of(text: str) -> tuple[str, ...]:
    """Return the words in lower case, repetitions dropped: "hellooo" is "helo", "haha" is "ha"."""
    plain = text.lower().replace("’", "'")
    return tuple(_word(match) for match in _WORD.findall(plain))


def _word(match: str) -> str:
    if match.isdecimal():
        return match
    letters = _REPEATED_LETTER.sub(r"\1", match.replace("'", ""))
    return _REPEATED_SYLLABLE.sub(r"\1", letters)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class QuestionsFirst(GraphComponent, IntentClassifier):
    """Turns a guess into `question` if the message says anything the guess does not explain."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"sure": 0.9}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> QuestionsFirst:
        return cls(config, model_storage, resource, Vocabulary({}))

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> QuestionsFirst:
        with model_storage.read_from(resource) as folder:
            stored = json.loads((folder / "vocabulary.json").read_text(encoding="utf-8"))
        words = {intent: frozenset(words) for intent, words in stored.items()}
        return cls(config, model_storage, resource, Vocabulary(words))

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        vocabulary: Vocabulary,
    ) -> None:
        self._sure = float(config["sure"])
        self._model_storage = model_storage
        self._resource = resource
        self._vocabulary = vocabulary

    def train(self, training_data: TrainingData) -> Resource:
        examples = ((e.get(TEXT), e.get(INTENT)) for e in training_data.intent_examples)
        self._vocabulary = learn_vocabulary((text, intent) for text, intent in examples if text)
        stored = {intent: sorted(words) for intent, words in self._vocabulary.words.items()}
        with self._model_storage.write_to(self._resource) as folder:
            (folder / "vocabulary.json").write_text(json.dumps(stored), encoding="utf-8")
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            text, guess = message.get(TEXT), message.get(INTENT)
            name, confidence = guess[INTENT_NAME_KEY], guess[PREDICTED_CONFIDENCE_KEY]
            if name == QUESTION:
                continue
            unknown = self._vocabulary.unknown(text, name)
            if is_question(text, unknown, confidence, self._sure):
                verdict = {INTENT_NAME_KEY: QUESTION, PREDICTED_CONFIDENCE_KEY: 1.0}
                message.set(INTENT, verdict, add_to_output=True)
        return messages
