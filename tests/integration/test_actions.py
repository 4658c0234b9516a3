"""The action server, called over HTTP as Rasa calls it, on the real record and knowledge base."""

from __future__ import annotations

import asyncio
import json
import re
import shutil
import socket
from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import httpx
import pytest
from redis.asyncio import Redis
from sanic import Sanic

from actions.app import BEHAVIOURS, create_app
from actions.live_settings import LiveSettings
from actions.logs import configure_logs
from actions.services import Services, build_knowledge, build_services
from core.answering import MOST_CHOICES, Retrieval
from core.articles import Article, ArticleFault
from core.environment import Environment, read_environment
from core.handoff import Handoff, HandoffState
from core.identity import ANONYMOUS, Profile
from core.survey import QUESTION
from knowledge_base.knowledge_base import KnowledgeBase
from store.database import Database
from store.handoffs import Handoffs
from store.surveys import FollowUps, Surveys
from tests.integration.rasa_side import DOMAIN, Chat, kinds, payloads, responses

HOME = Path(__file__).parents[2]
SURE = "how do i change the pin of my card?"
SURE_SLUG = "change_pin"
VAGUE = "why was i charged"
UNKNOWN = "which dinosaur had the longest neck in the cretaceous period?"

_ALWAYS = '["00:00-24:00"]'
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def environment(**variables: str) -> Environment:
    secrets = {"EFFIE_SECRET": "s" * 32, "EFFIE_IDENTITY_SECRET": "i" * 32}
    return read_environment({**secrets, **variables}, HOME)


@pytest.fixture(scope="session")
def knowledge() -> Iterator[KnowledgeBase]:
    """The shipped articles, with the vectors that `make run` keeps."""
    configure_logs()
    ours = environment()
    knowledge = build_knowledge(ours, LiveSettings(ours.settings))
    knowledge.start()
    yield knowledge
    knowledge.stop()


@dataclass
class SettingsFolder:
    """A copy of the shipped settings, in which every team is always there.

    The thresholds are held too: what the dialogue does with them is tested here, not their tuning.
    """

    folder: Path

    def edit(self, file: str, old: str, new: str) -> None:
        path = self.folder / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    def set(self, file: str, key: str, value: object) -> None:
        path = self.folder / file
        text, found = re.subn(rf"(?m)^{key}: .*$", f"{key}: {value}", path.read_text())
        assert found == 1
        path.write_text(text)

    def set_hours(self, team: str, hours: str) -> None:
        path = self.folder / "hours.yml"
        head, name, tail = path.read_text(encoding="utf-8").partition(f"  {team}:\n")
        days = r"(?m)^    ({}):.*$".format("|".join(_DAYS))
        team_days, rest = tail[: _end_of_team(tail)], tail[_end_of_team(tail) :]
        path.write_text(head + name + re.sub(days, rf"    \1: {hours}", team_days) + rest)


def _end_of_team(tail: str) -> int:
    match = re.search(r"(?m)^\s{0,2}\S", tail)
    return match.start() if match else len(tail)


@pytest.fixture
def settings(tmp_path: Path) -> SettingsFolder:
    folder = tmp_path / "settings"
    shutil.copytree(HOME / "settings", folder)
    settings = SettingsFolder(folder)
    for team in ("support", "business"):
        settings.set_hours(team, _ALWAYS)
    for key, value in (("answer", 0.6), ("clarify", 0.15), ("choice", 0.05)):
        settings.set("confidence.yml", key, value)
    return settings


@pytest.fixture
def services(
    settings: SettingsFolder, knowledge: KnowledgeBase, database: Database, redis_url: str
) -> Services:
    ours = environment(DATABASE_URL=database.url, REDIS_URL=redis_url)
    return build_services(ours, LiveSettings(settings.folder), knowledge)


@pytest.fixture
async def http(services: Services) -> AsyncIterator[httpx.AsyncClient]:
    async with serving(services) as client:
        yield client


