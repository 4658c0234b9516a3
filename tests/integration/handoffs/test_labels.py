"""What agents say of a conversation, and the views of the list they keep."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import update

from core.conversations import ANONYMOUS
from core.handoffs import Handoff
from store.clock import now
from store.schema import conversations
from store.settings_files import LiveSettings
from tests.support.desk import Agent, say
from tests.support.web import Web


async def test_tags_and_what_they_came_for_are_kept_shown_and_found(
    web: Web, sam: Agent, waiting: Handoff
) -> None:
    path = f"conversations/{waiting.conversation}/tags"
    tagged = (await sam.send("PUT", path, tags=["bug", "complaint"])).json()["tags"]
    assert [tag["name"] for tag in tagged] == ["complaint", "bug"], "in the order of the settings"
    await sam.send("PUT", path, tags=["bug"])
    for odd in (["nonsense"], [{}], [[]], [None], "bug", {}):
        refused = await sam.send("PUT", path, tags=odd)
        assert (refused.status_code, refused.json()["error"]) == (422, "BadInput"), odd
    await sam.post(f"handoffs/{waiting.id}/claim")
    ending = {"contact_reason": "problem", "tags": ["feedback"]}
    ended = (await sam.post(f"handoffs/{waiting.id}/resolve", **ending)).json()
    assert ended["contact_reason_label"] == "Something went wrong"
    context = await sam.get(f"conversations/{waiting.conversation}")
    assert [tag["name"] for tag in context["labels"]["tags"]] == ["bug", "feedback"]
    for query, is_found in (
        ("tag=bug&about=problem", True),
        ("tag=complaint", False),
        ("about=question", False),
        ("state=bot&about=problem", False),
    ):
        page = await sam.browser.get(f"/desk/conversations?{query}")
        assert (waiting.conversation in page.text) == is_found, query


async def test_nobody_ends_a_conversation_without_a_contact_reason_where_one_is_required(
    web: Web, sam: Agent, waiting: Handoff, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = web.services.settings
    strict = replace(settings, labels=replace(settings.labels, required=True))
    monkeypatch.setattr(LiveSettings, "now", lambda _: strict)
    await sam.post(f"handoffs/{waiting.id}/claim")
    path = f"handoffs/{waiting.id}/resolve"
    refused = await sam.post(path)
    assert (refused.status_code, refused.json()["error"]) == (422, "ContactReasonMissing")
    assert (await sam.post(path, contact_reason="other")).status_code == 200
    assert (await sam.post(path)).status_code == 200, "ended already, it is asked for no more"


async def test_a_view_is_kept_by_whom_it_is_for_and_leads_to_the_same_list(
    web: Web, sam: Agent, ada: Agent, noor: Agent
) -> None:
    async def keep(agent: Agent, title: str, query: str, **more: str) -> int:
        data = {"csrf": agent.headers["X-CSRF-Token"], "title": title, "query": query, **more}
        return (await agent.browser.post("/desk/views", data=data)).status_code

    assert await keep(sam, "Mine", "state=open&queue=support&evil=1") == 303
    assert await keep(sam, "Ours", "state=snoozed", shared="yes") == 403
    assert await keep(noor, "Ours", "state=snoozed", shared="yes") == 303
    own = (await sam.browser.get("/desk/conversations")).text
    assert 'href="/desk/conversations?state=open&amp;queue=support"' in own
    others = (await ada.browser.get("/desk/conversations")).text
    assert ">Ours</a>" in others
    assert ">Mine</a>" not in others
    ids = {
        view.title: view.id
        for each in web.services.staff.everyone()
        for view in web.services.saved_views.of(each.member)
    }
    remove = {"csrf": ada.headers["X-CSRF-Token"]}
    statuses = [
        (await ada.browser.post(f"/desk/views/{ids[title]}/remove", data=remove)).status_code
        for title in ("Mine", "Ours")
    ]
    assert statuses == [404, 403]


async def test_a_customers_page_has_all_they_came_with_and_what_is_owed(
    web: Web, sam: Agent, waiting: Handoff, disappointed: Handoff
) -> None:
    await sam.post(f"handoffs/{waiting.id}/claim")
    note = {"outcome": "promised", "note": "a new card", "contact": "priya@raman.example"}
    await sam.post(f"handoffs/{waiting.id}/resolve", **note)
    page = (await sam.browser.get(f"/desk/customers/{waiting.conversation}")).text
    for shown in (waiting.conversation, disappointed.conversation, "priya@raman.example"):
        assert shown in page
    assert "Plus" in page
    assert page.count("a new card") == 2, "owed to them, and noted"
    assert (await sam.browser.get("/desk/customers/nobody")).status_code == 404


async def test_nothing_is_opened_again_for_who_would_not_read_it(web: Web, sam: Agent) -> None:
    gone = web.services.conversations.start(ANONYMOUS, "web", "").id
    say(web, gone, "anybody there?")
    with web.services.database.writing() as connection:
        long_ago = now() - timedelta(days=3)
        theirs = conversations.c.id == gone
        connection.execute(update(conversations).where(theirs).values(last_at=long_ago))
    refused = await sam.post(f"conversations/{gone}/reopen")
    assert (refused.status_code, refused.json()["error"]) == (409, "NobodyReached")
    reach = (await sam.get(f"conversations/{gone}"))["reach"]
    assert reach["refused"] == refused.json()["message"]
    await web.services.customers_here.beat(gone)
    assert (await sam.post(f"conversations/{gone}/reopen")).status_code == 200
