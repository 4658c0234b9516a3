"""The handoff context: what an agent learns from a transcript."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

from core.answering import Reason
from core.conversations import AngryWords, Author, MoodState, Profile, Utterance, effort_so_far
from core.handoffs import (
    Gathered,
    Handoff,
    HandoffState,
    Presentation,
    Segment,
    Segments,
    handoff_context,
    reason_in_words,
)
from core.manners import Guide, Manner, Manners, Phrases

BEGAN = datetime(2026, 3, 2, 9, 30, tzinfo=timezone.utc)
NEWCOMER = Segment("newcomer", "New to Tern", Presentation.STEPS, (), "support")
EXPERT = Segment("expert", "Experienced", Presentation.SHORT, (), "support")
ANGRY = AngryWords(("this is ridiculous",))
SEGMENTS = Segments("newcomer", {"newcomer": NEWCOMER, "expert": EXPERT})


def transcript(*said: tuple[Author, str, dict[str, Any]]) -> list[Utterance]:
    return [
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


def customer(text: str, choice: str = "") -> tuple[Author, str, dict[str, Any]]:
    return Author.CUSTOMER, text, {"choice": choice} if choice else {}


def bot(text: str, **content: Any) -> tuple[Author, str, dict[str, Any]]:
    return Author.BOT, text, content


def answer(slug: str, confidence: float | None) -> tuple[Author, str, dict[str, Any]]:
    hits = [] if confidence is None else [{"slug": slug, "title": slug, "confidence": confidence}]
    article = {"slug": slug, "title": slug.title(), "url": f"/help/{slug}"}
    evidence = {"decision": "answer", "hits": hits, "intent": "question"}
    return bot("Like this.", kind="answer", article=article, evidence=evidence)


def test_the_effort_of_someone_who_never_spoke_is_nothing() -> None:
    effort = effort_so_far(transcript(bot("Hello!")))
    assert (effort.turns, effort.failed_answers, effort.first_at) == (0, 0, None)


def test_the_context_begins_with_the_first_question_and_its_time() -> None:
    effort = effort_so_far(transcript(bot("Hello!"), customer("where is my card"), customer("?")))
    assert effort.first_question == "where is my card"
    assert effort.first_at == BEGAN + timedelta(minutes=1)
    assert effort.turns == 2


def test_each_article_shown_carries_how_sure_the_bot_was_and_what_came_of_it() -> None:
    effort = effort_so_far(
        transcript(
            customer("where is my card"),
            answer("delivery", 0.81),
            customer("No", "helped:no"),
            customer("Lost card", "article:lost"),
            answer("lost", None),
            customer("Yes", "helped:yes"),
        )
    )
    shown = [(a.slug, a.title, a.confidence, a.helped, a.seq) for a in effort.articles]
    assert shown == [("delivery", "Delivery", 0.81, False, 2), ("lost", "Lost", None, True, 5)]


def test_what_is_said_of_two_answers_to_one_message_is_said_of_both() -> None:
    effort = effort_so_far(
        transcript(
            customer("where is my card"),
            answer("delivery", 0.81),
            customer("how do i change my pin and what is a virtual card"),
            answer("pin", 0.9),
            answer("virtual", 0.8),
            customer("No", "helped:no"),
        )
    )
    shown = [(article.slug, article.helped) for article in effort.articles]
    assert shown == [("delivery", None), ("pin", False), ("virtual", False)]
    assert effort.failed_answers == 1


def test_a_refusal_counts_once_whether_pressed_typed_or_both() -> None:
    refused = {"decision": "clarify", "hits": [], "intent": "not_helped"}
    pressed = transcript(
        customer("q"),
        answer("a", 0.7),
        customer("No", "helped:no"),
        bot("Did you mean…", kind="clarify", evidence=refused),
    )
    typed = transcript(
        customer("q"),
        answer("a", 0.7),
        customer("that is not it"),
        bot("Did you mean…", kind="clarify", evidence=refused),
    )
    for told in (pressed, typed):
        assert effort_so_far(told).failed_answers == 1
        assert effort_so_far(told).articles[0].helped is False


def test_being_asked_for_other_words_is_a_failed_answer() -> None:
    again = {"decision": "ask_again", "hits": [], "intent": "question"}
    told = transcript(customer("asdf"), bot("Could you put it another way?", evidence=again))
    assert effort_so_far(told).failed_answers == 1


def test_rating_the_effort_is_no_effort() -> None:
    told = transcript(customer("q"), customer("4", "effort:4"), customer("slow", "effort_comment"))
    assert effort_so_far(told).turns == 1


def test_every_reason_is_said_in_words() -> None:
    assert reason_in_words(Reason.ASKED) == "The customer asked for a person."
    assert all(reason_in_words(reason).endswith(".") for reason in Reason)


def test_the_segment_is_the_one_the_handoff_was_made_with() -> None:
    handoff = Handoff(1, "one", HandoffState.WAITING, Reason.ASKED, "support", "expert", BEGAN)
    waiting = Gathered(handoff, Profile(segment="newcomer"), "web", [])
    assert handoff_context(waiting, SEGMENTS, ANGRY).segment_label == "Experienced"
    context = handoff_context(Gathered(None, Profile(segment="gone"), "web", []), SEGMENTS, ANGRY)
    assert (context.segment_label, context.reason) == ("New to Tern", "")


def test_the_context_says_in_the_customers_words_what_it_is_about_and_how_they_feel() -> None:
    said = transcript(customer("where is my card"), customer("this is ridiculous"))
    context = handoff_context(Gathered(None, Profile(), "web", said), SEGMENTS, ANGRY)
    assert context.summary == ("where is my card",)
    assert (context.mood.state, context.mood.seq) == (MoodState.UPSET, 2)


def test_a_manner_is_read_from_what_the_customer_typed_and_from_nothing_else() -> None:
    guide = Guide("In a hurry", "Be brief.", Phrases(("in a hurry",)))
    manners = Manners({Manner.HURRIED: guide})
    pressed, said_by_us = customer("I'm in a hurry", "article:pin"), bot("Are you in a hurry?")
    said = transcript(customer("Where is my card?"), pressed, said_by_us)
    of = Gathered(None, Profile(), "web", said)
    assert handoff_context(of, SEGMENTS, ANGRY, manners).manner is None
    said = transcript(said_by_us, customer("I'm in a hurry"))
    of = Gathered(None, Profile(), "web", said)
    read = handoff_context(of, SEGMENTS, ANGRY, manners).manner
    assert read is not None
    assert [(sign.seq, sign.words) for sign in read.signs] == [(2, "in a hurry")]
    assert handoff_context(of, SEGMENTS, ANGRY).manner is None
