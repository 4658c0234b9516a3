"""Changes of settings are tried before they apply: on last month's questions and customers."""

from __future__ import annotations

import json
import re
from datetime import timedelta

import httpx
import jwt
import pytest
from sqlalchemy import insert

from core.answering import Reason
from core.api_keys import Scope
from core.conversations import ANONYMOUS, Profile
from core.manners import Manner
from store.clock import now
from store.conversations import Conversations
from store.database import Database
from store.handoffs import Handoffs, Opening
from store.schema import question_log
from tests.support.assistant import answer_for_actions
from tests.support.leading import Leading
from tests.support.waiting import until
from tests.support.web import Web

NOTHING: dict[str, object] = {"decision": "hand_off", "titles": []}


async def test_a_change_is_tried_on_the_last_month_before_it_applies(
    web: Web, noor: Leading, database: Database
) -> None:
    conversation = Conversations(database).start(ANONYMOUS, "web", "https://tern.example/")
    Handoffs(database).open(conversation.id, Opening(Reason.FAILED_TWICE, "support", "newcomer"))
    text = web.services.setting_versions.get("segments.yml").text
    seen = (await noor.form("segments"))["seen"]
    text = text.replace(
        "[person, phone, email]\n    queue: support", "[email]\n    queue: business"
    )
    looked = await noor.post("segments/try", **{"as": "text", "text": text, "seen": seen})
    assert "One conversation would have joined &#39;business&#39;" in looked.text
    assert "would have been offered other ways" in looked.text
    assert web.services.setting_versions.history() == [], "nothing is changed by a look"


@pytest.mark.every_database
async def test_thresholds_of_a_segment_are_tried_on_what_its_own_customers_asked(
    web: Web, noor: Leading, database: Database
) -> None:
    begin, segments = Conversations(database).start, ("business", "", "of another time", "expert")
    ids = [begin(Profile("ada", segment=each), "web", "").id for each in segments]
    with database.writing() as connection:
        connection.execute(insert(question_log), [_sure(*each) for each in enumerate(ids)])
    own = {"answer": "0.9", "clarify": "0.2", "choice": "0.02"}
    typed = {f"1.new.{key}": value for key, value in own.items()} | {"1.new": "business"}
    looked = await noor.post("confidence/try", **((await noor.form("confidence")) | typed))
    assert "Tried on 4 questions of the last 30 days." in looked.text
    assert _answered_at_once(looked.text) == {
        "Before": "100.0%",
        "After": "75.0%",
        "Business account, before": "100.0%",
        "Business account, after": "0.0%",
    }
    typed["1.new"] = "newcomer"  # whose are those of no segment, or of one that is no more
    looked = await noor.post("confidence/try", **((await noor.form("confidence")) | typed))
    assert _answered_at_once(looked.text)["After"] == "50.0%"
    assert _answered_at_once(looked.text)["New to Tern, after"] == "0.0%"


async def test_signs_of_a_manner_are_tried_on_what_was_asked_and_their_words_are_changed(
    web: Web, noor: Leading, database: Database
) -> None:
    live = web.services.live_settings
    ids = [Conversations(database).start(ANONYMOUS, "web", "").id for _ in range(2)]
    asked = ("my kettle is on, what is the fee?", "what is the limit?")
    with database.writing() as connection:
        rows = [_sure(*each) | {"question": asked[each[0]]} for each in enumerate(ids)]
        connection.execute(insert(question_log), rows)
    plain = "\n".join(live.now().manners.guides[Manner.HURRIED].plain.texts)
    looked = await noor.change("manners", **{"1__plain": f"{plain}\nkettle is on"})
    assert "1 of 2 wordings of the last 30 days would have shown another manner" in looked
    assert "In a hurry: “kettle is on”" in looked
    looked = await noor.change("words", **{"1__utter_clarify": "Which?"})
    assert "Which?" in looked
    await until(lambda: live.now().words_by_manner[Manner.HURRIED]["utter_clarify"] == ("Which?",))
    await noor.change("manners", **{"0__reading": "off"})
    await until(lambda: not live.now().manners.are_read)


def _sure(number: int, conversation: str) -> dict[str, object]:
    """A question whose article was 80 % sure."""
    asked = {"seq": number + 1, "conversation": conversation, "at": now(), "decision": "answer"}
    is_not = dict.fromkeys(("clarified_in_vain", "abandoned"), False)
    empty = {column.name: "" for column in question_log.columns}
    return empty | asked | is_not | {"helped": None, "confidence": 0.8}


def _offered(confidence: float, **values: object) -> dict[str, object]:
    """A question for which buttons were shown."""
    return {"decision": "clarify", "confidence": confidence, **values}


def _got(words: str) -> dict[str, object]:
    is_lost = "plastic (card) is gone" in words
    return {"decision": "answer", "titles": ["Lost card"]} if is_lost else NOTHING


def _rows(page: str) -> list[list[str]]:
    """What the table of a look says, row by row."""
    body = page.partition("<tbody>")[2].partition("</tbody>")[0]
    return [re.findall(r"<t[hd][^>]*>([^<]*)", row) for row in body.split("</tr>")[:-1]]


def _answered_at_once(page: str) -> dict[str, str]:
    return dict(re.findall(r'<th scope="row">([^<]+)</th><td>([^<]+)</td>', page))


