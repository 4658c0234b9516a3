"""What is put off comes back by itself, with the reason, and nobody who left sinks unseen."""

from __future__ import annotations

from datetime import timedelta

from core.conversations import Holder, Profile
from core.handoffs import FollowUpKind, HandoffState
from store.clock import now
from tests.support.desk_at_work import Agent, age, call, notices, say
from tests.support.web import Web
from web.background.handoff_timeouts import enforce_timeouts

WITH_ADDRESS = Profile("c-9", "Lena Vogel", "expert", (("email", "lena@vogel.example"),))


async def test_a_snoozed_conversation_takes_no_place_and_is_back_when_its_customer_writes(
    web: Web, sam: Agent
) -> None:
    handoff = call(web)
    await sam.post(f"handoffs/{handoff.id}/claim")
    snoozed = (await sam.post(f"handoffs/{handoff.id}/snooze", until=None)).json()
    assert (snoozed["state"], snoozed["mine"]) == ("snoozed", True)
    assert (await sam.get("queue"))["me"]["chats"] == 0
    assert await web.services.holders.get(handoff.conversation) is Holder.AGENT
    await enforce_timeouts(web.services, now())
    assert (await sam.line(handoff))["state"] == "snoozed"
    say(web, handoff.conversation, "it has come, but it is broken")
    await enforce_timeouts(web.services, now())
    line = await sam.line(handoff)
    assert (line["state"], line["mine"], line["returned_why"]) == ("claimed", True, "wrote")
    assert len(await notices(web)) == 1, "the customer was told of nothing but who joined"


async def test_what_was_written_before_the_agent_had_seen_it_brings_it_back_at_once(
    web: Web, sam: Agent
) -> None:
    handoff = call(web)
    await sam.post(f"handoffs/{handoff.id}/claim")
    seen = web.services.transcripts.read(handoff.conversation)[-1].seq
    say(web, handoff.conversation, "one more thing")
    await sam.post(f"handoffs/{handoff.id}/snooze", until=None, seq=seen)
    await enforce_timeouts(web.services, now())
    assert (await sam.line(handoff))["state"] == "claimed"


async def test_when_its_time_is_up_it_waits_in_front_kept_for_an_agent_who_is_away(
    web: Web, sam: Agent, ada: Agent
) -> None:
    handoff = call(web)
    await sam.post(f"handoffs/{handoff.id}/claim")
    until = now() + timedelta(seconds=1)
    answer = await sam.post(f"handoffs/{handoff.id}/snooze", until=until.isoformat())
    assert answer.status_code == 200
    await sam.vanish()
    while now() <= until:
        await web.services.queue_snapshots.now()
    await enforce_timeouts(web.services, now())
    line = await ada.line(handoff)
    assert (line["state"], line["returned_why"], line["returns"]) == ("waiting", "time_up", 1)
    assert line["wanted"] == "none", "nobody waits for an agent who is not there"
    refused = await ada.post(f"handoffs/{handoff.id}/snooze", until=None)
    assert (refused.status_code, refused.json()["error"]) == (409, "HandoffNotClaimed")


async def test_a_reminder_is_shown_to_who_wanted_it_from_its_time_on_until_it_is_done(
    web: Web, sam: Agent, ada: Agent
) -> None:
    handoff = call(web)
    path, at = f"conversations/{handoff.conversation}/reminders", now() + timedelta(seconds=1)
    made = {"id": "reminder-1", "at": at.isoformat(), "words": "ask the depot"}
    first = (await sam.post(path, **made)).json()
    assert (await sam.post(path, **made)).json() == first, "sent twice, it is one"
    context = await sam.get(f"conversations/{handoff.conversation}")
    assert [each["words"] for each in context["reminders"]] == ["ask the depot"]
    while now() <= at:
        await web.services.queue_snapshots.now()
    (notice,) = (await sam.get("queue"))["notices"]
    assert (notice["kind"], notice["words"]) == ("reminder", "ask the depot")
    assert (await ada.get("queue"))["notices"] == []
    assert (await ada.post(f"notices/{notice['id']}/read")).status_code == 404
    assert (await sam.post(f"notices/{notice['id']}/read")).status_code == 204
    assert (await sam.get("queue"))["notices"] == []


async def test_who_left_before_anybody_answered_is_promised_an_answer_if_they_can_be_reached(
    web: Web, sam: Agent
) -> None:
    reachable, nameless = call(web, WITH_ADDRESS), call(web)
    for handoff in (reachable, nameless):
        age(web, handoff, web.services.settings.handoff.timeouts.customer_away + timedelta(1))
    await enforce_timeouts(web.services, now() - timedelta(days=2))
    for handoff in (reachable, nameless):
        assert web.services.handoffs.get(handoff.id).state is HandoffState.ABANDONED
    (owed,) = web.services.follow_ups.of(reachable.conversation)
    assert (owed.kind, owed.contact, owed.words) == (
        FollowUpKind.PROMISED,
        "lena@vogel.example",
        "where is my card",
    )
    assert web.services.follow_ups.of(nameless.conversation) == []
    (told,) = await notices(web)
    assert "lena@vogel.example" in told
