"""The life of a handoff at the desk: capacity, transfers, and how it ends."""

from __future__ import annotations

from datetime import datetime, timedelta

from core.answering import Reason
from core.conversations import ANONYMOUS, Holder
from core.handoffs import FollowUpKind
from store.clock import now
from store.handoffs import Opening, Owed
from tests.support.desk_at_work import Agent, call, notices
from tests.support.web import Stream, Web


async def test_nobody_claims_more_than_they_take(web: Web, sam: Agent) -> None:
    assert (await sam.post("me/capacity", capacity=1)).json()["capacity"] == 1
    first, second = call(web), call(web)
    assert (await sam.post(f"handoffs/{first.id}/claim")).status_code == 200
    refused = await sam.post(f"handoffs/{second.id}/claim")
    assert (refused.status_code, refused.json()["error"]) == (409, "AgentFull")
    me = (await sam.get("queue"))["me"]
    assert (me["chats"], me["free"]) == (1, 0)
    assert (await sam.post("me/capacity", capacity=2)).json()["free"] == 1
    assert (await sam.post(f"handoffs/{second.id}/claim")).status_code == 200
    assert (await sam.post("me/capacity", capacity=99)).status_code == 422


async def test_the_queue_stands_in_the_order_to_be_taken_with_places(web: Web, sam: Agent) -> None:
    first, business, upset = call(web), call(web, priority=5), call(web, upset=True)
    lines = (await sam.get("queue"))["open"]
    assert [line["id"] for line in lines] == [upset.id, business.id, first.id]
    assert [line["position"] for line in lines] == [1, 2, 3]
    assert [line["upset"] for line in lines] == [True, False, False]
    await sam.post(f"handoffs/{first.id}/claim")
    await sam.post(f"handoffs/{first.id}/release")
    lines = (await sam.get("queue"))["open"]
    assert (lines[0]["id"], lines[0]["returns"], lines[0]["returned_why"]) == (
        first.id,
        1,
        "released",
    )


async def test_who_is_there_and_what_they_chose_is_seen_by_who_leads(
    web: Web, sam: Agent, ada: Agent, noor: Agent
) -> None:
    assert (await sam.post("me/status", status="away")).json()["status"] == "away"
    assert (await sam.post("me/status", status="offline")).status_code == 422
    assert (await sam.post("me/queues", queues=["business"])).json()["queues"] == ["business"]
    await ada.vanish()
    waiting, held = call(web), call(web)
    await noor.post(f"handoffs/{held.id}/claim")
    team = await noor.get("team")
    agents = {agent["name"]: agent for agent in team["agents"]}
    assert {name.split()[0]: agent["status"] for name, agent in agents.items()} == {
        "Ada": "offline",
        "Noor": "available",
        "Sam": "away",
    }
    assert [chat["handoff"] for chat in agents["Noor Haddad"]["chats"]] == [held.id]
    (support,) = [queue for queue in team["queues"] if queue["name"] == "support"]
    assert (support["waiting"], support["agents"], support["free"]) == (1, 1, 2)
    assert datetime.fromisoformat(support["oldest_at"]) == waiting.opened_at
    assert (await sam.browser.get("/desk/api/team")).status_code == 403
    colleagues = await sam.get("colleagues")
    assert len(colleagues["agents"]) == 3
    assert {"name": "support", "label": "Support"} in colleagues["queues"]


async def test_a_transfer_waits_for_a_colleague_first_and_the_customer_is_told(
    web: Web, sam: Agent, ada: Agent, noor: Agent
) -> None:
    handoff = call(web)
    path = f"handoffs/{handoff.id}"
    await sam.post(f"{path}/claim")
    assert (await sam.post(f"{path}/transfer", to_agent=ada.id)).status_code == 422, "no note"
    passed = await sam.post(f"{path}/transfer", to_agent=ada.id, note="Knows about cards.")
    assert (passed.status_code, passed.json()["state"]) == (200, "waiting")
    assert await web.services.holders.get(handoff.conversation) is Holder.BOT
    assert "Sam is passing you on to Ada" in (await notices(web))[-1]
    assert [note.text for note in web.services.notes.of(handoff.conversation)] == [
        "Knows about cards."
    ]
    refused = await noor.post(f"{path}/claim")
    assert (refused.status_code, refused.json()["error"]) == (409, "HandoffKept")
    theirs, others = await ada.line(handoff), await noor.line(handoff)
    assert (theirs["wanted"], theirs["serve"]) == ("me", True)
    assert (others["wanted"], others["serve"]) == ("other", False)
    assert others["wanted_name"] == "Ada Lindqvist"
    assert (await ada.post(f"{path}/claim")).status_code == 200


async def test_what_is_kept_for_a_colleague_who_goes_is_anybodys(
    web: Web, sam: Agent, ada: Agent
) -> None:
    handoff = call(web, preferred_agent=ada.id, preferred_until=now() + timedelta(minutes=3))
    assert (await sam.post(f"handoffs/{handoff.id}/claim")).status_code == 409
    await ada.vanish()
    assert (await sam.line(handoff))["wanted"] == "none"
    assert (await sam.post(f"handoffs/{handoff.id}/claim")).status_code == 200


