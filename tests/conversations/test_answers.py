"""What customers are told, through the running assistant."""

from __future__ import annotations

import pytest

from tests.support.agent import Agent
from tests.support.customer import Customer, choices, kinds


@pytest.fixture
def customer(stack) -> Customer:
    return Customer(stack.web_url)


def test_a_question_gets_the_right_article_its_steps_and_what_people_ask_next(
    customer: Customer,
) -> None:
    replies = customer.say("my new card hasn't been delivered yet, where is it?")
    assert kinds(replies) == ["answer", "helped", "next"]
    answer = replies[0]["content"]
    assert answer["article"]["slug"] == "card_arrival"
    assert answer["article"]["url"] == "/help/card_arrival"
    assert answer["presentation"] == "steps"
    assert 1 <= len(choices(replies[2:])) <= 3
    assert "evidence" not in answer, "how sure the bot was is for staff only"


@pytest.mark.parametrize(
    "question",
    [
        "hi, how do i change the pin of my card?",
        "Hello there! how do i change the pin of my card? Thanks a lot",
        "how do i change the pin of my card, thank you",
        "yes but how do i change the pin of my card",
    ],
)
def test_a_real_question_is_answered_whatever_courtesy_stands_around_it(
    customer: Customer, question: str
) -> None:
    assert customer.say(question)[0]["content"]["article"]["slug"] == "change_pin"


@pytest.mark.parametrize(
    "words", ["hello", "thanks!", "are you a robot?", "how are you today?", "good morning"]
)
def test_small_talk_gets_words_and_no_article(customer: Customer, words: str) -> None:
    replies = customer.say(words)
    assert set(kinds(replies)) == {""}


def test_pressing_a_next_question_shows_that_article(customer: Customer) -> None:
    first = customer.say("how do i change the pin of my card?")
    offered = choices(first[2:])[0]
    replies = customer.press(offered)
    assert f"article:{replies[0]['content']['article']['slug']}" == offered


def see_waiting(customer: Customer) -> None:
    """The customer's page learns of a handoff a moment after the words that announce it."""
    customer.wait_until(lambda: (customer.state.get("handoff") or {}).get("state") == "waiting")


def test_the_second_failure_in_a_row_brings_a_person_and_no_third_rephrase(
    customer: Customer,
) -> None:
    customer.say("how do i change the pin of my card?")
    first = customer.press("helped:no")
    assert "handoff" not in kinds(first)
    second = customer.say("no, that is not it, that didn't help either")
    assert kinds(second)[-1] == "handoff"
    see_waiting(customer)


def test_a_question_nothing_fits_goes_to_a_person_with_an_honest_wait(
    stack, customer: Customer
) -> None:
    sam = Agent(stack.web_url, "sam@tern.example", stack.demo_password)
    sam.wait_until_seen()
    replies = customer.say("do you give mortgages for houseboats?")
    (handoff,) = [r["content"] for r in replies if r["content"].get("kind") == "handoff"]
    soonest, latest = handoff["minutes"]
    assert 0 < soonest < latest
    assert "cancel_handoff" in choices(replies)
    assert all(channel["label"] != "person" for channel in handoff["channels"])
    sam.go()


def test_an_upset_customer_gets_a_person_at_once(customer: Customer) -> None:
    replies = customer.say("this is ridiculous, I am sick of this!! where is my money")
    assert kinds(replies)[-1] == "handoff"


def test_asking_for_a_person_can_be_taken_back(customer: Customer) -> None:
    customer.say("can I talk to a real person please")
    customer.wait_until(lambda: bool(customer.state.get("handoff")))
    customer.press("cancel_handoff")
    customer.wait_until(lambda: customer.state["handoff"] is None)
    assert customer.say("how do i change the pin of my card?")[0]["content"]["kind"] == "answer"


def test_whoever_waits_for_a_person_still_gets_what_the_bot_is_sure_of(
    customer: Customer,
) -> None:
    customer.say("can I talk to a real person please")
    sure = customer.say("how do i change the pin of my card?")
    assert kinds(sure)[0] == "answer"
    unsure = customer.say("the thing with the other thing")
    assert kinds(unsure) == [""]
    see_waiting(customer)


def test_saying_goodbye_asks_for_the_effort_once(customer: Customer) -> None:
    customer.say("how do i change the pin of my card?")
    replies = customer.say("bye")
    (survey,) = [r for r in replies if r["content"].get("kind") == "survey"]
    assert survey["text"] == (
        "How much effort did you personally have to put forth to handle your request?"
    )
    assert choices([survey]) == [f"effort:{score}" for score in range(1, 6)]
    thanks = customer.press("effort:2")
    assert "survey_comment" in kinds(thanks)
    assert "survey" not in kinds(customer.say("bye bye"))


@pytest.mark.parametrize("comment", ["too many words", "far too many words to read honestly"])
def test_a_comment_typed_instead_of_put_into_its_box_is_kept_as_one(
    stack, customer: Customer, comment: str
) -> None:
    customer.say("how do i change the pin of my card?")
    customer.say("bye")
    customer.press("effort:4")
    assert "handoff" not in kinds(customer.say(comment))
    survey = stack.survey(customer.conversation)
    assert survey.comment == comment


def test_greeting_someone_who_waits_tells_them_about_the_wait(customer: Customer) -> None:
    customer.say("can I talk to a real person please")
    assert kinds(customer.say("hello"))[-1] == "handoff"


def test_a_short_follow_up_is_read_with_the_question_before_it(customer: Customer) -> None:
    customer.say("my new card hasn't been delivered yet, where is it?")
    assert "handoff" not in kinds(customer.say("and if it doesn't come?"))


def test_two_questions_in_one_message_get_two_answers_and_one_question_whether_they_helped(
    customer: Customer,
) -> None:
    replies = customer.say("how do i change my pin? and when does my new card arrive?")
    assert kinds(replies) == ["answer", "answer", "helped", "next"]
    shown = [reply["content"]["article"]["slug"] for reply in replies[:2]]
    assert shown == ["change_pin", "card_arrival"]
    assert "handoff" not in kinds(customer.press("helped:no"))


def test_a_word_alone_is_asked_about(customer: Customer) -> None:
    assert kinds(customer.say("pin")) == ["clarify"]


@pytest.mark.parametrize(
    "said", ["I have a withdrawal waiting to go through", "the transfer I cancelled is waiting"]
)
def test_a_matter_of_the_bank_that_sounds_like_leaving_the_queue_keeps_the_place_in_it(
    customer: Customer, said: str
) -> None:
    customer.say("can I talk to a real person please")
    customer.wait_until(lambda: bool(customer.state.get("handoff")))
    customer.say(said)
    see_waiting(customer)


def test_an_answer_that_helped_ends_with_the_effort_question(customer: Customer) -> None:
    customer.say("how do i change the pin of my card?")
    assert "survey" in kinds(customer.press("helped:yes"))


def test_a_number_is_a_score_only_while_the_effort_question_is_open(
    customer: Customer,
) -> None:
    assert "survey_comment" not in kinds(customer.say("4"))
    customer.say("how do i change the pin of my card?")
    customer.say("goodbye")
    assert "survey_comment" in kinds(customer.say("4"))


def test_segments_are_shown_answers_their_own_way(stack) -> None:
    identity = stack.identity(sub="c-tom", name="Tom", segment="expert")
    tom = Customer(stack.web_url, identity)
    answer = tom.say("how do i change the pin of my card?")[0]["content"]
    assert answer["presentation"] == "short"
