from __future__ import annotations

from pathlib import Path

import pytest
from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.constants import INTENT, TEXT

from bot.understanding import (
    Thresholds,
    Vocabulary,
    is_question,
    learn_vocabulary,
    words_of,
)

EXAMPLES = [
    ("hello there", "greet"),
    ("hi", "greet"),
    ("thank you", "thanks"),
    ("that did not work", "not_helped"),
    ("still the same problem", "not_helped"),
    ("4 out of 5", "effort_rating"),
    ("haha", "small_talk"),
    ("bye for now", "goodbye"),
    ("yes that is it", "affirm"),
    ("no not that", "deny"),
    ("nothing else, no", "goodbye"),
    ("how do I pay with my card", "question"),
]
VOCABULARY = learn_vocabulary(EXAMPLES)
DATA = Path(__file__).parents[2] / "data"
THRESHOLDS = Thresholds(enough=0.5, sure=0.9)


@pytest.fixture(scope="module")
def shipped() -> Vocabulary:
    examples = RasaFileImporter(training_data_paths=[str(DATA)]).get_nlu_data().intent_examples
    return learn_vocabulary((example.get(TEXT), example.get(INTENT)) for example in examples)


def is_asked(text: str, guess: str, confidence: float = 0.99) -> bool:
    return is_question(text, guess, confidence, VOCABULARY, THRESHOLDS)


def test_what_an_intents_own_words_express_is_no_question() -> None:
    assert not is_asked("that did not work", "not_helped")


def test_courtesies_around_small_talk_do_not_make_it_a_question() -> None:
    assert not is_asked("Hello, that did not work, thank you!", "not_helped")


def test_a_matter_of_its_own_is_a_question_however_sure_the_classifier_is() -> None:
    assert is_asked("the activation process did not work", "not_helped", confidence=1.0)


def test_a_question_between_hello_and_thanks_is_a_question() -> None:
    assert is_asked("hello there, cancel my order, thank you", "greet")


def test_one_unknown_word_is_let_pass_only_when_the_classifier_is_sure() -> None:
    assert not is_asked("hello there Effie", "greet", confidence=0.95)
    assert is_asked("hello there Effie", "greet", confidence=0.85)


def test_a_single_word_nobody_taught_is_a_question() -> None:
    assert is_asked("refund", "affirm", confidence=1.0)


def test_a_number_outside_the_scale_is_no_effort_score() -> None:
    assert not is_asked("4", "effort_rating")
    assert is_asked("it did not work 48213", "not_helped", confidence=1.0)
    assert is_asked("4 out of 48213", "effort_rating", confidence=1.0)


def test_words_of_question_examples_alone_count_as_unknown() -> None:
    assert learn_vocabulary(EXAMPLES).unknown("my card", "not_helped") == ("my", "card")


def test_a_word_that_three_intents_use_is_known_to_all() -> None:
    spread = [("so what", "a"), ("so long", "b"), ("so kind", "c"), ("no", "d")]
    assert learn_vocabulary(spread).unknown("so long", "d") == ("long",)


def test_an_intent_without_examples_knows_no_word() -> None:
    assert Vocabulary({}).unknown("hi", "greet") == ("hi",)


def test_stretched_words_are_the_same_words() -> None:
    assert words_of("Hellooo, THAT'S hahahaha 4400!") == ("helo", "thats", "ha", "4400")
    assert words_of("that’s") == words_of("thats")


def test_signs_alone_are_no_words() -> None:
    assert words_of("👍 ?! …") == ()
    assert not is_asked("👍", "small_talk")


@pytest.mark.parametrize(
    ("text", "guess", "confidence"),
    [
        ("what do i do now", "helped", 0.43),
        ("what now", "helped", 0.90),
        ("is this it?", "affirm", 0.48),
        ("does it work now", "helped", 1.0),
        ("it works?", "helped", 1.0),
        ("i have a question about that", "goodbye", 0.65),
        ("how long will that take", "goodbye", 0.57),
        ("is there anything else i can do", "goodbye", 0.81),
        ("how do i do that", "ask_bot", 0.7),
        ("what do i do", "ask_bot", 0.7),
        ("when will it work", "small_talk", 0.8),
        ("i have a problem", "helped", 0.80),
        ("problem", "helped", 0.7),
        ("it is gone", "helped", 0.7),
        ("how long", "greet", 0.6),
        ("why do you guys suck so much", "greet", 0.9),
        ("do you cover cats", "small_talk", 0.94),
        ("what is my balance", "ask_bot", 0.9),
        ("why", "affirm", 0.6),
        ("Not active", "deny", 0.7),
        ("cancel my card", "cancel_handoff", 0.8),
        ("cancel my transfer", "cancel_handoff", 0.85),
    ],
)
def test_short_everyday_questions_are_questions(
    shipped: Vocabulary, text: str, guess: str, confidence: float
) -> None:
    assert is_question(text, guess, confidence, shipped, THRESHOLDS)


@pytest.mark.parametrize(
    ("text", "guess", "confidence"),
    [
        ("how are you", "small_talk", 0.9),
        ("hello?? how are you?", "small_talk", 0.9),
        ("what are you?", "ask_bot", 0.6),
        ("so are you a bot", "ask_bot", 0.9),
        ("can I please talk to a person?", "ask_person", 0.9),
        ("can you tell me a joke", "small_talk", 0.9),
        ("yes", "affirm", 0.5),
        ("no!", "deny", 0.5),
        ("why not", "affirm", 0.5),
        ("cancel", "cancel_handoff", 0.5),
        ("yes it works", "helped", 0.95),
    ],
)
def test_what_is_asked_of_the_bot_itself_and_the_bare_acts_stand(
    shipped: Vocabulary, text: str, guess: str, confidence: float
) -> None:
    assert not is_question(text, guess, confidence, shipped, THRESHOLDS)


@pytest.mark.parametrize(
    "text",
    [
        "I have a withdrawal waiting to go through",
        "my direct debit is waiting to leave",
        "I don't want the spare card any more",
        "I no longer need the virtual card",
        "leave my account open",
        "cancel the standing order",
        "stop the standing order",
        "I changed my mind about the refund",
        "I'm tired of waiting for my pin",
    ],
)
def test_a_matter_of_the_bank_never_costs_a_place_in_the_queue(
    shipped: Vocabulary, text: str
) -> None:
    assert is_question(text, "cancel_handoff", 1.0, shipped, THRESHOLDS)


@pytest.mark.parametrize(
    "text",
    [
        "I don't want to wait for a person any more",
        "cancel the waiting please",
        "take me out of this queue",
        "never mind, I no longer need an agent",
        "I'd rather carry on with you",
    ],
)
def test_leaving_the_queue_in_words_of_its_own_stands(shipped: Vocabulary, text: str) -> None:
    assert not is_question(text, "cancel_handoff", 0.95, shipped, THRESHOLDS)


def test_what_ends_a_chat_takes_more_to_be_believed(shipped: Vocabulary) -> None:
    assert is_question("bye then now", "goodbye", 0.85, shipped, THRESHOLDS)
    assert not is_question("bye then now", "goodbye", 0.95, shipped, THRESHOLDS)
    assert not is_question("hello then now", "greet", 0.75, shipped, THRESHOLDS)


def test_a_guess_without_a_typical_word_must_be_sure(shipped: Vocabulary) -> None:
    assert not shipped.is_typical("that it is", "thanks")
    assert is_question("that it is", "thanks", 0.85, shipped, THRESHOLDS)
