"""An announcement is the first answer to a question about its matter, on every channel."""

from __future__ import annotations

from datetime import timedelta

import pytest

from actions.services import Services
from core.announcements import Announcement, AnnouncementState, Audience, Written
from core.staff import Role, StaffMember
from store.announcements import Met
from store.clock import now
from store.handoffs import Handoffs
from tests.support.action_server import SURE, SURE_SLUG, UNKNOWN, VAGUE
from tests.support.rasa_side import Chat, responses

VERA = StaffMember("vera", "vera@tern.example", "Vera Lead", Role.SUPERVISOR)
WORDS = "Some cards are delivered late {this week}."


def post(
    services: Services,
    *articles: str,
    state: AnnouncementState = AnnouncementState.PROBLEM,
    news: bool = True,
    **audience: tuple[str, ...],
) -> Announcement:
    at = now()
    next_news = at + timedelta(hours=3) if news else None
    about = Audience(articles=articles, **audience)
    written = Written(WORDS, state, at - timedelta(minutes=1), None, next_news, about)
    return services.announcements.create(written, VERA)


async def test_who_asks_about_it_is_told_first_and_has_article_and_person_one_press_away(
    chat: Chat, services: Services, handoffs: Handoffs
) -> None:
    made = post(services, SURE_SLUG)
    (told,) = await chat.ask(SURE)
    assert told.text.startswith(f"We know about this: {WORDS} Next news by today, ")
    assert told.payloads == [f"article:{SURE_SLUG}", f"subscribe:{made.id}", "person"]
    assert told.custom["evidence"]["decision"] == "tell"
    assert handoffs.open_in(chat.conversation) is None
    assert (await chat.press(f"article:{SURE_SLUG}"))[0].kind == "answer"
    assert services.announcement_contacts.of(made.id) == Met(contacts=1)
    await chat.press("person")
    assert handoffs.open_in(chat.conversation) is not None


async def test_who_asks_again_gets_the_article_and_a_turn_that_was_lost_tells_it_again(
    chat: Chat, services: Services
) -> None:
    made = post(services, SURE_SLUG, news=False)
    for _ in range(2):
        (told,) = await chat.type(SURE, "question", "action_answer", message="the-same-message")
        assert told.text == f"We know about this: {WORDS}"
    assert (await chat.ask(SURE))[0].kind == "answer"
    assert services.announcement_contacts.of(made.id) == Met(contacts=1)


async def test_it_spares_a_handoff_that_nobody_asked_for(
    chat: Chat, services: Services, handoffs: Handoffs, settings: object
) -> None:
    (clarify,) = await chat.ask(VAGUE)
    likeliest = clarify.custom["evidence"]["hits"][0]["slug"]
    made = post(services, likeliest)
    other = Chat(chat.http)
    announced, asked = await other.ask(VAGUE)
    assert announced.response == "utter_announced_problem_news"
    assert asked.kind == "clarify"
    assert services.announcement_contacts.of(made.id).contacts == 1
    assert handoffs.open_in(other.conversation) is None


async def test_a_handoff_that_comes_after_all_was_not_spared(
    chat: Chat, services: Services
) -> None:
    made = post(services, SURE_SLUG)
    services.announcement_contacts.tell(made.id, chat.conversation, "m", "nothing_fits")
    assert services.announcement_contacts.of(made.id) == Met(contacts=1, spared=1)
    await chat.press("person")
    assert services.announcement_contacts.of(made.id) == Met(contacts=1, spared=0)


async def test_who_asks_for_a_person_or_about_something_else_is_not_told(
    chat: Chat, services: Services
) -> None:
    post(services, "exchange_rate")
    assert (await chat.ask(SURE))[0].kind == "answer"
    assert responses(await Chat(chat.http).ask(UNKNOWN))[0] == "utter_handoff_nothing_fits"
    post(services, SURE_SLUG)
    other = Chat(chat.http)
    said = await other.type("a person please", "ask_person", "action_ask_person")
    assert said[0].response == "utter_handoff_asked"


async def test_an_upset_customer_is_told_kindly(chat: Chat, services: Services) -> None:
    post(services, SURE_SLUG)
    assert responses(await chat.ask(f"this is ridiculous. {SURE}")) == [
        "utter_kindly",
        "utter_announced_problem_news",
    ]


@pytest.mark.parametrize(
    ("state", "audience"),
    [
        (AnnouncementState.SOLVED, {}),
        (AnnouncementState.PROBLEM, {"segments": ("business",)}),
        (AnnouncementState.PROBLEM, {"channels": ("telegram",)}),
    ],
)
async def test_what_is_solved_or_for_others_is_no_answer(
    chat: Chat,
    services: Services,
    state: AnnouncementState,
    audience: dict[str, tuple[str, ...]],
) -> None:
    post(services, SURE_SLUG, state=state, **audience)
    assert (await chat.ask(SURE))[0].kind == "answer"
