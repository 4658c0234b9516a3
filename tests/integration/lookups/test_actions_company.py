"""What the bot says about the company and a customer's account, called as Rasa calls it."""

from __future__ import annotations

import json
import time
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from actions.services import Services
from core.conversations import ANONYMOUS, Profile
from tests.support.action_server import SettingsFolder
from tests.support.host_site import HostServer, host_server, replies
from tests.support.rasa_side import Chat, Said

# Fresh however late a long run comes to it.
NADIA = Profile("demo-nadia", "Nadia Rahman", signed_at=time.time() + 86_400)
HOSTILE = "[click](https://evil.example) <img src=x onerror=alert(1)> {phone}"
ROWS = [
    {"title": "Pounds", "value": "£1,940.15", "note": ""},
    {"title": HOSTILE, "value": "", "note": "as of today"},
]


@pytest.fixture
async def host(settings: SettingsFolder) -> AsyncIterator[HostServer]:
    """A host site that shares the secret of `environment()`."""
    async with host_server("i" * 32) as server:
        for name in ("balance", "transfers", "card"):
            settings.change("lookups.yml", "lookups", name, "address", value=server.url)
        yield server


def by(services: Services, chat: Chat, profile: Profile) -> Chat:
    """Let the conversation be this customer's."""
    chat.conversation = services.conversations.start(profile, "web", "").id
    return chat


def links(said: Said) -> list[str]:
    return [link["url"] for link in said.custom["links"]]


async def test_hours_are_told_with_their_zone_and_for_other_clocks(chat: Chat) -> None:
    said = (await chat.ask("what are your opening hours"))[0]
    assert said.response == "utter_fact_hours"
    assert "every day around the clock (London time)" in said.text
    assert "{" not in said.text
    assert said.custom["evidence"]["decision"] == "tell"
    assert said.custom["evidence"]["fact"] == "hours"
    (stretch,) = said.custom["stretches"]
    assert stretch["opens"].endswith(("T00:00:00+00:00", "T00:00:00+01:00"))


async def test_a_named_day_is_told_by_itself(chat: Chat, settings: SettingsFolder) -> None:
    settings.change("hours.yml", "teams", "support", value={"monday": ["08:00-20:00"]})
    (monday,) = await chat.ask("are you open on monday?")
    assert "Monday" in monday.text
    assert "08:00 to 20:00 (London time)" in monday.text
    (sunday,) = await chat.ask("and on sunday?")
    assert sunday.response == "utter_fact_hours_closed"
    assert "Nobody is here" in sunday.text
    assert "back Monday" in sunday.text
    (christmas,) = await chat.ask("open on Christmas day?")
    assert "25 December" in christmas.text


@pytest.mark.parametrize(
    ("question", "fact", "words", "link"),
    [
        ("phone number", "phone", "020 7946 0112", "tel:02079460112"),
        ("whats your email", "email", "help@tern.example", "mailto:help@tern.example"),
        ("where are you located", "place", "Wharf Lane", None),
        ("how can i get in touch with you", "channels", "the ways", "mailto:help@tern.example"),
    ],
)
async def test_facts_come_from_the_settings(
    chat: Chat, question: str, fact: str, words: str, link: str | None
) -> None:
    (said,) = await chat.type(question, "ask_person", "action_ask_person")
    assert words in said.text
    assert said.custom["evidence"]["fact"] == fact
    assert link is None or link in links(said)
    assert said.payloads == ["person"]


async def test_the_channels_are_those_of_the_segment(chat: Chat, services: Services) -> None:
    by(services, chat, Profile("c", segment="expert"))
    (said,) = await chat.ask("how can i get in touch with you")
    assert links(said)[0] == "https://community.tern.example/"
    assert not any(link.startswith("tel:") for link in links(said))


async def test_a_signed_in_customer_gets_what_the_host_site_says_as_text(
    chat: Chat, services: Services, host: HostServer
) -> None:
    host.answer = replies(json.dumps({"rows": ROWS}).encode())
    (said,) = await by(services, chat, NADIA).ask("what is my balance")
    assert said.kind == "account"
    assert said.custom["outcome"] == "found"
    assert said.custom["rows"] == ROWS
    assert said.text.splitlines()[1:] == ["Pounds: £1,940.15", f"{HOSTILE}, as of today"]
    assert said.payloads == ["article:balance_not_updated_after_bank_transfer", "person"]
    assert json.loads(host.asked[0])["identity"] == {"sub": "demo-nadia"}


async def test_a_stranger_is_told_that_accounts_cannot_be_seen_and_what_helps(
    chat: Chat, services: Services, host: HostServer
) -> None:
    (said,) = await by(services, chat, ANONYMOUS).ask("what is my balance")
    assert said.custom["outcome"] == "not_signed_in"
    assert "can't see accounts" in said.text
    assert links(said) == ["/?as=nadia"]
    assert said.payloads[-1] == "person"
    assert host.asked == []


async def test_who_signed_in_too_long_ago_is_asked_to_do_so_again_and_then_told(
    chat: Chat, services: Services, host: HostServer, settings: SettingsFolder
) -> None:
    settings.change("lookups.yml", "signed_in_within_minutes", value=10)
    host.answer = replies(json.dumps({"rows": ROWS}).encode())
    long_ago = replace(NADIA, signed_at=time.time() - 601)
    (said,) = await by(services, chat, long_ago).ask("what is my balance")
    assert said.custom["outcome"] == "signed_in_long_ago"
    assert "Sign in again" in said.text
    assert links(said) == ["/?as=nadia"]
    assert host.asked == []
    services.conversations.note_signed_in([chat.conversation], replace(NADIA, customer="other"))
    (said,) = await chat.ask("what is my balance")
    assert said.custom["outcome"] == "signed_in_long_ago", "nobody else's token counts"
    just_now = replace(NADIA, signed_at=time.time())
    services.conversations.note_signed_in([chat.conversation], just_now)
    (said,) = await chat.ask("what is my balance")
    assert said.custom["outcome"] == "found"


async def test_a_host_site_that_fails_is_told_as_such(
    chat: Chat, services: Services, host: HostServer
) -> None:
    host.answer = replies(b"Maya Lind sent you 200", "500 Internal Server Error")
    (said,) = await by(services, chat, NADIA).ask("what is my balance")
    assert said.custom["outcome"] == "failed"
    assert "Maya" not in json.dumps(said.custom) + said.text
    assert "person" in said.payloads


async def test_nothing_there_is_said_in_its_words(
    chat: Chat, services: Services, host: HostServer
) -> None:
    (said,) = await by(services, chat, NADIA).ask("show my latest transfers")
    assert said.custom["outcome"] == "nothing"
    assert said.text == "There are no transfers on your account yet."


async def test_the_article_keeps_what_it_answers_though_somebody_is_signed_in(
    chat: Chat, services: Services, host: HostServer
) -> None:
    said = await by(services, chat, NADIA).ask("how long does a transfer usually take")
    assert said[0].kind == "answer"
    assert host.asked == []
