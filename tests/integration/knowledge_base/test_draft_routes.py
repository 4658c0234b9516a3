"""What the action server tells the console: what it answers from, and what a draft would change."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import httpx
import pytest
from redis.asyncio import Redis

from actions.services import Services
from actions.serving_heartbeat import Heartbeat
from core.articles import draft_of, draft_to_json
from knowledge_base.knowledge_base import KnowledgeBase
from store.realtime import ServerState, Serving
from tests.support.action_server import SURE, SURE_SLUG, UNKNOWN, VAGUE, SettingsFolder, serving
from tests.support.waiting import until

UMBRELLA = "do you also sell yellow umbrellas"


async def post(http: httpx.AsyncClient, path: str, **body: Any) -> Any:
    answered = await http.post(path, json=body)
    assert answered.status_code == 200, answered.text
    return answered.json()


def as_draft(knowledge: KnowledgeBase, slug: str, **changes: Any) -> dict[str, Any]:
    article = knowledge.article(slug)
    assert article
    return draft_to_json(replace(draft_of(article), **changes))


async def first_told(redis: Redis) -> ServerState:
    """Wait for the first server that says what it answers from."""
    found: list[ServerState] = []

    async def told() -> bool:
        found.extend(await Serving(redis).servers())
        return bool(found)

    await until(told)
    return found[0]


async def test_it_says_what_it_answers_from(
    http: httpx.AsyncClient, services: Services, knowledge: KnowledgeBase
) -> None:
    told = (await http.get("/knowledge")).json()
    status = knowledge.status()
    assert status
    assert told["server"] == services.name
    assert told["revision"] == status.revision
    assert told["articles"] == len(knowledge.articles())
    assert told["passages"] > told["articles"]
    assert told["state"] in {"learnt", "grafted", "learning"}
    assert told["trouble"] == ""


async def test_a_question_gets_a_decision_and_its_reason_in_words(http: httpx.AsyncClient) -> None:
    sure = await post(http, "/try", question=SURE)
    assert sure["then"] is None
    assert sure["now"]["decision"] == "answer"
    assert sure["now"]["answer"] == SURE_SLUG
    assert sure["now"]["hits"][0]["slug"] == SURE_SLUG
    assert "is at least 0.75, so Effie answers with" in sure["now"]["words"]
    vague = (await post(http, "/try", question=VAGUE))["now"]
    assert vague["decision"] == "clarify"
    assert "is below 0.75, so Effie asks which" in vague["words"]
    unknown = (await post(http, "/try", question=UNKNOWN))["now"]
    assert (unknown["decision"], unknown["answer"]) == ("hand_off", "")
    assert "is below 0.15, so Effie brings in a person" in unknown["words"]
    topic = (await post(http, "/try", question="exchange"))["now"]
    assert topic["decision"] == "clarify"
    assert "so Effie asks" in topic["words"]
    below = "is below 0.75" in topic["words"]
    assert below == (topic["hits"][0]["confidence"] < 0.75), "the reason is the true one"
    assert (await post(http, "/try", question="???"))["now"]["decision"] == "ask_again"
    upset = (await post(http, "/try", question="this is ridiculous!!!"))["now"]
    assert upset["reason"] == "frustrated"


async def test_a_segments_own_thresholds_count(
    http: httpx.AsyncClient, settings: SettingsFolder
) -> None:
    measure = {"answer": 0.99999, "clarify": 0.2, "choice": 0.03}
    settings.change("confidence.yml", "segments", value={"business": measure})
    business = await post(http, "/try", question=SURE, segment="business")
    assert business["now"]["decision"] == "clarify"
    assert (await post(http, "/try", question=SURE))["now"]["decision"] == "answer"


async def test_what_a_question_gets_depends_on_the_words_it_is_looked_up_in(
    http: httpx.AsyncClient,
) -> None:
    questions = [UNKNOWN, UNKNOWN, SURE]
    found = await post(http, "/gets", questions=questions, words=[UNKNOWN, SURE, UNKNOWN])
    assert found["gets"][0] == {"decision": "hand_off", "titles": []}
    assert found["gets"][1] == {"decision": "answer", "titles": ["Change your card's PIN"]}
    assert found["gets"][2] == {"decision": "hand_off", "titles": []}


async def test_a_draft_is_tried_and_changes_nothing(
    http: httpx.AsyncClient, knowledge: KnowledgeBase
) -> None:
    draft = as_draft(knowledge, "change_pin", questions=(UMBRELLA, "umbrella in yellow"))
    tried = await post(http, "/try", question=UMBRELLA, slug="umbrellas", article=draft)
    assert tried["now"]["decision"] == "hand_off"
    assert tried["then"]["answer"] == "umbrellas"
    gone = await post(http, "/try", question=SURE, slug=SURE_SLUG, article=None)
    assert gone["now"]["answer"] == SURE_SLUG
    assert SURE_SLUG not in {hit["slug"] for hit in gone["then"]["hits"]}
    unfinished = await post(http, "/try", question=SURE, slug="new", article={"title": "PIN"})
    assert unfinished["then"]["hits"]
    assert knowledge.article("umbrellas") is None
    assert (await post(http, "/try", question=UMBRELLA))["now"]["decision"] == "hand_off"


async def test_questions_are_replayed_with_a_draft_in_order(
    http: httpx.AsyncClient, knowledge: KnowledgeBase
) -> None:
    questions = [SURE, UNKNOWN, VAGUE]
    replayed = await post(
        http, "/replay", slug=SURE_SLUG, article=as_draft(knowledge, SURE_SLUG), questions=questions
    )
    assert [each["question"] for each in replayed["results"]] == questions
    assert all(each["now"] == each["then"] for each in replayed["results"]), "nothing has changed"
    without = await post(http, "/replay", slug=SURE_SLUG, article=None, questions=questions)
    assert without["results"][0]["then"]["answer"] != SURE_SLUG


async def test_two_articles_for_the_same_questions_are_named(
    http: httpx.AsyncClient, knowledge: KnowledgeBase
) -> None:
    twin = as_draft(knowledge, "exchange_rate")
    found = await post(http, "/competing", slug="rates", article=twin)
    assert found["competing"][0]["slug"] == "exchange_rate"
    assert len(found["competing"][0]["questions"]) > 5
    assert set(found["competing"][0]["questions"]) <= set(twin["questions"])
    assert found["competing"][0]["theirs"]
    alone = await post(
        http, "/competing", slug="age_limit", article=as_draft(knowledge, "age_limit")
    )
    taken = sum(len(each["questions"]) for each in alone["competing"])
    assert taken < len(as_draft(knowledge, "age_limit")["questions"]) / 4


async def test_questions_are_grouped_by_meaning(http: httpx.AsyncClient) -> None:
    questions = [
        "can i get a mortgage from you",
        "do you sell umbrellas",
        "how do i apply for a mortgage",
        "is there a yellow umbrella i can buy",
        "what mortgage rates do you have",
        "i forgot my passcode",
        "do you offer mortgages for houses",
    ]
    groups = [{"id": "7", "questions": ["passcode forgotten", "i do not remember my passcode"]}]
    first = await post(http, "/group", questions=questions, groups=groups)
    assert first == await post(http, "/group", questions=questions, groups=groups)
    assigned = first["assigned"]
    assert assigned[5] == "7"
    assert assigned[0] == assigned[2] == assigned[4] == assigned[6] == "new-1"
    assert assigned[1] == assigned[3] == "new-2"
    assert (await post(http, "/group", questions=[], groups=[]))["assigned"] == []


async def test_the_text_nearest_the_middle_of_a_group_is_the_one_that_all_mean(
    http: httpx.AsyncClient,
) -> None:
    said = ["can i get a mortgage", "do you sell umbrellas", "what mortgage do you have"]
    found = await post(http, "/group/nearness", groups=[said, ["pin"], []])
    near, alone, none = found["nearness"]
    assert near.index(min(near)) == 1
    assert alone == [pytest.approx(1.0, abs=1e-3)]
    assert none == []


async def test_wordings_that_say_the_same_are_one_and_near_ones_are_not(
    http: httpx.AsyncClient,
) -> None:
    words = ["how do I change my pin", "How do I change my PIN?", "can I change my address"]
    found = await post(http, "/examples/meanings", words=words, known=["my card has expired"])
    assert found["places"] == [1, 1, 3]


async def test_words_suggested_for_an_article_are_checked_beside_its_examples_and_others(
    http: httpx.AsyncClient, knowledge: KnowledgeBase
) -> None:
    own = as_draft(knowledge, "change_pin")["questions"][0]
    words, articles = [own, own, "pin"], ["change_pin", "age_limit", "no_such_article"]
    checked = await post(http, "/examples/check", words=words, articles=articles)
    right, wrong, nowhere = checked["checks"]
    assert right["known"]
    assert not right["taken"]
    assert right["sure"] > 0.5
    assert wrong["taken"]
    assert not wrong["known"]
    assert wrong["rival"] == "change_pin"
    assert nowhere["sure"] == 0.0


@pytest.mark.parametrize(
    ("path", "body", "said"),
    [
        ("/try", [], "JSON object"),
        ("/try", {"question": SURE, "slug": "../etc", "article": None}, "'slug'"),
        ("/try", {"question": SURE, "slug": "a", "article": {"title": 7}}, "'title'"),
        ("/replay", {"slug": "a", "article": None, "questions": ["x"] * 201}, "200"),
        ("/gets", {"questions": ["x"], "words": []}, "'words'"),
        ("/gets", {"questions": ["x"] * 401, "words": ["x"] * 401}, "400"),
        ("/replay", {"slug": "a", "article": None, "questions": "x"}, "list of texts"),
        ("/competing", {"slug": "a", "article": None}, "article"),
        ("/group", {"questions": ["x"], "groups": [7]}, "'groups'"),
        ("/group/nearness", {"groups": [["x"] * 1001] * 2}, "2,000"),
        ("/examples/meanings", {"words": ["x"] * 201, "known": []}, "200"),
        ("/examples/check", {"words": ["x"], "articles": []}, "'articles'"),
    ],
)
async def test_what_cannot_be_read_is_refused_with_the_reason(
    http: httpx.AsyncClient, path: str, body: Any, said: str
) -> None:
    refused = await http.post(path, json=body)
    assert refused.status_code == 422
    assert said in refused.json()["message"]


async def test_a_search_gives_as_many_articles_as_are_asked_for(http: httpx.AsyncClient) -> None:
    twenty = (await http.get("/search", params={"q": SURE, "limit": "20"})).json()["hits"]
    five = (await http.get("/search", params={"q": SURE})).json()["hits"]
    assert (len(twenty), len(five)) == (20, 5)
    assert twenty[:5] == five
    assert (await http.get("/search", params={"q": SURE, "limit": "51"})).status_code == 422


async def test_every_server_tells_what_it_answers_from_until_it_ends(
    services: Services, redis: Redis
) -> None:
    async with serving(services):
        told = await first_told(redis)
        assert told == services.serving_state()
    assert await Serving(redis).servers() == []


async def test_without_redis_questions_are_answered(services: Services) -> None:
    away = Heartbeat("redis://127.0.0.1:1/0", services.serving_state)
    async with serving(replace(services, heartbeat=away)) as http:
        assert (await post(http, "/try", question=SURE))["now"]["answer"] == SURE_SLUG
