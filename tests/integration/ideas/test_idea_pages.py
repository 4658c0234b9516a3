"""Ideas are left, voted for, given to somebody, answered, and erased where they name a customer."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update

from core.ideas import Answer, IdeaState, LeftOn
from core.personal_data import Whose
from core.staff import Role, StaffMember
from store.audit import read_audit
from store.clock import now
from store.database import Database
from store.ideas import Ideas, subject_of
from store.personal_data import PLACES
from store.personal_data.places import keys_of, with_keys
from store.schema import ideas
from tests.support.web import Web, running_web, sign_in


@pytest.fixture
async def web(database: Database, redis_url: str, tmp_path: Path) -> AsyncIterator[Web]:
    async with running_web(database.url, redis_url, tmp_path) as web:
        yield web


async def test_an_idea_goes_from_an_agent_to_its_answer(web: Web, database: Database) -> None:
    agent, lead = web.add_staff("Noor Haddad"), web.add_staff("Vera Lead", Role.SUPERVISOR)
    async with web.browser() as noor, web.browser() as vera:
        theirs, leading = await sign_in(noor, agent.email), await sign_in(vera, lead.email)
        said = {"words": "Card 4111 1111 1111 1111: mask it sooner", "title": "Desk"}
        left = await noor.post(
            "/ideas/left",
            json={**said, "on": "/desk?conversation=abcdefgh12"},
            headers={"X-CSRF-Token": theirs},
        )
        assert left.status_code == 201
        path = f"/ideas/{left.json()['id']}"
        listed = await vera.get("/ideas")
        assert "4111 1111" not in listed.text
        assert "mask it sooner" in listed.text

        assert (await noor.get("/ideas?show=done")).text.count("No idea has been done yet.") == 1
        own = {"csrf": theirs, "version": "1", "state": "done", "why": ""}
        assert (await noor.post(f"{path}/answer", data=own)).status_code == 403
        assert (await noor.post(f"{path}/owner", data=own)).status_code == 403
        given = {"csrf": leading, "version": "1", "owner": agent.id}
        assert (await vera.post(f"{path}/owner", data=given)).status_code == 303
        stale = await noor.post(f"{path}/answer", data=own, headers={"Accept": "text/html"})
        assert stale.status_code == 409
        assert "A colleague has changed this idea meanwhile" in stale.text
        why = {**own, "version": "2", "why": "It is masked as it is typed now."}
        assert (await noor.post(f"{path}/answer", data=why)).status_code == 303
        done = await vera.get("/ideas?show=done")
        assert "It is masked as it is typed now." in done.text

        vote = {"csrf": leading, "vote": "yes", "show": "done"}
        for _ in range(2):
            assert (await vera.post(f"{path}/vote", data=vote)).status_code == 303
        assert Ideas(database).get(left.json()["id"]).votes == 2
        await vera.post(f"{path}/vote", data={**vote, "vote": "no"})
        assert Ideas(database).get(left.json()["id"]).votes == 1
    lines = read_audit(database, subject_of(left.json()["id"]))
    assert [(line.who, line.what) for line in lines] == [
        ("Noor Haddad", "idea.left"),
        ("Vera Lead", "idea.owner"),
        ("Noor Haddad", "idea.answer"),
    ]


@pytest.mark.every_database
async def test_who_left_an_idea_is_told_of_its_answer_until_they_read_it(
    web: Web, database: Database
) -> None:
    agent, lead = web.add_staff("Noor Haddad"), web.add_staff("Vera Lead", Role.SUPERVISOR)
    record = Ideas(database)
    theirs, own = record.leave("Mask it sooner", LeftOn(), agent), Answer(IdeaState.DONE, "Done.")
    record.answer(record.leave("Of the lead", LeftOn(), lead), 1, own, lead)
    async with web.browser() as noor, web.browser() as vera:
        await sign_in(noor, agent.email)
        await sign_in(vera, lead.email)
        assert "1 answered" not in (await noor.get("/account")).text
        record.answer(theirs, 1, own, lead)
        assert "1 answered" in (await noor.get("/account")).text
        assert "Vera Lead has answered your idea" in (await noor.get("/ideas")).text
        for path in ("/account", "/ideas", f"/ideas/{theirs}"):
            assert " answered</span>" not in (await vera.get(path)).text
        assert "Done." in (await noor.get(f"/ideas/{theirs}")).text
        assert "1 answered" not in (await noor.get("/account")).text
        assert "has answered your idea" not in (await noor.get("/ideas")).text


async def test_what_waits_too_long_is_shown_as_overdue(web: Web, database: Database) -> None:
    member, record = web.add_staff("Kim Cole", Role.CONTENT_MANAGER), Ideas(database)
    old, fresh = (record.leave(words, LeftOn(), member) for words in ("Long ago", "Just now"))
    with database.writing() as connection:
        of = ideas.c.id == old
        connection.execute(update(ideas).where(of).values(left_at=now() - timedelta(days=11)))
    async with web.browser() as browser:
        await sign_in(browser, member.email)
        page = await browser.get("/ideas?show=overdue")
        assert "Long ago" in page.text
        assert "Just now" not in page.text
        record.answer(old, 1, Answer(IdeaState.PLANNED, "In spring"), member)
        page = await browser.get("/ideas?show=overdue")
        assert "No idea has waited too long" in page.text
        assert {old, fresh} == record.voted_for(member)


def test_what_names_a_customer_is_masked_when_they_are_erased(database: Database) -> None:
    by, record = StaffMember("kim", "kim@bank.example", "Kim", Role.AGENT), Ideas(database)
    named = record.leave("Ann Smithson waited an hour", LeftOn(), by)
    about = record.leave("Show the wait", LeftOn("/desk", "", "conversation-1"), by)
    gap = record.leave("Join these two", LeftOn("/console/gaps/3", "Smithson has no card"), by)
    other = record.leave("Bigger letters, says Smithsonian", LeftOn("/desk"), by)
    whose = Whose("somebody", conversations={"conversation-1": "erased-1"}, terms=("Smithson",))
    place = next(place for place in PLACES if place.table is ideas)
    assert place.leaves is not None
    with database.writing() as connection:
        (theirs,) = with_keys(place, keys_of(connection, place, whose))
        change = update(ideas).where(theirs).values(**place.leaves(whose))
        assert connection.execute(change).rowcount == 3
        kept = {row.id: row for row in connection.execute(select(ideas))}
    assert "Smithson" not in kept[named].words
    assert (kept[about].words, kept[about].conversation) == ("Show the wait", "erased-1")
    assert (kept[gap].words, kept[gap].page, kept[gap].title) == ("Join these two", "", "")
    assert kept[other].words == "Bigger letters, says Smithsonian"