async def test_a_transfer_goes_to_who_can_take_it_or_to_a_queue(
    web: Web, sam: Agent, ada: Agent
) -> None:
    handoff = call(web)
    path = f"handoffs/{handoff.id}/transfer"
    assert (await sam.post(path, to_queue="business", note="x")).status_code == 409, "not claimed"
    await sam.post(f"handoffs/{handoff.id}/claim")
    await ada.post("me/status", status="away")
    away = await sam.post(path, to_agent=ada.id, note="x")
    assert (away.status_code, away.json()["error"]) == (409, "AgentNotThere")
    assert (await sam.post(path, to_agent="nobody", note="x")).status_code == 404
    assert (await sam.post(path, to_queue="nowhere", note="x")).status_code == 404
    assert (await ada.post(path, to_queue="business", note="x")).status_code == 403
    assert (await sam.post(path, to_queue="business", note="x")).json()["queue"] == "business"
    assert "on to Business accounts" in (await notices(web))[-1]


async def test_who_leads_gives_work_to_somebody_else(
    web: Web, sam: Agent, ada: Agent, noor: Agent
) -> None:
    held, waiting = call(web), call(web)
    await sam.post(f"handoffs/{held.id}/claim")
    for handoff in (held, waiting):
        path = f"handoffs/{handoff.id}/assign"
        assert (await sam.post(path, agent=ada.id)).status_code == 403
        assert (await noor.post(path, agent=ada.id)).status_code == 200
        assert (await ada.line(handoff))["wanted"] == "me"
    told = [text for text in await notices(web) if "passing you on" in text]
    assert len(told) == 1, "who only waited is told nothing"


async def test_what_is_not_solved_becomes_the_agents_follow_up(web: Web, sam: Agent) -> None:
    handoff = call(web)
    await sam.post(f"handoffs/{handoff.id}/claim")
    path = f"handoffs/{handoff.id}/resolve"
    assert (await sam.post(path, outcome="perhaps")).status_code == 422
    refused = await sam.post(path, outcome="promised")
    assert (refused.status_code, refused.json()["error"]) == (422, "ContactMissing")
    resolved = await sam.post(path, outcome="unsolved", note="Card lost in the post twice.")
    assert (resolved.status_code, resolved.json()["outcome"]) == (200, "unsolved")
    (owed,) = web.services.follow_ups.of(handoff.conversation)
    assert (owed.kind, owed.owner_name) == (FollowUpKind.UNSOLVED, "Sam Whitaker")
    assert owed.words == "Card lost in the post twice."
    assert owed.due_at > now()


async def test_a_promise_needs_a_way_to_reach_the_customer(web: Web, sam: Agent) -> None:
    handoff = call(web)
    await sam.post(f"handoffs/{handoff.id}/claim")
    path = f"handoffs/{handoff.id}/resolve"
    answer = await sam.post(path, outcome="promised", contact="priya@example.com")
    assert answer.status_code == 200
    (owed,) = web.services.follow_ups.of(handoff.conversation)
    assert (owed.kind, owed.contact) == (FollowUpKind.PROMISED, "priya@example.com")
    assert owed.words == "where is my card"


async def test_a_promised_answer_given_in_the_chat_is_given(web: Web, sam: Agent) -> None:
    handoff = call(web)
    due = now() + timedelta(hours=4)
    owed = Owed(handoff.conversation, FollowUpKind.PROMISED, due, contact="p@example.com")
    web.services.follow_ups.open(owed)
    line = await sam.line(handoff)
    assert (line["contact"], datetime.fromisoformat(line["promised_by"])) == ("p@example.com", due)
    await sam.post(f"handoffs/{handoff.id}/claim")
    await sam.post(f"handoffs/{handoff.id}/resolve")
    assert web.services.follow_ups.all_open() == []
    (done,) = web.services.follow_ups.recently_done()
    assert (done.done_by, done.outcome) == ("Sam Whitaker", "Answered in the chat.")


async def test_a_customer_is_told_their_place_and_wait_as_they_change(web: Web, sam: Agent) -> None:
    begun = (await sam.browser.post("/api/conversations", json={})).json()
    headers = {"Authorization": f"Bearer {begun['token']}"}
    first = call(web, ANONYMOUS)
    await web.services.customers_here.beat(first.conversation)
    web.services.handoffs.open(begun["conversation"], Opening(Reason.ASKED, "support", "newcomer"))
    url = f"/api/conversations/{begun['conversation']}/stream"
    async with web.browser() as browser, browser.stream("GET", url, headers=headers) as response:
        stream = Stream(response)
        state = (await stream.until("state"))["handoff"]
        assert (state["ahead"], state["minutes"], state["absence"]) == (1, [1, 3], "")
        await sam.post(f"handoffs/{first.id}/claim")
        assert (await stream.until("state"))["handoff"]["ahead"] == 0
        await sam.post("me/status", status="away")
        state = (await stream.until("state"))["handoff"]
        assert (state["minutes"], state["absence"]) == (None, "nobody")
    assert begun["conversation"] in (await web.services.queue_snapshots.now()).customers_here
