"""Messages that are more than a question, or less: two in one, a topic, one that points back."""

from __future__ import annotations

import pytest

from knowledge_base.knowledge_base import KnowledgeBase
from store.handoffs import Handoffs
from tests.support.action_server import SURE, SURE_SLUG, UNKNOWN
from tests.support.rasa_side import Chat, Said, kinds, responses

TWO = "how do i change the pin of my card and when will my new card arrive?"
BOTH = [SURE_SLUG, "card_arrival"]


def slugs(said: list[Said]) -> list[str]:
    return [one.custom["article"]["slug"] for one in said if one.kind == "answer"]


async def test_two_questions_in_one_message_are_both_answered_in_their_order(
    chat: Chat, knowledge: KnowledgeBase
) -> None:
    said = await chat.ask(TWO)
    assert kinds(said) == ["answer", "answer", "helped", "next"]
    assert slugs(said) == BOTH
    evidence = said[0].custom["evidence"]
    assert (evidence["decision"], evidence["reason"]) == ("answer", "two_questions")
    assert [hit["slug"] for hit in evidence["hits"]] == BOTH
    last = knowledge.article(BOTH[1])
    assert last
    assert {p.partition(":")[2] for p in said[3].payloads} <= set(last.next) - {SURE_SLUG}
    assert chat.slots["shown"] == BOTH
    assert chat.slots["beside"] == BOTH[0], "conversations that are under way hold this name"


async def test_two_answers_that_did_not_help_fail_once_and_are_not_offered_again(
    chat: Chat,
) -> None:
    await chat.ask(TWO)
    said = await chat.press("helped:no")
    assert chat.slots["failures"] == 1.0
    assert chat.slots["tried"] == BOTH
    assert not {f"article:{slug}" for slug in BOTH} & {p for one in said for p in one.payloads}


async def test_who_is_angry_at_us_gets_a_person_for_two_questions(chat: Chat) -> None:
    said = await chat.ask(f"you are useless!! {TWO}")
    assert responses(said)[0] == "utter_handoff_frustrated"


async def test_who_waits_for_a_person_gets_both_answers_meanwhile(chat: Chat) -> None:
    await chat.ask(UNKNOWN)
    assert slugs(await chat.ask(TWO)) == BOTH


async def test_a_word_alone_is_answered_with_what_there_is_about_it(chat: Chat) -> None:
    (clarify,) = await chat.ask("pin")
    assert clarify.kind == "clarify"
    assert {"article:change_pin", "article:pin_blocked"} <= set(clarify.payloads)


async def test_a_word_nothing_is_known_about_is_asked_about_before_a_person_comes(
    chat: Chat, handoffs: Handoffs
) -> None:
    assert responses(await chat.ask("pensions")) == ["utter_in_other_words"]
    assert handoffs.open_in(chat.conversation) is None
    assert responses(await chat.ask("pensions"))[0] == "utter_handoff_failed_twice"


async def test_a_question_that_points_back_looks_beyond_the_article_just_shown(
    chat: Chat,
) -> None:
    await chat.ask("how do i get a virtual card?")
    assert slugs(await chat.ask("and a disposable one?")) == ["get_disposable_virtual_card"]


async def test_a_question_about_the_article_just_shown_is_answered_from_it(chat: Chat) -> None:
    await chat.ask(SURE)
    said = await chat.ask("and abroad?")
    assert slugs(said) == [SURE_SLUG]
    assert "abroad" in said[0].custom["span"]


async def test_a_question_about_a_detail_offers_what_is_usually_asked_next(
    chat: Chat, knowledge: KnowledgeBase
) -> None:
    article = knowledge.article(SURE_SLUG)
    assert article
    await chat.ask(SURE)
    (clarify,) = await chat.ask("and on paper?")
    assert clarify.kind == "clarify"
    offered = [p.partition(":")[2] for p in clarify.payloads if p.startswith("article:")]
    assert offered
    assert SURE_SLUG not in offered
    assert set(offered) & set(article.next)
    assert chat.slots["failures"] == 0.0, "asking on is no failure"


async def test_a_chain_of_questions_that_point_back_keeps_its_matter(chat: Chat) -> None:
    await chat.ask("how do i verify my identity?")
    await chat.ask("and if it doesn't work?")
    assert chat.slots["last_question"] == "how do i verify my identity? and if it doesn't work?"


async def test_a_question_of_its_own_is_answered_without_the_last(chat: Chat) -> None:
    await chat.ask(SURE)
    assert slugs(await chat.ask("can i use apple pay?")) == ["apple_pay_or_google_pay"]
    assert chat.slots["last_question"] == "can i use apple pay?"


@pytest.mark.parametrize(
    "text",
    [
        "איפה הכרטיס שלי?",
        "カードはどこですか",
        "где моя карта",
        "أين بطاقتي",
        "💳❓ my card 💸",
        "question " * 10_000,
        "how do i pay and " * 2_000,
        "a\u0301\u0301\u0301 zalgo t̷e̷x̷t̷",
    ],
)
async def test_other_scripts_emoji_and_endless_questions_get_a_decided_reply(
    chat: Chat, text: str
) -> None:
    said = await chat.ask(text)
    decisions = {"answer", "clarify", "hand_off", "offer_person", "ask_again", "decline"}
    assert said[0].custom["evidence"]["decision"] in decisions
