"""Nobody is left hanging: what comes back from agents, what ends, what a crash cut off."""

from __future__ import annotations

from datetime import timedelta

from core.conversations import Author, Holder, InboxMessage, InboxMessageKind, partition_of
from core.handoffs import HandoffState
from store.clock import now
from store.realtime import partition_key
from tests.support.desk_at_work import Agent, age, call, notices, say
from tests.support.web import Stream, Web
from web.background.handoff_timeouts import enforce_timeouts
from web.background.leader import keep_holders_in_step
from web.handoffs import announce


async def test_an_agent_whose_connection_is_gone_loses_the_conversation_once(
    web: Web, sam: Agent, ada: Agent
) -> None:
    handoff = call(web)
    await sam.post(f"handoffs/{handoff.id}/claim")
    await sam.vanish()
    age(web, handoff, timedelta(minutes=2))
    await enforce_timeouts(web.services, now())
    assert (await ada.line(handoff))["state"] == "claimed", "just restarted: nobody was seen yet"
    async with ada.browser.stream("GET", "/desk/api/stream") as response:
        stream = Stream(response)
        await stream.until("queue")
        for _ in range(3):
            await enforce_timeouts(web.services, now() - timedelta(hours=1))
        told = await stream.until("returned")
    assert (told["why"], told["agent_name"]) == ("connection_gone", "Sam Whitaker")
    assert told["customer"] == "Priya Raman"
    line = await ada.line(handoff)
    assert (line["state"], line["returns"], line["returned_why"]) == (
        "waiting",
        1,
        "connection_gone",
    )
    assert [text for text in await notices(web) if "I'm sorry, Sam" in text] != []
    assert len(await notices(web)) == 2
    assert await web.services.holders.get(handoff.conversation) is Holder.BOT


async def test_a_customer_left_without_an_answer_goes_to_somebody_else(
    web: Web, sam: Agent, ada: Agent
) -> None:
    handoff = call(web)
    await sam.post(f"handoffs/{handoff.id}/claim")
    age(web, handoff, timedelta(minutes=6))
    await sam.post(f"handoffs/{handoff.id}/typing")
    await enforce_timeouts(web.services, now() - timedelta(hours=1))
    assert (await ada.line(handoff))["state"] == "claimed", "Sam types"
    await web.services.redis.delete(f"writing:{handoff.conversation}")
    assert (await ada.line(handoff))["unanswered_since"]
    await enforce_timeouts(web.services, now() - timedelta(hours=1))
    assert (await ada.line(handoff))["returned_why"] == "no_answer"
    late = await sam.post(f"handoffs/{handoff.id}/messages", id="reply-0001", text="Hello")
    assert (late.status_code, late.json()["error"]) == (409, "HandoffNotClaimed")


async def test_who_was_answered_or_only_said_thanks_stays_with_their_agent(
    web: Web, sam: Agent
) -> None:
    handoff = call(web)
    await sam.post(f"handoffs/{handoff.id}/claim")
    say(web, handoff.conversation, "It comes tomorrow.", Author.AGENT)
    say(web, handoff.conversation, "thank you very much!")
    age(web, handoff, timedelta(minutes=6))
    await enforce_timeouts(web.services, now() - timedelta(hours=1))
    assert (await sam.line(handoff))["state"] == "claimed"


async def test_signing_out_gives_everything_back_with_an_apology(web: Web, sam: Agent) -> None:
    handoff = call(web)
    await sam.post(f"handoffs/{handoff.id}/claim")
    await sam.browser.post("/logout", data={"csrf": sam.headers["X-CSRF-Token"]})
    assert web.services.handoffs.get(handoff.id).returns == 1
    assert "I'm sorry, Sam" in (await notices(web))[-1]
    assert [a.here for a in (await web.services.queue_snapshots.team()).agents] == [False]


async def test_a_handoff_ends_when_its_customer_stays_away_waiting_or_claimed(
    web: Web, sam: Agent
) -> None:
    waiting, claimed, watching = call(web), call(web), call(web)
    await sam.post(f"handoffs/{claimed.id}/claim")
    for handoff in (waiting, claimed, watching):
        age(web, handoff, timedelta(hours=1))
    await web.services.customers_here.beat(watching.conversation)
    say(web, claimed.conversation, "It comes tomorrow.", Author.AGENT)
    await enforce_timeouts(web.services, now() - timedelta(hours=2))
    ended = {h.id: web.services.handoffs.get(h.id).state for h in (waiting, claimed, watching)}
    assert ended == {
        waiting.id: HandoffState.ABANDONED,
        claimed.id: HandoffState.ABANDONED,
        watching.id: HandoffState.WAITING,
    }
    told = [e.conversation for e in await web.inbox() if e.kind is InboxMessageKind.ABANDONED]
    assert sorted(told) == sorted([waiting.conversation, claimed.conversation])
    assert await web.services.holders.get(claimed.conversation) is Holder.BOT


async def test_every_move_that_a_crash_cut_off_is_finished_once(web: Web, sam: Agent) -> None:
    handoff = call(web)
    web.services.handoffs.claim(handoff.id, sam.id, "Sam Whitaker")  # and then the process died
    for _ in range(2):
        await announce(web.services)
        await keep_holders_in_step(web.services)
    assert await web.services.holders.get(handoff.conversation) is Holder.AGENT
    assert await notices(web) == ["Sam has joined and sees everything above."]
    assert (await sam.post(f"handoffs/{handoff.id}/claim")).status_code == 200
    assert len(await notices(web)) == 1


async def test_the_desk_is_told_while_messages_wait_for_the_bot(web: Web, sam: Agent) -> None:
    stuck = InboxMessage("message-1", "c", InboxMessageKind.CUSTOMER, "hello", now().timestamp())
    await web.services.inbox.put(stuck)
    assert (await web.browser().get("/health")).json()["behind"] == 0
    redis = web.services.redis
    stream = partition_key(partition_of("c"))
    ((key, fields),) = await redis.xrange(stream)
    await redis.delete(stream)
    an_hour_ago = int(key.split("-")[0]) - 3_601_000  # the clocks of Redis and Python differ
    await redis.xadd(stream, fields, id=f"{an_hour_ago}-0")
    async with sam.browser.stream("GET", "/desk/api/stream") as response:
        assert (await Stream(response).until("trouble"))["behind"] >= 3600
    assert (await web.browser().get("/health")).json()["behind"] >= 3600


async def test_an_ending_that_is_refused_leaves_nothing_behind(web: Web, sam: Agent) -> None:
    handoff = call(web)
    await sam.post(f"handoffs/{handoff.id}/claim")
    ending = {"outcome": "promised", "note": "I will look it up."}
    refused = await sam.post(f"handoffs/{handoff.id}/resolve", **ending)
    assert (refused.status_code, refused.json()["error"]) == (422, "ContactMissing")
    assert web.services.handoffs.get(handoff.id).state is HandoffState.CLAIMED
    assert web.services.notes.of(handoff.conversation) == []
    assert web.services.follow_ups.of(handoff.conversation) == []