class serving:  # noqa: N801
    """Serves the actions on a free port for the length of a `with` block."""

    def __init__(self, services: Services) -> None:
        Sanic.test_mode = True
        self._app = create_app(services)

    async def __aenter__(self) -> httpx.AsyncClient:
        listener = socket.socket()
        listener.bind(("127.0.0.1", 0))
        self._server = await self._app.create_server(sock=listener, return_asyncio_server=True)
        await self._server.startup()
        await self._server.start_serving()
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        self._client = httpx.AsyncClient(base_url=url, timeout=60, trust_env=False)
        return self._client

    async def __aexit__(self, *_: object) -> None:
        await self._client.aclose()
        await self._server.close()
        await self._app.ctx.services.close()


@pytest.fixture
def chat(http: httpx.AsyncClient) -> Chat:
    return Chat(http)


@pytest.fixture
def handoffs(database: Database) -> Handoffs:
    return Handoffs(database)


def chat_of(http: httpx.AsyncClient, services: Services, segment: str) -> Chat:
    profile = replace(ANONYMOUS, customer="c-1", name="Noa", segment=segment)
    return Chat(http, services.conversations.start(profile, "web", "").id)


# --- questions ---------------------------------------------------------------------------------


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
    assert 1 <= len(articles) <= MOST_CHOICES
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
    assert wait.custom["minutes"] == [1, 6]
    assert "1 to 6" in wait.text
    assert wait.payloads == ["cancel_handoff"]
    handoff = handoffs.open_in(chat.conversation)
    assert handoff
    assert (handoff.reason, handoff.queue) == ("nothing_fits", "support")


async def test_an_upset_customer_gets_a_person_even_where_the_article_is_known(
    chat: Chat,
) -> None:
    said = await chat.ask(f"this is ridiculous, {SURE}")
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
    assert said[0].custom["evidence"]["decision"] in {"answer", "clarify", "hand_off"}


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


# --- failures ----------------------------------------------------------------------------------


async def test_a_first_failure_offers_other_likely_articles(
    chat: Chat, settings: SettingsFolder
) -> None:
    settings.set("confidence.yml", "choice", 0.000001)
    await chat.ask(SURE)
    (other,) = await chat.press("helped:no")
    assert other.response == "utter_clarify_other"
    assert f"article:{SURE_SLUG}" not in other.payloads
    assert chat.slots["failures"] == 1.0


async def test_a_second_failure_in_a_row_brings_a_person(
    chat: Chat, settings: SettingsFolder
) -> None:
    settings.set("confidence.yml", "choice", 0.000001)
    await chat.ask(SURE)
    (other,) = await chat.press("helped:no")
    await chat.press(other.payloads[0])
    said = await chat.press("helped:no")
    assert responses(said) == ["utter_handoff_failed_twice", "utter_wait"]
    assert said[0].custom["evidence"]["reason"] == "failed_twice"


async def test_success_in_between_starts_the_count_anew(chat: Chat) -> None:
    await chat.ask(SURE)
    await chat.press("helped:no")
    await chat.ask("what is my card's delivery time, it has not arrived")
    await chat.press("helped:yes")
    assert chat.slots["failures"] == 0.0
    await chat.ask(SURE)
    assert responses(await chat.press("helped:no")) == ["utter_in_other_words"]


@pytest.mark.parametrize(
    "failures",
    [
        ["press helped:no", "press something_else", "say ?"],
        ["press something_else", "press something_else"],
        ["say ?", "press helped:no", "say ?"],
        ["ask vague", "press something_else", "ask vague", "press something_else"],
        ["ask vague", "ask vague", "ask vague"],
        ["ask vague", "type none of these", "ask vague", "say no"],
    ],
)
async def test_nobody_is_asked_for_other_words_twice(chat: Chat, failures: list[str]) -> None:
    asked = 0
    for step in failures:
        what, _, detail = step.partition(" ")
        if what == "press":
            said = await chat.press(detail)
        elif detail == "none of these":
            said = await chat.type("none of these helps", "not_helped", "action_not_helped")
        elif detail == "no":
            said = await chat.type("no", "deny", "action_deny")
        else:
            said = await chat.ask(VAGUE if detail == "vague" else detail)
        asked += responses(said).count("utter_in_other_words")
        if "handoff" in kinds(said):
            break
    assert "handoff" in kinds(chat.last), "it ends with a person"
    assert asked <= 1


