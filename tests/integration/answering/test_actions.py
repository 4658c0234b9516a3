"""What the actions answer, called over HTTP as Rasa calls them."""

from __future__ import annotations

import re

import httpx
import pytest

from actions.app import ACTIONS
from core.answering import MAX_CHOICES, Courtesy, Reason
from knowledge_base.knowledge_base import KnowledgeBase
from store.handoffs import Handoffs
from tests.support.action_server import HOME, SURE, SURE_SLUG, UNKNOWN, VAGUE
from tests.support.rasa_side import DOMAIN, Chat, kinds, responses


async def test_a_clear_question_gets_its_article_and_what_is_usually_asked_next(
    chat: Chat, knowledge: KnowledgeBase
) -> None:
    answer, helped, following = await chat.ask(SURE)
    article = knowledge.article(SURE_SLUG)
    assert article
    assert answer.text == article.short
    assert answer.custom["article"] == {
        "slug": SURE_SLUG,
        "title": article.title,
        "url": f"/help/{SURE_SLUG}",
    }
    assert answer.custom["steps"] == list(article.steps)
    assert helped.kind == "helped"
    assert helped.custom["article"] == SURE_SLUG
    assert helped.payloads == ["helped:yes", "helped:no"]
    assert following.payloads == [f"article:{slug}" for slug in article.next]
    assert chat.slots["last_question"] == SURE
    assert chat.slots["shown"] == [SURE_SLUG]
    assert chat.slots["pending"] == "helped"


async def test_staff_see_why_a_reply_was_given(chat: Chat) -> None:
    for question, decision in ((SURE, "answer"), (VAGUE, "clarify"), (UNKNOWN, "hand_off")):
        said = (await chat.ask(question))[0].custom["evidence"]
        assert said["decision"] == decision
        assert said["intent"] == "question"
        assert said["intent_confidence"] == 0.93
        best = said["hits"][0]
        assert best["slug"]
        assert best["title"]
        assert 0 <= best["confidence"] <= 1


async def test_a_vague_question_is_clarified_with_at_most_three_buttons_and_something_else(
    chat: Chat,
) -> None:
    (clarify,) = await chat.ask(VAGUE)
    assert clarify.kind == "clarify"
    *articles, other = clarify.payloads
    assert 1 <= len(articles) <= MAX_CHOICES
    assert all(payload.startswith("article:") for payload in articles)
    assert other == "something_else"
    answer = (await chat.press(articles[-1]))[0]
    assert f"article:{answer.custom['article']['slug']}" == articles[-1]
    assert chat.slots["last_question"] == VAGUE, "what they asked is still what they asked"


async def test_a_question_nothing_fits_joins_the_queue_with_its_reason(
    chat: Chat, handoffs: Handoffs
) -> None:
    said, wait = await chat.ask(UNKNOWN)
    assert said.response == "utter_handoff_nothing_fits"
    assert wait.kind == "handoff"
    assert wait.custom["state"] == "waiting"
    assert wait.custom["minutes"] == [1, 3]
    assert "1 to 3" in wait.text
    assert wait.payloads == ["cancel_handoff"]
    handoff = handoffs.open_in(chat.conversation)
    assert handoff
    assert (handoff.reason, handoff.queue) == ("nothing_fits", "support")


async def test_an_upset_customer_gets_a_sure_answer_kindly_and_a_person_the_second_time(
    chat: Chat,
) -> None:
    kind, answer, helped, *_ = await chat.ask(f"this is ridiculous. {SURE}")
    assert (kind.response, answer.kind, helped.kind) == ("utter_kindly", "answer", "helped")
    assert helped.payloads == ["helped:yes", "helped:no", "person"]
    assert answer.custom["evidence"]["decision"] == "answer"
    assert "evidence" not in kind.custom
    again = await chat.ask(f"this is ridiculous. {SURE}")
    assert responses(again) == ["utter_handoff_frustrated", "utter_wait"]


