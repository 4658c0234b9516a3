"""What is learned from the record is offered to the segment it was learned of, and to no other."""

from __future__ import annotations

import httpx

from actions.services import Services
from core.conversations import Profile
from store.database import Database
from store.next_questions import Visits
from tests.support.action_server import SURE, SURE_SLUG
from tests.support.clientele import ask, begin
from tests.support.rasa_side import Chat

NEXT = "exchange_rate"  # nobody chose it for the article


async def test_what_is_learned_of_a_segment_is_offered_to_it_and_to_no_other(
    database: Database, services: Services, http: httpx.AsyncClient
) -> None:
    article = services.knowledge.article(SURE_SLUG)
    assert article
    assert NEXT not in article.next
    chosen = [f"article:{slug}" for slug in article.next]
    assert (await offered_to(services, http, "expert")) == chosen, "nothing is known yet"
    for number in range(30):
        ask(begin(database, f"expert-{number}", "expert"), SURE_SLUG, NEXT)
        ask(begin(database, f"new-{number}", "newcomer"), SURE_SLUG)
        for segment in ("expert", "newcomer"):
            ask(
                begin(database, f"other-{segment}-{number}", segment), "card_arrival", "pin_blocked"
            )
    while Visits(database).catch_up(lambda name: name):
        pass
    services.learned_next.look()
    assert (await offered_to(services, http, "expert"))[0] == f"article:{NEXT}"
    assert f"article:{NEXT}" not in await offered_to(services, http, "newcomer")


async def test_what_most_people_need_next_is_answered_in_a_sentence_before_they_ask(
    database: Database, services: Services, http: httpx.AsyncClient
) -> None:
    for number in range(40):
        ask(begin(database, f"expert-{number}", "expert"), SURE_SLUG, NEXT)
        ask(begin(database, f"other-{number}", "expert"), "card_arrival", "pin_blocked")
    while Visits(database).catch_up(lambda name: name):
        pass
    services.learned_next.look()
    article = services.knowledge.article(NEXT)
    assert article
    told = []
    for number in range(12):
        profile = Profile(f"asks-{number}", segment="expert")
        chat = Chat(http, services.conversations.start(profile, "web", "").id)
        (said,) = [each for each in await chat.ask(SURE) if each.kind == "next"]
        assert f"article:{NEXT}" in said.payloads, "the whole of it is one tap away"
        told.append(said.custom.get("told"))
        first = f"{article.short.split('. ')[0]}."
        assert (f"**{article.title}**: {first}" in said.text) == (told[-1] == NEXT)
    assert told.count(NEXT) > len(told) / 2
    assert set(told) <= {NEXT, None}


async def offered_to(services: Services, http: httpx.AsyncClient, segment: str) -> list[str]:
    profile = Profile(f"asks-{segment}", segment=segment)
    chat = Chat(http, services.conversations.start(profile, "web", "").id)
    said = await chat.ask(SURE)
    return next((each.payloads for each in said if each.kind == "next"), [])
