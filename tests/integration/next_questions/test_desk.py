"""Agents see what usually comes next, of their customer's segment, before they resolve."""

from __future__ import annotations

from pathlib import Path

from core.answering import Reason
from core.conversations import Profile
from core.staff import Role
from store.conversations import Conversations
from store.database import Database
from store.handoffs import Handoffs, Opening
from tests.support.clientele import TITLES, ask, begin, populate
from tests.support.talk import Talk
from tests.support.web import running_web, sign_in


def wait_for_a_person(database: Database, segment: str, *shown: str) -> int:
    """Let a customer be shown these articles, and then ask for a person."""
    name = Conversations(database).start(Profile(f"asks-{segment}", segment=segment), "web", "").id
    ask(Talk(database, name), *shown)
    opening = Opening(Reason.ASKED, "support", segment)
    return Handoffs(database).open(name, opening).id


async def test_agents_see_what_customers_of_this_segment_usually_ask_next(
    database: Database, redis_url: str, tmp_path: Path
) -> None:
    populate(database)
    for number in range(8):  # 20 visits: until then what people chose stands
        ask(begin(database, f"more-{number}", "expert"), "fees", "exchange_rate")
    async with running_web(database.url, redis_url, tmp_path) as web, web.browser() as browser:
        while web.services.next_visits.catch_up(lambda name: name or "newcomer"):
            pass
        await sign_in(browser, web.add_staff("Sam Agent", Role.AGENT).email)

        async def told(segment: str, *shown: str) -> list[str]:
            handoff = wait_for_a_person(database, segment, *shown)
            answer = await browser.get(f"/desk/api/handoffs/{handoff}")
            assert answer.status_code == 200, answer.text
            return [each["title"] for each in answer.json()["usual_next"]]

        rate = TITLES["exchange_rate"]
        assert rate in await told("expert", "fees")
        assert rate not in await told("expert", "exchange_rate", "fees"), "they know it"
        assert await told("expert") == []
