"""While nobody is there: what is told, and an answer where the customer can be reached."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import httpx
import pytest

from actions.services import Services
from core.conversations import ANONYMOUS
from core.handoffs import FollowUpKind
from store.database import Database
from store.handoffs import FollowUps, Handoffs
from tests.support.action_server import DAYS, SURE, Desk, SettingsFolder
from tests.support.rasa_side import Chat, kinds, responses


def closed_until(settings: SettingsFolder, days: int) -> str:
    """Close the team until 8 o'clock of a day to come, and return its name."""
    today = datetime.now(ZoneInfo("Europe/London")).weekday()
    later = DAYS[(today + days) % 7]
    settings.change("hours.yml", "closed", value=[])  # it may be one of the days to come
    settings.change("hours.yml", "teams", "support", value={later: ["08:00-16:00"]})
    return later.title()


async def test_out_of_hours_the_customer_is_told_when_the_team_is_back(
    chat: Chat, settings: SettingsFolder
) -> None:
    day = closed_until(settings, 3)
    said, away = await chat.press("person")
    assert (said.response, away.response) == ("utter_handoff_asked", "utter_away")
    assert (away.custom["minutes"], away.custom["absence"]) == (None, "closed")
    back_at = datetime.fromisoformat(away.custom["back_at"])
    assert back_at.utcoffset() is not None
    assert f"{day} 08:00" in away.text
    assert [c["label"] for c in away.custom["channels"]] == ["Write to help@tern.example"]
    assert away.payloads == ["leave_contact", "cancel_handoff"]


async def test_a_team_elsewhere_is_back_by_its_own_clock_and_names_it(
    http: httpx.AsyncClient, services: Services, settings: SettingsFolder
) -> None:
    day = DAYS[(datetime.now().weekday() + 3) % 7]
    hours = {"timezone": "Asia/Kolkata", day: ["08:00-16:00"]}
    settings.change("hours.yml", "teams", "business", value=hours)
    profile = replace(ANONYMOUS, customer="c-1", name="Noa", segment="business")
    chat = Chat(http, services.conversations.start(profile, "web", "").id)
    _, away = await chat.press("person")
    assert f"{day.title()} 08:00 Kolkata time" in away.text


async def test_who_leaves_a_contact_is_promised_an_answer_by_a_time_of_the_teams(
    chat: Chat, settings: SettingsFolder, database: Database, handoffs: Handoffs
) -> None:
    day = closed_until(settings, 3)
    await chat.ask(SURE)
    await chat.press("person")
    (asked,) = await chat.press("leave_contact")
    assert (asked.response, asked.kind) == ("utter_ask_contact", "contact")
    assert f"{day} 12:00" in asked.text
    (unclear,) = await chat.press("contact", "just call me")
    assert (unclear.response, unclear.kind) == ("utter_contact_unclear", "contact")
    assert FollowUps(database).all_open() == [], "nothing is promised without a contact"
    (taken,) = await chat.press("contact", "it is noa@example.com")
    assert (taken.kind, taken.custom["contact"]) == ("contact_taken", "noa@example.com")
    assert f"{day} 12:00" in taken.text
    (owed,) = FollowUps(database).all_open()
    assert (owed.kind, owed.contact, owed.owner) == (FollowUpKind.PROMISED, "noa@example.com", "")
    assert (owed.words, owed.due_at) == (
        SURE,
        datetime.fromisoformat(taken.custom["promised_by"]),
    )
    assert handoffs.open_in(chat.conversation), "who stays may still be answered here"
    again = await chat.press("person")
    assert responses(again) == ["utter_already_waiting", "utter_contact_taken"]
    await chat.press("cancel_handoff")
    anew = await chat.press("person")
    assert responses(anew) == ["utter_handoff_asked", "utter_contact_taken"], "still promised"
    assert responses(await chat.ask("???")) == ["utter_noted_while_waiting"]