@pytest.mark.every_database
async def test_beside_the_thresholds_stands_how_often_what_was_shown_was_it(
    web: Web, noor: Leading, database: Database
) -> None:
    assert "Not enough is known yet" in await noor.page("confidence")
    judged = [
        *[{"confidence": 0.8, "helped": True}] * 6,
        *[{"confidence": 0.88, "helped": False}] * 2,
        *[_offered(0.31, article="change_pin")] * 4,
        _offered(0.32, article="change_pin", helped=False),
        _offered(0.33, clarified_in_vain=True),
        _offered(0.34),  # nothing is known of it
        {"confidence": 0.95, "helped": True},  # one says nothing
        *[{"confidence": 0.15, "helped": True, "reason": "chosen"}] * 9,  # of no question
    ]
    with database.writing() as connection:
        asked = [_sure(n, "c") | values for n, values in enumerate(judged)]
        connection.execute(insert(question_log), asked)
    page = await noor.page("confidence")
    assert _rows(page) == [
        ["30% to 40%", "6", "67%", "30% to 90%"],
        ["80% to 90%", "8", "75%", "41% to 93%"],
    ]
    assert page.count("were it</title>") == 2
    assert "82% sure: 75% of 8 were it" in page


async def test_synonyms_are_tried_by_asking_what_was_asked_lately_again(
    web: Web, noor: Leading, database: Database
) -> None:
    questions = ("how do i use my plastic", "my plastic is gone", "where is my card")
    with database.writing() as connection:
        asked = [_sure(n, "c") | {"question": text} for n, text in enumerate(questions)]
        connection.execute(insert(question_log), asked)
    away = False

    def reply(request: httpx.Request) -> httpx.Response:
        if away:
            raise httpx.ConnectError("away")
        body = json.loads(request.content)
        assert request.url.path == "/gets"
        assert body["questions"] == [questions[1], questions[0]] * 2, "what reads the same is not"
        return httpx.Response(200, json={"gets": [_got(words) for words in body["words"]]})

    await answer_for_actions(web, reply)
    form = await noor.form("synonyms")
    for name, value in (("key", "plastic"), ("value", "card")):
        form[f"0.synonyms.{name}"] = [*form[f"0.synonyms.{name}"][:-1], value]
    looked = (await noor.post("synonyms/try", **form)).text
    assert "2 of 3 wordings of the last 30 days would have been looked up in other" in looked
    assert "Asked again, 1 of them would get something else." in looked
    assert _rows(looked) == [["my plastic is gone", "A person", "Lost card"]]
    away = True
    looked = (await noor.post("synonyms/try", **form)).text
    assert "The assistant is away for a moment" in looked
    assert ["my plastic is gone", "my plastic is gone", "my plastic (card) is gone"] in _rows(
        looked
    )


@pytest.mark.every_database
async def test_a_rule_for_a_segment_is_tried_on_customers_and_holds_for_who_comes_next(
    web: Web, noor: Leading
) -> None:
    async def come(**facts: str) -> Profile:
        claims = {"sub": "ada", "exp": now() + timedelta(hours=1), **facts}
        identity = jwt.encode(claims, web.services.environment.identity_secret, "HS256")
        async with web.browser() as browser:
            begun = await browser.post(
                "/api/conversations", json={"identity": identity, "new": True}
            )
        return web.services.conversations.get(begun.json()["conversation"]).profile

    assert (await come(plan="gold")).segment == ""
    facts = {"3__facts__key": "plan", "3__facts__value": "text"}
    rule = "plan is gold, platinum\ncontacts at least 1"
    refused = await noor.post("segments/try", **(await noor.form("segments") | {"1.2.who": rule}))
    assert "&#39;plan&#39; is no fact that rules may use" in refused.text
    assert (await come(plan="gold")).segment == ""
    looked = await noor.change("segments", **{"1.2__who": rule}, **facts)
    assert "One customer signed in and wrote in the last 30 days." in looked
    assert "One customer would be &#39;Business account&#39; instead of" in looked
    assert "One customer would wait in &#39;business&#39; instead of &#39;support&#39;." in looked
    await until(lambda: bool(web.services.live_settings.now().segments.rules.by_segment))
    assert (await come(plan="Platinum")).segment == "business"
    assert (await come(plan="silver")).segment == ""
    assert (await come(plan="gold", segment="expert")).segment == "expert"


@pytest.mark.every_database
async def test_a_rule_holds_for_who_begins_by_the_api(
    web: Web, database: Database, noor: Leading
) -> None:
    Conversations(database).start(Profile("ada"), "web", "")
    await noor.change("segments", **{"1.2__who": "contacts at least 1"})
    await until(lambda: bool(web.services.live_settings.now().segments.rules.by_segment))
    (lead,) = [each.member for each in web.services.staff.everyone()]
    key = web.services.api_keys.make("shop", (Scope.CONVERSATIONS_WRITE,), None, lead)[1]
    async with web.browser() as shop:
        shop.headers["Authorization"] = f"Bearer {key}"
        customers = [
            (await shop.post("/api/v1/conversations", json={"customer": customer})).json()
            for customer in ("ada", "tom")
        ]
    assert [each["customer"]["segment"] for each in customers] == ["business", ""]