async def test_something_else_asks_for_other_words_and_a_clear_one_is_answered(
    chat: Chat,
) -> None:
    await chat.ask(VAGUE)
    (asked,) = await chat.press("something_else")
    assert (asked.response, asked.payloads) == ("utter_in_other_words", ["person"])
    assert len(chat.slots["tried"]) >= 1
    assert kinds(await chat.ask(SURE))[0] == "answer"


async def test_typing_a_clear_question_instead_of_pressing_a_button_is_no_failure(
    chat: Chat,
) -> None:
    await chat.ask(VAGUE)
    assert kinds(await chat.ask(SURE))[0] == "answer"
    assert chat.slots["failures"] == 0.0


async def test_an_article_that_is_gone_is_replaced_by_what_comes_closest(chat: Chat) -> None:
    (gone,) = await chat.press("article:change_the_pin_of_a_card")
    assert (gone.response, gone.kind) == ("utter_article_gone", "clarify")
    assert gone.payloads[-1] == "something_else"
    assert kinds(await chat.press("something_else")) == [""]


async def test_a_next_question_becomes_the_question_that_a_no_is_about(
    chat: Chat, knowledge: KnowledgeBase
) -> None:
    *_, following = await chat.ask(SURE)
    slug = following.payloads[0].partition(":")[2]
    answer = (await chat.press(following.payloads[0]))[0]
    assert answer.custom["evidence"]["reason"] == "chosen"
    assert chat.slots["last_question"] == knowledge.titles()[slug]
    await chat.press("helped:no")
    assert chat.slots["tried"] == [slug]


# --- a person ----------------------------------------------------------------------------------


async def test_asking_for_a_person_is_granted_and_the_desks_are_told(
    chat: Chat, handoffs: Handoffs, redis_url: str
) -> None:
    redis = Redis.from_url(redis_url, decode_responses=True)
    async with redis.pubsub() as news:
        await news.subscribe("news")
        said = await chat.press("person")
        assert responses(said) == ["utter_handoff_asked", "utter_wait"]
        assert await _next_topic(news) == "desk"
        await chat.press("cancel_handoff")
        assert await _next_topic(news) == "desk"
    await redis.aclose()


async def _next_topic(news: object) -> str:
    for _ in range(50):
        message = await news.get_message(ignore_subscribe_messages=True, timeout=0.1)  # type: ignore[attr-defined]
        if message:
            return str(json.loads(message["data"])["topic"])
    raise AssertionError("no news")


async def test_a_lost_redis_does_not_keep_a_customer_from_a_person(
    services: Services, handoffs: Handoffs
) -> None:
    ours = environment(DATABASE_URL=services.database.url, REDIS_URL="redis://127.0.0.1:9/0")
    alone = build_services(ours, services.settings, services.knowledge)
    async with serving(alone) as http:
        chat = Chat(http)
        assert kinds(await chat.press("person"))[-1] == "handoff"
        assert handoffs.open_in(chat.conversation)


async def test_who_waits_is_told_their_place_and_their_words_are_noted(
    http: httpx.AsyncClient, chat: Chat
) -> None:
    await Chat(http).press("person")
    await chat.press("person")
    said = await chat.press("person")
    assert responses(said) == ["utter_already_waiting", "utter_wait"]
    assert said[1].custom["minutes"] == [3, 12], "one is ahead"
    assert responses(await chat.ask(UNKNOWN)) == ["utter_noted_while_waiting"]
    assert responses(await chat.ask("???")) == ["utter_noted_while_waiting"]
    assert responses(await chat.type("ok", "affirm", "action_affirm")) == [
        "utter_noted_while_waiting"
    ]
    assert responses(await chat.type("no", "deny", "action_deny"))[0] == "utter_already_waiting"
    assert responses(await chat.type("bye", "goodbye", "action_goodbye")) == [
        "utter_already_waiting",
        "utter_wait",
    ]


