"""Of several sentences, the one that asks is looked up by itself."""

from __future__ import annotations

from core.answering import Answer, Clarify, HandOff, Intent, Reason, Retrieval
from core.answering.asking_part import MAX_PARTS, parts_that_ask, with_parts
from core.conversations import Hit
from tests.support.interpreting import World, interpreted, situation_of

STORY = "We are in Rome. It rains. How do I change the PIN of my card?"
ASKED = "How do I change the PIN of my card?"


def test_one_sentence_is_looked_up_as_it_is() -> None:
    assert parts_that_ask("how do I change my PIN") == ()
    assert parts_that_ask("") == ()


def test_the_sentence_that_asks_is_looked_up_wherever_it_stands() -> None:
    for message in (STORY, f"{ASKED} We are in Rome. It rains."):
        assert ASKED in parts_that_ask(message)


def test_a_short_question_is_read_with_the_sentence_before() -> None:
    parts = parts_that_ask("All worked. Now I'd like a spare card. Is that possible?")
    assert "Now I'd like a spare card. Is that possible?" in parts


def test_a_story_without_a_question_ends_with_what_is_wrong() -> None:
    parts = parts_that_ask("I was in a shop. I paid for a lamp. The money left my account twice.")
    assert "The money left my account twice." in parts


def test_a_question_after_a_comma_counts_as_a_sentence() -> None:
    assert "what currencies do you have" in parts_that_ask(
        "not sure if I am right here, what currencies do you have"
    )


def test_a_long_story_is_bounded() -> None:
    assert len(parts_that_ask(" ".join(f"Can I do thing {n}?" for n in range(30)))) <= MAX_PARTS
    assert parts_that_ask("What now? " * 200) == ()


def test_an_article_is_as_likely_as_the_surest_part_says() -> None:
    whole = Retrieval(STORY, (Hit("a", "A", 0.4), Hit("b", "B", 0.3)))
    found = with_parts(whole, [Retrieval(ASKED, (Hit("b", "B", 0.9), Hit("a", "A", 0.1)))])
    assert [(hit.slug, hit.confidence) for hit in found.hits] == [("b", 0.9), ("a", 0.4)]
    assert found.question == STORY


def test_a_story_around_a_question_gets_the_answer_of_the_question() -> None:
    world = World({STORY: {"weather": 0.3, "change_pin": 0.2}, ASKED: {"change_pin": 0.9}})
    plan, _ = interpreted(situation_of(Intent.QUESTION, STORY), world)
    assert isinstance(plan.act, Answer)
    assert plan.act.hit.slug == "change_pin"
    assert plan.dialogue.last_question == STORY


def test_a_whole_that_is_surely_answered_is_not_taken_apart() -> None:
    world = World({STORY: {"change_pin": 0.8}, ASKED: {"other": 0.95}})
    plan, _ = interpreted(situation_of(Intent.QUESTION, STORY), world)
    assert isinstance(plan.act, Answer)
    assert plan.act.hit.slug == "change_pin"


def test_a_topic_taken_for_a_call_for_a_person_gets_its_articles() -> None:
    world = World({"transfer": {"transfer times": 0.4, "transfer fees": 0.3}})
    plan, _ = interpreted(situation_of(Intent.ASK_PERSON, "transfer"), world)
    assert isinstance(plan.act, Clarify)
    for call in ("transfer me to a person", "a human please", "agent"):
        world = World({call: {"transfer times": 0.4}})
        plan, _ = interpreted(situation_of(Intent.ASK_PERSON, call), world)
        assert plan.act == HandOff(Reason.ASKED)
