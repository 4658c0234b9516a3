"""The desk's API: one agent gets each conversation, and everyone sees what happens."""

from __future__ import annotations

import asyncio

from core.conversations import Holder, InboxMessageKind
from core.handoffs import Handoff, HandoffState
from tests.support.desk import Agent, say
from tests.support.web import Web


async def test_the_queue_shows_who_waits_why_and_what_they_said_last(
    web: Web, sam: Agent, waiting: Handoff
) -> None:
    queue = await sam.get("queue")
    (shown,) = queue["open"]
    assert queue["me"]["first_name"] == "Sam"
    assert shown["customer"] == "Priya Raman"
    assert shown["preview"] == "where is my card"
    assert shown["reason_words"] == "Nothing in the knowledge base fits the question."
    assert (shown["queue_label"], shown["segment_label"]) == ("Support", "Experienced")
    assert (shown["state"], shown["mine"], shown["needs_reply"]) == ("waiting", False, False)


async def test_of_agents_who_claim_at_once_exactly_one_gets_the_conversation(
    web: Web, sam: Agent, ada: Agent, waiting: Handoff
) -> None:
    claim = f"handoffs/{waiting.id}/claim"
    answers = await asyncio.gather(*(agent.post(claim) for agent in (sam, ada) * 3))
    by_agent = [{a.status_code for a in answers[i::2]} for i in (0, 1)]
    assert sorted(by_agent, key=max) == [{200}, {409}]
    assert await web.services.holders.get(waiting.conversation) is Holder.AGENT
    (joined,) = await web.inbox()
    winner = sam if by_agent[0] == {200} else ada
    assert (joined.kind, joined.conversation) == (InboxMessageKind.NOTICE, waiting.conversation)
    assert joined.text.startswith(f"{winner.name.split()[0]} has joined")


async def test_every_change_of_a_handoff_has_a_higher_revision_than_the_one_before(
    web: Web, sam: Agent, waiting: Handoff
) -> None:
    path, seen = f"handoffs/{waiting.id}", [(await sam.get("queue"))["open"][0]["revision"]]
    for move in ("claim", "release", "claim", "claim"):
        seen.append((await sam.post(f"{path}/{move}")).json()["revision"])
    assert seen == [0, 1, 2, 3, 3], "what changes nothing is no change"
    assert (await sam.get(path))["handoff"]["revision"] == 3


async def test_the_context_holds_everything_from_the_first_word(
    web: Web, sam: Agent, waiting: Handoff
) -> None:
    context = await sam.get(f"handoffs/{waiting.id}")
    assert [u["text"] for u in context["transcript"]] == ["where is my card", "A person will help."]
    evidence = context["transcript"][1]["content"]["evidence"]
    assert (evidence["decision"], evidence["hits"]) == ("hand_off", [])
    assert context["profile"]["verified"]
    assert context["profile"]["facts"] == [{"name": "plan", "value": "Plus"}]
    assert context["page"] == "https://tern.example/cards"
    assert context["effort"]["first_question"] == "where is my card"
    assert context == await sam.get(f"conversations/{waiting.conversation}") | {
        "effort": context["effort"]
    }


async def test_a_reply_goes_to_the_customer_once_however_often_it_is_sent(
    web: Web, sam: Agent, waiting: Handoff
) -> None:
    await sam.post(f"handoffs/{waiting.id}/claim")
    for _ in range(3):
        answer = await sam.post(
            f"handoffs/{waiting.id}/messages", id="reply-0001", text=" It is on its way. "
        )
        assert (answer.status_code, answer.json()) == (202, {"id": "reply-0001"})
    replies = [entry for entry in await web.inbox() if entry.kind is InboxMessageKind.AGENT]
    assert [(r.text, r.agent_name) for r in replies] == [("It is on its way.", "Sam")]