async def test_who_waits_still_gets_what_the_bot_is_sure_of_and_keeps_their_place(
    chat: Chat, handoffs: Handoffs
) -> None:
    await chat.press("person")
    assert kinds(await chat.ask(SURE))[:2] == ["answer", "helped"]
    assert responses(await chat.press("helped:yes")) == ["utter_glad", "utter_wait"]
    assert handoffs.open_in(chat.conversation)


async def test_a_customer_can_leave_the_queue(chat: Chat, handoffs: Handoffs) -> None:
    await chat.press("person")
    opened = handoffs.open_in(chat.conversation)
    assert opened
    assert responses(await chat.press("cancel_handoff")) == ["utter_handoff_cancelled"]
    assert handoffs.get(opened.id).state is HandoffState.ABANDONED
    assert responses(await chat.press("cancel_handoff")) == ["utter_handoff_cancelled"]
    assert kinds(await chat.ask(SURE))[0] == "answer"


async def test_leaving_a_queue_too_late_says_who_is_here(chat: Chat, handoffs: Handoffs) -> None:
    await chat.press("person")
    opened = handoffs.open_in(chat.conversation)
    assert opened
    handoffs.claim(opened.id, "sam", "Sam Whitaker")
    (said,) = await chat.press("cancel_handoff")
    assert said.text == "Sam has joined and has read everything above."
    assert handoffs.get(opened.id).state is HandoffState.CLAIMED


async def test_the_bot_keeps_silent_while_an_agent_holds_the_conversation(
    chat: Chat, handoffs: Handoffs
) -> None:
    await chat.press("person")
    opened = handoffs.open_in(chat.conversation)
    assert opened
    handoffs.claim(opened.id, "sam", "Sam Whitaker")
    before = dict(chat.slots)
    assert await chat.ask(SURE) == []
    assert await chat.press("helped:no") == []
    assert await chat.happens("fell_silent") == []
    assert chat.slots == before


async def test_each_segment_gets_its_presentation_its_queue_and_its_channels_in_order(
    http: httpx.AsyncClient, services: Services, handoffs: Handoffs
) -> None:
    expert = chat_of(http, services, "expert")
    assert (await expert.ask(SURE))[0].custom["presentation"] == "short"
    channels = (await expert.press("person"))[1].custom["channels"]
    assert [c["url"].partition(":")[0] for c in channels] == ["https", "mailto"]

    business = chat_of(http, services, "business")
    channels = (await business.press("person"))[1].custom["channels"]
    assert channels[0] == {
        "label": "Call your account manager, 020 7946 0177",
        "url": "tel:+442079460177",
    }
    handoff = handoffs.open_in(business.conversation)
    assert handoff
    assert (handoff.queue, handoff.segment) == ("business", "business")

    unknown = chat_of(http, services, "no such segment")
    assert (await unknown.ask(SURE))[0].custom["presentation"] == "steps"


async def test_out_of_hours_the_customer_is_told_when_the_team_is_back(
    chat: Chat, settings: SettingsFolder
) -> None:
    _open_only_on(settings, days_from_now=3)
    said, away = await chat.press("person")
    assert (said.response, away.response) == ("utter_handoff_asked", "utter_away")
    assert away.custom["minutes"] is None
    back_at = datetime.fromisoformat(away.custom["back_at"])
    assert back_at.utcoffset() is not None
    assert f"{back_at:%A} 08:00" in away.text
    assert [c["label"] for c in away.custom["channels"]] == ["Write to help@tern.example"]


def _open_only_on(settings: SettingsFolder, days_from_now: int) -> None:
    day = _DAYS[(datetime.now().weekday() + days_from_now) % 7]  # noqa: DTZ005
    settings.set_hours("support", "[]")
    path = settings.folder / "hours.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(f"    {day}: []", f'    {day}: ["08:00-09:00"]', 1))


async def test_a_team_that_is_never_there_promises_no_time(
    chat: Chat, settings: SettingsFolder
) -> None:
    settings.set_hours("support", "[]")
    away = (await chat.press("person"))[1]
    assert (away.custom["minutes"], away.custom["back_at"]) == (None, None)
    assert "None" not in away.text


