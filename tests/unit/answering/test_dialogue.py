"""The state that one message leaves to the next."""

from __future__ import annotations

from core.answering import Dialogue, Hit, Pending, Retrieval

ANSWERED = Dialogue().asked("where is my card").answered("card_arrival")


def found(question: str, slug: str) -> Retrieval:
    return Retrieval(question, (Hit(slug, slug, 0.9),))


def test_an_answer_waits_for_whether_it_helped() -> None:
    assert ANSWERED.pending is Pending.HELPED
    assert ANSWERED.just_shown == ("card_arrival",)
    assert ANSWERED.had_request


def test_two_answers_are_both_just_shown_in_their_order() -> None:
    both = ANSWERED.asked("two at once").answered("fees", "change_pin")
    assert both.just_shown == ("change_pin", "fees")
    assert both.shown == ("card_arrival", "change_pin", "fees")


def test_an_article_shown_again_moves_to_the_end_and_stands_there_once() -> None:
    assert ANSWERED.answered("fees").answered("card_arrival").shown == ("fees", "card_arrival")


def test_after_something_else_was_said_nothing_counts_as_just_shown() -> None:
    assert ANSWERED.awaiting(None).just_shown == ()
    assert ANSWERED.awaiting(Pending.CLARIFY).just_shown == ()
    assert ANSWERED.awaiting(Pending.COMMENT).just_shown == ("card_arrival",)


def test_help_forgets_the_failures_and_carrying_on_keeps_what_was_tried() -> None:
    failed = ANSWERED.failed("card_arrival", "", "card_arrival").failed("fees")
    assert (failed.failures, failed.tried) == (2, ("card_arrival", "fees"))
    assert (failed.helped().failures, failed.helped().tried) == (0, ())
    assert (failed.carried_on().failures, failed.carried_on().tried) == (0, failed.tried)


def test_typing_again_instead_of_pressing_a_button_is_a_failure() -> None:
    asked = Dialogue().asked("why was i charged").awaiting(Pending.CLARIFY)
    assert asked.facing(found("the fee i mean", "fees")).failures == 1


def test_only_other_words_that_lead_to_the_same_article_say_that_it_did_not_help() -> None:
    assert ANSWERED.facing(found("when does it get here", "card_arrival")).tried == (
        "card_arrival",
    )
    assert ANSWERED.facing(found(" Where is MY card", "card_arrival")) == ANSWERED
    assert ANSWERED.facing(found("change my pin", "change_pin")) == ANSWERED