async def test_only_the_agent_who_holds_a_conversation_speaks_in_it(
    web: Web, sam: Agent, ada: Agent, waiting: Handoff
) -> None:
    path, reply = f"handoffs/{waiting.id}", {"id": "reply-0002", "text": "Hello"}
    assert (await sam.post(f"{path}/messages", **reply)).json()["error"] == "HandoffNotClaimed"
    await sam.post(f"{path}/claim")
    for what in ("messages", "typing", "release", "resolve"):
        answer = await ada.post(f"{path}/{what}", **reply)
        assert (answer.status_code, answer.json()["error"]) == (403, "HandoffNotYours")
    assert InboxMessageKind.AGENT not in {entry.kind for entry in await web.inbox()}


async def test_bad_replies_are_refused_with_the_reason(
    web: Web, sam: Agent, waiting: Handoff
) -> None:
    await sam.post(f"handoffs/{waiting.id}/claim")
    path = f"handoffs/{waiting.id}/messages"
    for body in (
        {},
        {"id": "short", "text": "Hello"},
        {"id": "reply-0003", "text": " \x00 "},
        {"id": "reply-0003", "text": "x" * 4001},
        {"id": "reply-0003", "text": ["Hello"]},
    ):
        answer = await sam.post(path, **body)
        assert (answer.status_code, answer.json()["error"]) == (422, "BadInput")
    for body in ("[]", "{", ""):
        url, headers = f"/desk/api/{path}", sam.headers
        answer = await sam.browser.post(url, content=body, headers=headers)
        assert 400 <= answer.status_code < 500
    for unknown in (0, 999, 10**30, -1):
        assert (await sam.post(f"handoffs/{unknown}/claim")).status_code == 404


async def test_a_resolved_conversation_goes_back_to_the_bot_and_is_told_so_once(
    web: Web, sam: Agent, waiting: Handoff
) -> None:
    await sam.post(f"handoffs/{waiting.id}/claim")
    for _ in range(2):
        answer = await sam.post(f"handoffs/{waiting.id}/resolve")
        assert (answer.status_code, answer.json()["state"]) == (200, "resolved")
    assert await web.services.holders.get(waiting.conversation) is Holder.BOT
    kinds = [entry.kind for entry in await web.inbox()]
    assert kinds == [InboxMessageKind.NOTICE, InboxMessageKind.NOTICE, InboxMessageKind.RESOLVED]
    assert (await sam.get("queue"))["open"] == []
    context = await sam.get(f"conversations/{waiting.conversation}")
    assert context["handoff"]["state"] == "resolved"


async def test_of_agents_who_end_a_conversation_at_once_the_second_changes_nothing(
    web: Web, sam: Agent, ada: Agent, waiting: Handoff
) -> None:
    resolve = f"handoffs/{waiting.id}/resolve"
    await sam.post(f"handoffs/{waiting.id}/claim")
    first = await sam.post(resolve, note="Sent again.")
    again = await asyncio.gather(
        sam.post(resolve, note="Sent again."), ada.post(resolve, note="I had read it too.")
    )
    assert [answer.status_code for answer in (first, *again)] == [200, 200, 200]
    assert web.services.handoffs.get(waiting.id).agent_name == "Sam Whitaker"
    notes = (await sam.get(f"conversations/{waiting.conversation}"))["notes"]
    assert [note["text"] for note in notes] == ["Sent again.", "I had read it too."]
    ended = [e for e in await web.inbox() if e.kind is InboxMessageKind.RESOLVED]
    assert len(ended) == 1
    other = await ada.post(resolve, outcome="unsolved")
    assert (other.status_code, other.json()["error"]) == (409, "HandoffOver"), "nothing is owed"


async def test_a_second_release_or_transfer_of_the_same_kind_changes_nothing(
    web: Web, sam: Agent, waiting: Handoff
) -> None:
    path = f"handoffs/{waiting.id}"
    for move, body in (("release", {}), ("transfer", {"to_queue": "business", "note": "KYB"})):
        await sam.post(f"{path}/claim")
        for _ in range(2):
            assert (await sam.post(f"{path}/{move}", **body)).status_code == 200
    assert web.services.handoffs.get(waiting.id).returns == 2
    assert len((await sam.get(f"conversations/{waiting.conversation}"))["notes"]) == 1