# --- the effort question -----------------------------------------------------------------------


async def test_the_effort_question_is_asked_once_in_a_conversation(
    chat: Chat, database: Database, services: Services
) -> None:
    await chat.ask(SURE)
    glad, survey = await chat.press("helped:yes")
    assert glad.response == "utter_glad"
    assert (survey.kind, survey.text) == ("survey", QUESTION)
    assert survey.payloads == [f"effort:{score}" for score in range(1, 6)]
    assert survey.buttons[0]["title"] == "1 – very low"
    assert survey.custom["scale"][4] == {"score": 5, "label": "very high"}
    await chat.ask(SURE)
    assert responses(await chat.press("helped:yes")) == ["utter_glad"]
    assert responses(await chat.type("bye", "goodbye", "action_goodbye")) == ["utter_goodbye"]
    assert await chat.happens("fell_silent") == []


async def test_the_effort_question_needs_a_request(chat: Chat) -> None:
    assert responses(await chat.type("bye", "goodbye", "action_goodbye")) == ["utter_goodbye"]
    assert await chat.happens("fell_silent") == []
    assert responses(await chat.type("it works", "helped", "action_helped")) == ["utter_glad"]


async def test_silence_asks_without_another_word(chat: Chat) -> None:
    await chat.ask(SURE)
    assert responses(await chat.happens("fell_silent")) == ["utter_ask_effort"]


async def test_goodbye_ends_with_the_effort_question(chat: Chat) -> None:
    await chat.ask(SURE)
    said = await chat.type("bye", "goodbye", "action_goodbye")
    assert responses(said) == ["utter_goodbye", "utter_ask_effort"]


async def test_a_moment_that_the_settings_leave_out_asks_nothing(
    chat: Chat, settings: SettingsFolder
) -> None:
    settings.set("survey.yml", "moments", "[resolved]")
    await chat.ask(SURE)
    assert responses(await chat.press("helped:yes")) == ["utter_glad"]


async def test_after_a_handoff_the_bot_is_back_starts_anew_and_asks_for_the_effort(
    chat: Chat, handoffs: Handoffs
) -> None:
    await chat.press("person")
    opened = handoffs.open_in(chat.conversation)
    assert opened
    handoffs.claim(opened.id, "sam", "Sam Whitaker")
    handoffs.resolve(opened.id, "sam", "Sam Whitaker")
    said = await chat.happens("handoff_resolved", message="resolved-1")
    assert responses(said) == ["utter_back_with_bot", "utter_ask_effort"]
    again = await chat.happens("handoff_resolved", message="resolved-1")
    assert responses(again) == responses(said), "the same entry delivered again"
    assert kinds(await chat.ask(SURE))[0] == "answer"


async def test_high_effort_opens_a_follow_up_and_takes_a_comment(
    chat: Chat, database: Database, services: Services
) -> None:
    await chat.ask(SURE)
    await chat.press("helped:yes")
    (thanks,) = await chat.press("effort:4")
    assert (thanks.response, thanks.kind) == ("utter_effort_follow_up", "survey_comment")
    said = await chat.press("effort_comment", "too many\x00 steps" + "!" * 2000)
    assert responses(said) == ["utter_effort_comment_thanks"]
    (follow_up,) = FollowUps(database).all_open()
    assert follow_up.score == 4
    assert follow_up.comment.startswith("too many steps!")
    assert len(follow_up.comment) == 1000


async def test_low_effort_opens_no_follow_up_and_one_score_counts(
    chat: Chat, database: Database
) -> None:
    await chat.ask(SURE)
    await chat.press("helped:yes")
    assert responses(await chat.press("effort:1")) == ["utter_effort_thanks"]
    assert responses(await chat.press("effort:1")) == ["utter_effort_thanks"], "arrived twice"
    assert responses(await chat.press("effort:5")) == ["utter_effort_answered"]
    assert responses(await chat.type("5", "effort_rating", "action_effort", "5")) == [
        "utter_effort_answered"
    ]
    assert FollowUps(database).all_open() == []


