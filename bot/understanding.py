"""When words count as a question, whatever the classifier took them for.

The classifier knows small talk well but has never seen a company's own words, so "the activation
process did not work" looks to it like "that did not work". And short everyday words it knows from
everywhere: "what now" could be anything. This component stands behind it and asks whether the
message is made of the taken intent's words, has the form of a question, and says anything that
is typical of that intent.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from core.answering import asks

QUESTION = "question"
COURTESIES = ("greet", "thanks")  # may stand around anything
ABOUT_US = frozenset({"ask_bot", "ask_person"})  # questions by nature
ASKING = ABOUT_US | {"greet", "small_talk"}  # may be asked, too
# What ends a chat or decides something takes more to be believed.
DECISIVE = frozenset({"helped", "goodbye", "affirm", "deny", "cancel_handoff"})
# What costs much if it was not meant: a place in the queue. No word of it may be unknown.
EXACT = frozenset({"cancel_handoff"})
_COMMON_TO = 3  # a word that so many intents use says nothing about any of them
_TYPICAL_SHARE = 0.3  # of the examples that use a word: then it is typical of their intent
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_REPEATED_LETTER = re.compile(r"(.)\1+")
_REPEATED_SYLLABLE = re.compile(r"(..)\1+")


@dataclass(frozen=True)
class Thresholds:
    """How sure the classifier must be."""

    enough: float  # if the message holds a word typical of the intent
    sure: float  # without one, with a word never seen, or for what decides something


@dataclass(frozen=True)
class Vocabulary:
    """The words each intent is expressed with, courtesies and common words included."""

    words: Mapping[str, frozenset[str]]
    typical: Mapping[str, frozenset[str]] = field(default_factory=dict)
    sayings: Mapping[str, frozenset[str]] = field(default_factory=dict)  # examples, normalised

    def unknown(self, text: str, intent: str) -> tuple[str, ...]:
        """Return the words of a text that no example of this intent uses."""
        known = self.words.get(intent, frozenset())
        return tuple(word for word in words_of(text) if word not in known)

    def is_saying(self, text: str, intent: str) -> bool:
        """Tell whether the text is one of the intent's examples, but for case and signs."""
        return " ".join(words_of(text)) in self.sayings.get(intent, frozenset())

    def is_typical(self, text: str, intent: str) -> bool:
        """Tell whether the text holds a word that is typical of the intent."""
        return not self.typical.get(intent, frozenset()).isdisjoint(words_of(text))


def learn_vocabulary(examples: Iterable[tuple[str, str]]) -> Vocabulary:
    """Collect the vocabulary of every intent but `question` from (text, intent) examples."""
    uses: dict[str, Counter[str]] = defaultdict(Counter)
    sayings: dict[str, set[str]] = defaultdict(set)
    for text, intent in examples:
        words = words_of(text)
        uses[intent].update(set(words))
        if words:
            sayings[intent].add(" ".join(words))
    everywhere = sum(uses.values(), Counter[str]())
    own = {intent: frozenset(words) for intent, words in uses.items() if intent != QUESTION}
    spread = Counter(word for words in own.values() for word in words)
    shared = {word for word, intents in spread.items() if intents >= _COMMON_TO}
    shared.update(*(own[intent] for intent in COURTESIES if intent in own))
    return Vocabulary(
        words={intent: words | shared for intent, words in own.items()},
        typical={
            intent: frozenset(
                word
                for word in own[intent]
                if uses[intent][word] >= _TYPICAL_SHARE * everywhere[word]
            )
            for intent in own
        },
        sayings={intent: frozenset(sayings[intent]) for intent in own},
    )


def is_question(
    text: str, intent: str, confidence: float, vocabulary: Vocabulary, thresholds: Thresholds
) -> bool:
    """Tell whether a message taken for small talk and the like is a question after all."""
    if intent not in ASKING and text.rstrip().endswith("?"):
        return True
    if vocabulary.is_saying(text, intent):
        return False
    unknown = vocabulary.unknown(text, intent)
    may_slip = intent not in EXACT and _may_slip(text, unknown)
    if unknown and (asks(text) or not may_slip or confidence < thresholds.sure):
        return True
    if intent not in ASKING and asks(text):
        return True
    if not words_of(text):
        return False
    must_be_sure = (
        intent in DECISIVE
        or not vocabulary.is_typical(text, intent)
        or (intent not in ABOUT_US and asks(text))
    )
    return confidence < (thresholds.sure if must_be_sure else thresholds.enough)


def _may_slip(text: str, unknown: tuple[str, ...]) -> bool:
    """Tell whether the unknown words may be a name or a slip of the keyboard.

    One among several may. Two are a matter of their own, and so is a single word, or a number: of
    an order, say.
    """
    return len(unknown) == 1 < len(words_of(text)) and not any(map(str.isdecimal, unknown[0]))


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
        return {"enough": 0.5, "sure": 0.9}

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
        vocabulary = Vocabulary(**{part: _frozen(intents) for part, intents in stored.items()})
        return cls(config, model_storage, resource, vocabulary)

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        vocabulary: Vocabulary,
    ) -> None:
        self._thresholds = Thresholds(enough=float(config["enough"]), sure=float(config["sure"]))
        self._model_storage = model_storage
        self._resource = resource
        self._vocabulary = vocabulary

    def train(self, training_data: TrainingData) -> Resource:
        examples = ((e.get(TEXT), e.get(INTENT)) for e in training_data.intent_examples)
        self._vocabulary = learn_vocabulary((text, intent) for text, intent in examples if text)
        stored = {
            part: {intent: sorted(said) for intent, said in intents.items()}
            for part, intents in vars(self._vocabulary).items()
        }
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
            if is_question(text, name, confidence, self._vocabulary, self._thresholds):
                verdict = {INTENT_NAME_KEY: QUESTION, PREDICTED_CONFIDENCE_KEY: 1.0}
                message.set(INTENT, verdict, add_to_output=True)
        return messages


def _frozen(intents: Mapping[str, Iterable[str]]) -> dict[str, frozenset[str]]:
    return {intent: frozenset(said) for intent, said in intents.items()}