async def test_what_cannot_be_read_whole_is_asked_for_again_and_nothing_is_promised(
    chat: Chat, settings: SettingsFolder, database: Database
) -> None:
    closed_until(settings, 2)
    await chat.press("person")
    await chat.press("leave_contact")
    assert responses(await chat.ask("jo,o'brien@example.ie")) == ["utter_contact_unclear"]
    assert FollowUps(database).all_open() == []
    taken = await chat.ask("sorry, jo.o'brien@example.ie, or 2026-11-25 10:30 on 07700 900123")
    assert kinds(taken) == ["contact_taken"]
    assert [owed.contact for owed in FollowUps(database).all_open()] == ["jo.o'brien@example.ie"]


async def test_the_country_of_numbers_without_a_code_is_a_setting(
    chat: Chat, settings: SettingsFolder, database: Database
) -> None:
    closed_until(settings, 2)
    settings.change("handoff.yml", "phone_country", value="US")
    await chat.press("person")
    await chat.press("leave_contact")
    await chat.ask("before 11/25/2026 please: 415-555-0132 ext 89")
    assert [o.contact for o in FollowUps(database).all_open()] == ["(415) 555-0132 ext. 89"]


@pytest.mark.parametrize("typed", ["noa@example.com", "020 7946 0112"])
async def test_a_contact_may_be_typed_while_nobody_is_there(
    chat: Chat, settings: SettingsFolder, database: Database, typed: str
) -> None:
    closed_until(settings, 2)
    await chat.press("person")
    assert kinds(await chat.ask(typed)) == ["contact_taken"]
    assert [owed.contact for owed in FollowUps(database).all_open()] == [typed]


async def test_a_contact_that_is_known_is_one_tap(
    http: httpx.AsyncClient, services: Services, settings: SettingsFolder, database: Database
) -> None:
    closed_until(settings, 2)
    facts = (("email", "noa@example.com"), ("phone", "020 7946 0112"))
    profile = replace(ANONYMOUS, customer="c-1", name="Noa", facts=facts)
    chat = Chat(http, services.conversations.start(profile, "web", "").id)
    await chat.press("person")
    (asked,) = await chat.type("yes please", "affirm", "action_affirm")
    assert asked.payloads == ["contact:email", "contact:phone"]
    assert [b["title"] for b in asked.buttons] == ["noa@example.com", "020 7946 0112"]
    assert kinds(await chat.press("contact:phone", "020 7946 0112")) == ["contact_taken"]
    assert [owed.contact for owed in FollowUps(database).all_open()] == ["020 7946 0112"]


async def test_with_nobody_at_the_desk_no_wait_is_told_and_an_answer_elsewhere_is_offered(
    chat: Chat, desk: Desk
) -> None:
    desk.leave("sam")
    nobody = (await chat.press("person"))[1]
    assert (nobody.response, nobody.custom["absence"]) == ("utter_nobody", "nobody")
    assert nobody.custom["minutes"] is None
    assert nobody.payloads == ["leave_contact", "cancel_handoff"]


async def test_a_wait_that_may_get_long_is_told_with_another_way(
    chat: Chat, settings: SettingsFolder
) -> None:
    settings.change("handoff.yml", "longest_wait_minutes", value=1)
    wait = (await chat.press("person"))[1]
    assert (wait.response, wait.custom["absence"]) == ("utter_long_wait", "long")
    assert "1 to 3 minutes" in wait.text


async def test_a_team_that_is_never_there_promises_nothing(
    chat: Chat, settings: SettingsFolder
) -> None:
    settings.change("hours.yml", "teams", "support", value={"monday": []})
    away = (await chat.press("person"))[1]
    assert (away.custom["minutes"], away.custom["back_at"]) == (None, None)
    assert "None" not in away.text
    assert away.payloads == ["cancel_handoff"]
    assert responses(await chat.press("leave_contact")) == ["utter_nobody"]
