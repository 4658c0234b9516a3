"""What became of each question, read off a transcript."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

from core.content_gaps import GapKind, LoggedQuestion, kind_of, log_questions
from core.conversations import Author, Utterance

BEGAN = datetime(2026, 3, 2, 9, 30, tzinfo=timezone.utc)
Said = tuple[Author, str, dict[str, Any]]


def log(*said: Said) -> tuple[LoggedQuestion, ...]:
    return log_questions(
        [
            Utterance(
                event=str(number),
                conversation="one",
                author=author,
                text=text,
                at=BEGAN + timedelta(minutes=number),
                content=content,
                seq=number + 1,
            )
            for number, (author, text, content) in enumerate(said)
        ]
    )


def customer(text: str, choice: str = "") -> Said:
    return Author.CUSTOMER, text, {"choice": choice} if choice else {}


def decided(
    decision: str, best: str = "", intent: str = "question", reason: str = "", **content: Any
) -> Said:
    hits = [{"slug": best, "title": best, "confidence": 0.6}] if best else []
    evidence = {"decision": decision, "reason": reason, "hits": hits, "intent": intent}
    return Author.BOT, "…", {**content, "evidence": evidence}


def answer(slug: str, reason: str = "", intent: str = "question") -> Said:
    article = {"slug": slug, "title": slug, "url": f"/help/{slug}"}
    return decided("answer", slug, intent, reason, kind="answer", article=article)


def buttons(*slugs: str) -> list[dict[str, str]]:
    return [{"title": slug, "choice": f"article:{slug}"} for slug in slugs]


def clarify(*slugs: str, intent: str = "question") -> Said:
    return decided("clarify", slugs[0], intent, kind="clarify", buttons=buttons(*slugs))


def following(*slugs: str) -> Said:
    return Author.BOT, "People usually ask next", {"kind": "next", "buttons": buttons(*slugs)}


def hand_off(reason: str, intent: str = "question") -> Said:
    return decided("hand_off", reason=reason, intent=intent)


def test_an_answer_that_helped_is_followed_by_the_next_question_it_led_to() -> None:
    first, second = log(
        customer("where is my card"),
        answer("card_arrival"),
        following("card_delivery_estimate"),
        customer("Yes", "helped:yes"),
        customer("How long delivery takes", "article:card_delivery_estimate"),
        answer("card_delivery_estimate", "chosen", "choose_article"),
    )
    assert (first.decision, first.article, first.confidence) == ("answer", "card_arrival", 0.6)
    assert (first.seq, first.helped, first.next_taken) == (1, True, "card_delivery_estimate")
    assert (second.wordless, second.article, second.helped) == (
        True,
        "card_delivery_estimate",
        None,
    )


def test_the_first_word_about_an_article_counts() -> None:
    (row,) = log(
        customer("where is my card"),
        answer("card_arrival"),
        customer("No", "helped:no"),
        decided("ask_again", intent="not_helped"),
        customer("Yes", "helped:yes"),
    )
    assert row.helped is False


def test_a_yes_in_words_counts_as_the_button_does() -> None:
    (row,) = log(
        customer("where is my card"),
        answer("card_arrival"),
        customer("yes, thank you"),
        (Author.BOT, "Glad to hear it.", {"helped": True}),
    )
    assert row.helped is True


def test_the_article_picked_from_its_buttons_belongs_to_the_question() -> None:
    (row,) = log(
        customer("my card"),
        clarify("card_arrival", "lost_card"),
        customer("Lost card", "article:lost_card"),
        answer("lost_card", "chosen", "choose_article"),
        customer("Yes", "helped:yes"),
    )
    assert (row.decision, row.article, row.helped) == ("clarify", "lost_card", True)
    assert not row.clarified_in_vain


def test_refusing_every_button_is_a_clarification_in_vain() -> None:
    for refusal in (customer("Something else", "something_else"), customer("none of these")):
        (row,) = log(
            customer("my card"),
            clarify("card_arrival", "lost_card"),
            refusal,
            decided("ask_again", intent="something_else"),
        )
        assert row.clarified_in_vain


def test_a_second_clarification_says_that_the_first_was_in_vain_and_a_clear_answer_does_not() -> (
    None
):
    first, second = log(
        customer("my card"), clarify("card_arrival"), customer("that thing"), clarify("lost_card")
    )
    assert (first.clarified_in_vain, second.clarified_in_vain) == (True, False)
    first, second = log(
        customer("my card"), clarify("card_arrival"), customer("a stolen card"), answer("lost_card")
    )
    assert (first.clarified_in_vain, second.article) == (False, "lost_card")


def test_other_words_that_lead_to_the_article_just_shown_say_that_it_was_not_the_answer() -> None:
    first, second = log(
        customer("where is my card"),
        answer("card_arrival"),
        customer("but it has still not come"),
        decided("clarify", "card_arrival", kind="clarify", buttons=buttons("lost_card")),
    )
    assert (first.helped, second.helped) == (False, None)


def test_a_person_is_called_after_every_question_since_something_helped() -> None:
    rows = log(
        customer("where is my card"),
        answer("card_arrival"),
        customer("Yes", "helped:yes"),
        customer("can I pay with shells"),
        decided("ask_again"),
        customer("sea shells as money"),
        hand_off("failed_twice"),
        customer("are you there?"),
        decided("keep_waiting"),
    )
    assert [(row.decision, row.handoff) for row in rows] == [
        ("answer", ""),
        ("ask_again", "failed_twice"),
        ("hand_off", "failed_twice"),
    ]
    assert rows[2].handed_off


def test_asking_for_a_person_and_signs_alone_are_no_questions() -> None:
    (row,) = log(
        customer("where is my card"),
        answer("card_arrival"),
        customer("👎"),
        decided("ask_again", intent="question"),
        customer("a person please"),
        hand_off("asked", intent="ask_person"),
    )
    assert (row.helped, row.handoff) == (False, "asked")


def test_what_was_said_to_an_agent_is_no_question_to_the_bot() -> None:
    assert log(customer("hello"), (Author.AGENT, "Hi, I'm Sam.", {}), customer("my card?")) == ()


def test_evidence_of_another_shape_stops_nothing() -> None:
    broken = {"decision": "answer", "hits": ["x"], "intent": None}
    (row,) = log(customer("my card"), (Author.BOT, "…", {"evidence": broken, "article": "x"}))
    assert (row.decision, row.article, row.confidence) == ("ask_again", "", 0.0)


def test_what_is_said_of_two_answers_to_one_message_is_said_of_both() -> None:
    first_answer, second_answer = answer("card_arrival", "two_questions"), answer("fees")
    del second_answer[2]["evidence"]
    first, second = log(
        customer("where is my card and what does it cost"),
        first_answer,
        second_answer,
        customer("No", "helped:no"),
        hand_off("failed_twice", "not_helped"),
    )
    assert (first.article, first.helped, first.wordless) == ("card_arrival", False, False)
    assert (second.article, second.helped, second.wordless) == ("fees", False, True)
    assert (first.seq, second.seq) == (1, 3), "each has a place of its own"
    assert first.question == second.question
    assert first.handoff == second.handoff == "failed_twice"


def test_a_clarification_that_nobody_took_up_is_abandoned_whatever_came_after() -> None:
    left = log(customer("why was i charged"), clarify("fees", "twice"))
    went_on = log(customer("why"), clarify("fees"), customer("my pin"), answer("pin"))
    asked = (customer("why"), clarify("fees"))
    picked = log(*asked, customer("Fees", "article:fees"), answer("fees", "chosen"))
    refused = log(*asked, customer("No", "something_else"), decided("ask_again"))
    assert [row.abandoned for row in left] == [True]
    assert [row.abandoned for row in went_on] == [True, False]
    assert not any(row.abandoned for row in (*picked, *refused))
    assert kind_of(left[0]) is GapKind.CLARIFIED


def test_what_needs_care_is_logged_as_that_and_shows_no_gap_and_no_answer_in_vain() -> None:
    care = Author.BOT, "…", {"evidence": {**SENSITIVE, "decision": "hand_off"}}
    asked, said = log(customer("my pin"), answer("pin"), customer("i want to die"), care)
    assert (said.reason, said.handoff) == ("sensitive", "sensitive")
    assert (asked.handoff, asked.helped) == ("", None)
    assert kind_of(said) is None


def test_what_is_not_ours_is_logged_as_that_whatever_rasa_took_it_for() -> None:
    line = decided("decline", intent="deny", reason="off_topic")
    asked, said = log(customer("my pin"), answer("pin"), customer("no, a joke"), line)
    assert (said.decision.value, said.reason) == ("decline", "off_topic")
    assert asked.helped is None
    assert kind_of(said) is None


def test_who_is_offered_a_person_where_no_article_fits_shows_a_gap() -> None:
    (asked,) = log(customer("a loan"), decided("offer_person", reason="nothing_fits"))
    assert kind_of(asked) is GapKind.NO_ANSWER


SENSITIVE = {"reason": "sensitive", "sensitive": "self_harm", "hits": [], "intent": "deny"}


def test_a_message_that_was_decided_on_twice_is_one_question() -> None:
    questions = log(
        customer("where is my card"), answer("card_arrival"), answer("lost_card"), customer("No")
    )
    assert [(each.seq, each.article) for each in questions] == [(1, "card_arrival")]
    (asked,) = log(customer("why was i charged"), clarify("fees", "twice"), decided("ask_again"))
    assert not asked.clarified_in_vain, "what is decided again says nothing of what was offered"