async def test_an_effort_button_before_the_question_is_explained(chat: Chat) -> None:
    assert responses(await chat.press("effort:3")) == ["utter_effort_not_asked"]
    assert responses(await chat.press("effort_comment", "hm")) == ["utter_effort_not_asked"]


@pytest.mark.parametrize(
    ("words", "score", "stored"),
    [("4", "4", 4), ("3.", None, 3), ("Very low!", None, 1), ("way too much", "5", 5)],
)
async def test_a_typed_score_counts_while_the_question_is_open(
    chat: Chat, services: Services, database: Database, words: str, score: str, stored: int
) -> None:
    await chat.ask(SURE)
    await chat.type("bye", "goodbye", "action_goodbye")
    said = await chat.type(words, "effort_rating", "action_effort", score)
    assert kinds(said) == ["survey_comment"]
    survey = Surveys(database, services.settings.now().survey).get(chat.conversation)
    assert survey
    assert survey.score == stored


async def test_words_like_a_score_are_a_question_while_no_effort_question_is_open(
    chat: Chat,
) -> None:
    assert responses(await chat.type("4", "effort_rating", "action_effort", "4")) == [
        "utter_in_other_words"
    ]
    said = await chat.type("very high exchange rate", "effort_rating", "action_effort", "5")
    assert said[0].custom["evidence"]["hits"]


async def test_a_number_picks_a_button_while_buttons_wait(chat: Chat) -> None:
    (clarify,) = await chat.ask(VAGUE)
    answer = (await chat.type("1", "effort_rating", "action_effort", "1"))[0]
    assert f"article:{answer.custom['article']['slug']}" == clarify.payloads[0]


# --- yes and no --------------------------------------------------------------------------------


async def test_yes_and_no_answer_whether_it_helped(chat: Chat) -> None:
    await chat.ask(SURE)
    assert responses(await chat.type("yes", "affirm", "action_affirm"))[0] == "utter_glad"
    await chat.ask(SURE)
    assert responses(await chat.type("no", "deny", "action_deny")) == ["utter_in_other_words"]


async def test_yes_to_one_button_is_that_button_and_to_several_asks_which(
    chat: Chat, settings: SettingsFolder
) -> None:
    (clarify,) = await chat.ask(VAGUE)
    assert len(clarify.payloads) > 2
    (again,) = await chat.type("yes", "affirm", "action_affirm")
    assert again.payloads == clarify.payloads
    best, second, *_ = (hit["confidence"] for hit in clarify.custom["evidence"]["hits"])
    settings.set("confidence.yml", "choice", (best + second) / 2)
    other = Chat(chat.http)
    (single,) = await other.ask(VAGUE)
    assert single.payloads == [clarify.payloads[0], "something_else"]
    answer = (await other.type("yes", "affirm", "action_affirm"))[0]
    assert f"article:{answer.custom['article']['slug']}" == single.payloads[0]


async def test_no_to_buttons_is_something_else(chat: Chat) -> None:
    await chat.ask(VAGUE)
    assert responses(await chat.type("no", "deny", "action_deny")) == ["utter_in_other_words"]


async def test_yes_and_no_to_nothing_are_taken_calmly(chat: Chat) -> None:
    assert responses(await chat.type("yes", "affirm", "action_affirm")) == ["utter_ask_question"]
    assert responses(await chat.type("no", "deny", "action_deny")) == ["utter_goodbye"]
    await chat.ask(SURE)
    await chat.press("helped:yes")
    assert responses(await chat.type("no", "deny", "action_deny")) == ["utter_goodbye"]
    said = await chat.type("that didn't help", "not_helped", "action_not_helped")
    assert "survey" not in kinds(said)


# --- when things break -------------------------------------------------------------------------