async def test_who_is_angry_at_us_gets_a_person_even_where_the_article_is_known(
    chat: Chat,
) -> None:
    said = await chat.ask(f"you are useless, {SURE}")
    assert responses(said) == ["utter_handoff_frustrated", "utter_wait"]


async def test_an_upset_no_gets_a_person_rather_than_more_articles(chat: Chat) -> None:
    await chat.ask(SURE)
    said = await chat.type("no, useless bot", "not_helped", "action_not_helped")
    assert responses(said)[0] == "utter_handoff_frustrated"


@pytest.mark.parametrize("signs", ["?", "...", "🤷", "12345", "!!!???", "٣"])
async def test_a_message_without_words_gets_a_polite_question_once_and_then_a_person(
    chat: Chat, signs: str
) -> None:
    (asked,) = await chat.ask(signs)
    assert asked.response == "utter_in_other_words"
    assert asked.payloads == ["person"]
    assert responses(await chat.ask(signs))[0] == "utter_handoff_failed_twice"


async def test_a_thumb_is_a_yes_or_a_no(chat: Chat) -> None:
    await chat.ask(SURE)
    assert responses(await chat.ask("👍"))[0] == "utter_glad"
    await chat.ask(SURE)
    assert responses(await chat.ask("👎🏽")) == ["utter_in_other_words"]


@pytest.mark.parametrize(
    "text",
    [
        "x" * 100_000,
        "<script>alert(1)</script> {curly} {0[x]} %s",
        "\u202eright to left\u0000 and a null",
        "💳 " * 2000 + "card",
        "'; DROP TABLE handoffs; --",
    ],
)
async def test_odd_input_gets_a_decided_reply(chat: Chat, text: str) -> None:
    said = await chat.ask(text)
    decisions = {"answer", "clarify", "ask_again", "hand_off", "offer_person", "decline", "tell"}
    assert said[0].custom["evidence"]["decision"] in decisions


async def test_slots_that_hold_nonsense_count_as_new(http: httpx.AsyncClient) -> None:
    slots = {"failures": "many", "tried": {"a": 1}, "shown": [1, None], "pending": "lunch"}
    assert kinds(await Chat(http, slots=slots).ask(SURE))[0] == "answer"


async def test_the_same_words_again_show_the_same_article(chat: Chat) -> None:
    await chat.ask(SURE)
    assert (await chat.ask(f"  {SURE.upper()}"))[0].custom["article"]["slug"] == SURE_SLUG


async def test_other_words_that_lead_to_the_same_article_do_not_get_it_again(chat: Chat) -> None:
    await chat.ask(SURE)
    said = await chat.ask("no I mean how can I change my card's PIN")
    assert "answer" not in kinds(said)
    assert chat.slots["tried"] == [SURE_SLUG]


async def test_the_articles_themselves_are_not_asked_for_here(http: httpx.AsyncClient) -> None:
    for path in ("/articles", f"/articles/{SURE_SLUG}"):
        assert (await http.get(path)).status_code == 404, "web has them in its own record"


async def test_search_says_what_a_first_question_would_get(http: httpx.AsyncClient) -> None:
    found = (await http.get("/search", params={"q": SURE})).json()
    assert found["decision"] == "answer"
    assert found["hits"][0]["slug"] == SURE_SLUG
    assert (await http.get("/search", params={"q": UNKNOWN})).json()["decision"] == "hand_off"
    assert (await http.get("/search")).status_code == 422
    assert (await http.get("/health")).status_code == 200


def test_everything_the_actions_say_stands_in_the_domain() -> None:
    source = "".join(path.read_text() for path in (HOME / "actions").rglob("*.py"))
    names = set(re.findall(r'"(utter_[a-z_]+)"', source))
    assert names
    names |= {f"utter_{courtesy.value}" for courtesy in Courtesy}
    names |= {f"utter_handoff_{reason.value}" for reason in Reason}
    assert names <= set(DOMAIN["responses"])
    assert set(ACTIONS) == set(DOMAIN["actions"])