async def test_what_the_customer_wrote_meanwhile_is_read_before_the_end(
    web: Web, sam: Agent, waiting: Handoff
) -> None:
    resolve = f"handoffs/{waiting.id}/resolve"
    await sam.post(f"handoffs/{waiting.id}/claim")
    shown = (await sam.get(f"conversations/{waiting.conversation}"))["transcript"][-1]["seq"]
    say(web, waiting.conversation, "and one more thing")
    refused = await sam.post(resolve, seq=shown)
    assert (refused.status_code, refused.json()["error"]) == (409, "CustomerWroteMore")
    for nonsense in (-1, "7", 2**63, True, 1.5, None):
        assert (await sam.post(resolve, seq=nonsense)).status_code == 422
    shown = (await sam.get(f"conversations/{waiting.conversation}"))["transcript"][-1]["seq"]
    assert (await sam.post(resolve, seq=shown)).json()["state"] == "resolved"


async def test_what_a_crash_cut_off_is_made_up_for_by_the_same_request(
    web: Web, sam: Agent, waiting: Handoff
) -> None:
    me = (await sam.get("queue"))["me"]
    web.services.handoffs.claim(waiting.id, me["id"], me["name"])  # and then the process died
    assert await web.services.holders.get(waiting.conversation) is Holder.BOT
    assert (await sam.post(f"handoffs/{waiting.id}/claim")).status_code == 200
    assert await web.services.holders.get(waiting.conversation) is Holder.AGENT
    web.services.handoffs.resolve(waiting.id, me["id"], me["name"])
    assert (await sam.post(f"handoffs/{waiting.id}/resolve")).status_code == 200
    assert (await web.inbox())[-1].kind is InboxMessageKind.RESOLVED


async def test_a_released_conversation_waits_again_and_anyone_may_claim_it(
    web: Web, sam: Agent, ada: Agent, waiting: Handoff
) -> None:
    path = f"handoffs/{waiting.id}"
    for agent in (sam, sam, ada):
        assert (await agent.post(f"{path}/claim")).status_code == 200
        assert (await agent.post(f"{path}/release")).status_code == 200
    assert await web.services.holders.get(waiting.conversation) is Holder.BOT
    assert web.services.handoffs.get(waiting.id).state is HandoffState.WAITING
    assert len(await web.inbox()) == 6


async def test_an_agent_opens_a_closed_conversation_again_once_and_holds_it(
    web: Web, sam: Agent, ada: Agent, waiting: Handoff
) -> None:
    reopen = f"conversations/{waiting.conversation}/reopen"
    refused = await ada.post(reopen)
    assert (refused.status_code, refused.json()["error"]) == (409, "HandoffAlreadyOpen")
    await sam.post(f"handoffs/{waiting.id}/claim")
    await sam.post(f"handoffs/{waiting.id}/resolve")
    answers = await asyncio.gather(*(agent.post(reopen) for agent in (sam, ada) * 3))
    by_agent = [{a.status_code for a in answers[i::2]} for i in (0, 1)]
    assert sorted(by_agent, key=max) == [{200}, {409}], "one of them, however often they ask"
    winner = sam if by_agent[0] == {200} else ada
    (opened,) = [h for h in await asyncio.to_thread(web.services.handoffs.all_open)]
    assert (opened.state, opened.agent_name) == (HandoffState.CLAIMED, winner.name)
    assert (opened.queue, opened.reason.value) == (waiting.queue, "reopened")
    assert await web.services.holders.get(waiting.conversation) is Holder.AGENT
    joined = [m for m in await web.inbox() if m.text.startswith(f"{winner.name.split()[0]} has")]
    assert len({m.id for m in joined}) == len(joined)
    assert web.services.handoff_history.of(opened.id)[0].actor == opened.agent
    context = await winner.get(f"handoffs/{opened.id}")
    assert context["transcript"][0]["text"] == "where is my card"
