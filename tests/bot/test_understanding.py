from __future__ import annotations

from bot.understanding import Vocabulary, is_question, learn_vocabulary, words_of

EXAMPLES = [
    ("hello there", "greet"),
    ("hi", "greet"),
    ("thank you", "thanks"),
    ("that did not work", "not_helped"),
    ("still the same problem", "not_helped"),
    ("4 out of 5", "effort_rating"),
    ("haha", "small_talk"),
    ("how do I pay with my card", "question"),
]
SURE = 0.9


def asks(text: str, guess: str, confidence: float = 0.99) -> bool:
    unknown = learn_vocabulary(EXAMPLES).unknown(text, guess)
    return is_question(text, unknown, confidence, SURE)


def test_what_an_intents_own_words_express_is_no_question() -> None:
    assert not asks("that did not work", "not_helped")


def test_courtesies_around_small_talk_do_not_make_it_a_question() -> None:
    assert not asks("Hello, that did not work, thank you!", "not_helped")


def test_a_matter_of_its_own_is_a_question_however_sure_the_classifier_is() -> None:
    assert asks("the activation process did not work", "not_helped", confidence=1.0)


def test_a_question_between_hello_and_thanks_is_a_question() -> None:
    assert asks("hello there, cancel my order, thank you", "greet")


def test_one_unknown_word_is_let_pass_only_when_the_classifier_is_sure() -> None:
    assert not asks("hello there Effie", "greet", confidence=0.95)
    assert asks("hello there Effie", "greet", confidence=0.85)


def test_a_single_word_nobody_taught_is_a_question() -> None:
    assert asks("refund", "affirm", confidence=1.0)


def test_a_number_outside_the_scale_is_no_effort_score() -> None:
    assert not asks("4", "effort_rating")
    assert asks("it did not work 48213", "not_helped", confidence=1.0)
    assert asks("4 out of 48213", "effort_rating", confidence=1.0)


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
    assert not asks("👍", "small_talk")