class Broken:
    """A knowledge base whose engine fails at every question."""

    def __init__(self, sound: KnowledgeBase) -> None:
        self._sound = sound

    def search(self, question: str) -> Retrieval:
        raise RuntimeError("the index is corrupt")

    def article(self, slug: str) -> Article | None:
        return self._sound.article(slug)

    def articles(self) -> tuple[Article, ...]:
        return self._sound.articles()

    def titles(self) -> Mapping[str, str]:
        return self._sound.titles()

    def faults(self) -> tuple[ArticleFault, ...]:
        return ()


async def test_a_failed_action_says_so_and_brings_a_person(
    services: Services, knowledge: KnowledgeBase, handoffs: Handoffs
) -> None:
    async with serving(replace(services, knowledge=Broken(knowledge))) as http:
        chat = Chat(http)
        said = await chat.ask(SURE)
        assert responses(said) == ["utter_handoff_broken", "utter_wait"]
        handoff = handoffs.open_in(chat.conversation)
        assert handoff
        assert handoff.reason == "broken"


async def test_a_failed_record_still_leaves_nobody_without_a_word(
    services: Services, tmp_path: Path
) -> None:
    away = Database(f"sqlite:///{tmp_path / 'no such folder' / 'effie.db'}")
    lost = replace(
        services,
        database=away,
        handoffs=Handoffs(away),
        conversations=type(services.conversations)(away),
    )
    async with serving(lost) as http:
        chat = Chat(http)
        assert responses(await chat.ask(SURE)) == ["utter_broken"]
        assert await chat.happens("fell_silent") == [], "nobody is there to hear it"


async def test_a_turn_that_was_lost_is_said_in_full_again_and_opens_one_handoff(
    chat: Chat, handoffs: Handoffs
) -> None:
    first = await chat.without_saving("a person please", "ask_person", "action_ask_person")
    again = await chat.type("a person please", "ask_person", "action_ask_person")
    assert responses(again) == responses(first) == ["utter_handoff_asked", "utter_wait"]
    ours = [h for h in handoffs.all_open() if h.conversation == chat.conversation]
    assert len(ours) == 1


async def test_settings_are_read_again_when_edited_and_a_faulty_edit_changes_nothing(
    chat: Chat, settings: SettingsFolder
) -> None:
    settings.edit("segments.yml", "presentation: steps", "presentation: short")
    assert (await chat.ask(SURE))[0].custom["presentation"] == "short"
    settings.edit("segments.yml", "presentation: short", "presentation: sideways")
    assert (await chat.ask(SURE))[0].custom["presentation"] == "short"


def test_everything_the_actions_say_stands_in_the_domain() -> None:
    source = "".join(path.read_text() for path in (HOME / "actions").glob("*.py"))
    names = set(re.findall(r'"(utter_[a-z_]+)"', source))
    assert names
    assert names <= set(DOMAIN["responses"])
    assert set(BEHAVIOURS) == set(DOMAIN["actions"])


# --- articles over HTTP ------------------------------------------------------------------------


async def test_articles_are_served_under_their_slugs(
    http: httpx.AsyncClient, knowledge: KnowledgeBase
) -> None:
    listed = (await http.get("/articles")).json()
    assert len(listed) == len(knowledge.articles())
    odd = (await http.get("/articles/reverted_card_payment%3F")).json()
    assert odd["slug"] == "reverted_card_payment?"
    found = (await http.get(f"/articles/{SURE_SLUG}")).json()
    article = knowledge.article(SURE_SLUG)
    assert article
    assert found["short"] == article.short
    assert [n["slug"] for n in found["next"]] == list(article.next)
    assert found["review"] == article.review.isoformat()
    missing = await http.get("/articles/no_such_article")
    assert missing.status_code == 404
    assert missing.json()["error"] == "NotFound"


async def test_search_says_what_a_first_question_would_get(http: httpx.AsyncClient) -> None:
    found = (await http.get("/search", params={"q": SURE})).json()
    assert found["decision"] == "answer"
    assert found["hits"][0]["slug"] == SURE_SLUG
    assert (await http.get("/search", params={"q": UNKNOWN})).json()["decision"] == "hand_off"
    assert (await http.get("/search")).status_code == 422
    assert (await http.get("/health")).status_code == 200
