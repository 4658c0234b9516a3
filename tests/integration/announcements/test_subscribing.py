"""Who is told an announcement asks to be told when it's solved, and where."""

from __future__ import annotations

import pytest

from actions.services import Services
from store.announcements import Asked
from tests.support.action_server import SURE, SURE_SLUG, SettingsFolder
from tests.support.announcements import post_problem, solve
from tests.support.rasa_side import Chat, kinds, responses

MAILBOX = {
    "kind": "email",
    "label": "E-mail",
    "account": "help@tern.example",
    "imap": {"host": "127.0.0.1", "port": 1143, "encryption": "none"},
    "smtp": {"host": "127.0.0.1", "port": 1025, "encryption": "none"},
}


@pytest.fixture
def with_mailbox(settings: SettingsFolder) -> None:
    settings.change("connections.yml", "connections", value={"mail": MAILBOX})


async def test_one_press_is_enough_and_pressing_again_asks_once(
    chat: Chat, services: Services
) -> None:
    made = post_problem(services.database, SURE_SLUG)
    await chat.ask(SURE)
    for _ in range(2):
        (noted,) = await chat.press(f"subscribe:{made.id}")
        assert noted.response == "utter_subscribed_chat"
        assert noted.payloads == [f"unsubscribe:{made.id}"]
    assert services.subscribers.of(made.id) == Asked(asked=1)
    assert responses(await chat.press(f"unsubscribe:{made.id}")) == ["utter_unsubscribed"]
    assert services.subscribers.of(made.id) == Asked()


async def test_plain_words_do_the_same_where_something_was_told(
    chat: Chat, services: Services
) -> None:
    made = post_problem(services.database, SURE_SLUG)
    wish = "please let me know when it is fixed"
    assert "utter_subscribed_chat" not in responses(await Chat(chat.http).ask(wish))
    await chat.ask(SURE)
    assert responses(await chat.ask(wish)) == ["utter_subscribed_chat"]
    assert services.subscribers.waiting_in(chat.conversation) == (made.id,)
    assert responses(await chat.ask("don't tell me when it's solved")) == ["utter_unsubscribed"]
    assert services.subscribers.waiting_in(chat.conversation) == ()


async def test_an_address_may_be_left_in_the_form_or_typed(
    with_mailbox: None, chat: Chat, services: Services
) -> None:
    made = post_problem(services.database, SURE_SLUG)
    (asked,) = await chat.press(f"subscribe:{made.id}")
    assert asked.response == "utter_subscribed_ask"
    assert asked.custom["announcement"] == made.id
    assert kinds([asked]) == ["subscribed"]
    assert responses(await chat.ask("ada@example")) == ["utter_subscribed_unclear"]
    (taken,) = await chat.ask("it's ada@example.com")
    assert taken.text == "You get an e-mail at ada@example.com once it is solved."

    other = Chat(chat.http)
    await other.press(f"subscribe:{made.id}")
    await other.press(f"subscribe_at:{made.id}", "ada@example.com")
    assert services.subscribers.of(made.id) == Asked(asked=1), "one address waits once"


async def test_what_is_solved_is_not_waited_for(chat: Chat, services: Services) -> None:
    made = post_problem(services.database, SURE_SLUG)
    await chat.ask(SURE)
    solve(services.database, made, "")
    for pressed in (made.id, 4711):
        said = await chat.press(f"subscribe:{pressed}")
        assert responses(said) == ["utter_subscribed_over"]
    assert services.subscribers.of(made.id) == Asked()


async def test_what_is_announced_to_others_is_none_of_ones_business(
    chat: Chat, services: Services
) -> None:
    made = post_problem(services.database, SURE_SLUG, segments=("business",))
    assert responses(await chat.press(f"subscribe:{made.id}")) == ["utter_subscribed_over"]
    assert services.subscribers.of(made.id) == Asked()


async def test_who_asked_from_the_strip_is_not_offered_it_again(
    chat: Chat, services: Services
) -> None:
    made = post_problem(services.database, SURE_SLUG)
    await chat.press(f"subscribe:{made.id}", "Tell me when it's solved")
    (told,) = await chat.ask(SURE)
    assert told.payloads == [f"article:{SURE_SLUG}", "person"]
