"""The effort question, as the actions ask it and take its answer."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import update

from actions.services import Services
from core.conversations.survey import QUESTION
from store.clock import now
from store.conversations import Surveys
from store.database import Database
from store.handoffs import FollowUps, Handoffs
from store.schema import surveys as surveys_table
from tests.support.action_server import SURE, VAGUE, SettingsFolder
from tests.support.rasa_side import Chat, kinds, responses


def answered_minutes_ago(database: Database, minutes: int) -> None:
    with database.writing() as connection:
        earlier = now() - timedelta(minutes=minutes)
        connection.execute(update(surveys_table).values(answered_at=earlier))


async def test_the_effort_question_is_asked_once_in_a_conversation(
    chat: Chat, database: Database, services: Services
) -> None:
    await chat.ask(SURE)
    glad, survey = await chat.press("helped:yes")
    assert (glad.response, glad.custom) == ("utter_glad", {"helped": True})
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
    settings.change("survey.yml", "moments", value=["resolved"])
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
    answered_minutes_ago(database, 11)
    assert responses(await chat.press("effort:5")) == ["utter_effort_answered"]
    assert responses(await chat.type("5", "effort_rating", "action_effort", "5")) == [
        "utter_effort_answered"
    ]
    assert responses(await chat.ask("sorry, I meant 5")) == ["utter_effort_answered"]
    assert FollowUps(database).all_open() == []


async def test_a_score_is_corrected_within_ten_minutes_with_all_that_follows_from_it(
    chat: Chat, services: Services, database: Database
) -> None:
    surveys = Surveys(database, services.settings.now().survey)
    await chat.ask(SURE)
    await chat.press("helped:yes")
    await chat.press("effort:5")
    await chat.press("effort_comment", "all good")
    answered_minutes_ago(database, 9)
    (corrected,) = await chat.ask("sorry, I meant 2")
    assert corrected.response == "utter_effort_corrected"
    assert "2 – low" in corrected.text
    assert (corrected.kind, corrected.custom["score"]) == ("score", 2)
    survey = surveys.get(chat.conversation)
    assert survey
    assert (survey.score, survey.comment) == (2, "all good")
    assert FollowUps(database).all_open() == []
    (done,) = FollowUps(database).recently_done()
    assert done.outcome == "The customer corrected their score to 2."
    assert responses(await chat.press("effort:4")) == ["utter_effort_corrected"]
    (owed,) = FollowUps(database).all_open()
    assert owed.score == 4
    assert responses(await chat.ask("no, 5")) == ["utter_effort_corrected"]
    (owed,) = FollowUps(database).all_open()
    assert owed.score == 5


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
    assert said[0].custom["score"] == stored, "a page marks it on the scale"
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
