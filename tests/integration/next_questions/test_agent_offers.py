"""What agents tell before it is asked: kept with what came of it, beside the buttons' offers."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from core.conversations import Author, Profile, Utterance
from core.staff import Role
from store.clock import now
from store.conversations import Conversations, Transcripts
from store.database import Database
from store.next_questions import (
    AgentOffer,
    AgentOffers,
    NextFigures,
    PairFigures,
    Visits,
    person_digest,
)
from tests.integration.next_questions.test_desk import wait_for_a_person
from tests.support.clientele import ask, begin, populate
from tests.support.talk import Talk
from tests.support.web import running_web, sign_in

PAIR = ("fees", "exchange_rate")
LATELY = timedelta(days=30)


def tell(database: Database, customer: str, ago: timedelta, said: bool = True) -> None:
    """Let an agent tell a customer what follows on the fees, so long ago."""
    name = Conversations(database).start(Profile(customer, segment="expert"), "web", "").id
    message, at = f"tells-{customer}", now() - ago
    offer = AgentOffer(message, PAIR[1], name, person_digest(customer, name), "expert", PAIR[0], at)
    AgentOffers(database).add([offer])
    AgentOffers(database).add([offer])
    if said:
        Transcripts(database).add([Utterance(message, name, Author.AGENT, "…", at, message)])


def figures(database: Database, segment: str | None = None) -> PairFigures:
    while Visits(database).catch_up(lambda name: name or "newcomer"):
        pass
    return NextFigures(database).pairs([PAIR], now() - LATELY, segment)[PAIR]


@pytest.mark.every_database
def test_what_an_agent_told_counts_once_with_whether_it_was_asked_all_the_same(
    database: Database,
) -> None:
    for customer in ("content", "asks", "asked-before"):
        tell(database, customer, timedelta(days=2))
    tell(database, "asks-late", timedelta(days=20))
    tell(database, "never-said", timedelta(days=2), said=False)
    tell(database, "long-ago", timedelta(days=40))
    for customer, ago in (("asks", 1), ("asked-before", 3), ("asks-late", 1), ("never-said", 1)):
        talk = begin(database, customer, "expert")
        talk.age = timedelta(days=ago)
        ask(talk, PAIR[1])
    found = figures(database)
    assert (found.by_agents, found.by_agents_asked) == (4, 1)
    assert (found.shown, found.told) == (0, 0), "no button was offered"
    assert figures(database, "expert") == found
    assert figures(database, "newcomer").by_agents == 0


def test_what_agents_spared_goes_by_those_who_were_only_offered_it() -> None:
    offered = PairFigures(shown=10, pressed=4, anyway=1, by_agents=8, by_agents_asked=1)
    assert (offered.unasked_of_agents, offered.unasked) == (3.0, 0.0)
    assert PairFigures(by_agents=8).unasked_of_agents == 0.0, "nobody knows"


async def test_a_reply_that_tells_what_comes_next_is_an_offer_once_it_is_said(
    database: Database, redis_url: str, tmp_path: Path
) -> None:
    populate(database)
    async with running_web(database.url, redis_url, tmp_path) as web, web.browser() as browser:
        token = await sign_in(browser, web.add_staff("Sam Agent", Role.AGENT).email)
        handoff = wait_for_a_person(database, "expert", "fees")
        path = f"/desk/api/handoffs/{handoff}"
        headers = {"X-CSRF-Token": token}
        held = (await browser.post(f"{path}/claim", headers=headers)).json()

        async def say(message: str, told: object) -> int:
            body = {"id": message, "text": "The exchange rate we use: …", "told": told}
            answer = await browser.post(f"{path}/messages", json=body, headers=headers)
            return answer.status_code

        for _ in range(2):
            assert await say("told-reply-1", ["exchange_rate"]) == 202
        assert await say("told-reply-2", ["fees", "nothing_of_that_name"]) == 202
        for wrong in ("exchange_rate", ["../x"], [3], ["a", "b", "c", "d"]):
            assert await say("told-reply-3", wrong) == 422, wrong
        assert figures(database).by_agents == 0, "it is on its way"
        talk = Talk(database, held["conversation"])
        for name in ("told-reply-1", "told-reply-2"):
            said = Utterance(name, held["conversation"], Author.AGENT, "…", now(), name)
            Transcripts(database).add([said])
        assert figures(database).by_agents == 1
        member = web.add_staff("Mara Content", Role.CONTENT_MANAGER)
        async with web.browser() as console:
            await sign_in(console, member.email)
            page = await console.get("/console/next-questions/fees/exchange_rate")
            assert "Told by agents" in page.text
            assert "(0 asked all the same)" in page.text
        ask(talk, "exchange_rate")
        assert figures(database).by_agents_asked == 0, "its answer may go on"
