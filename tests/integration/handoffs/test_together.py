"""Agents at work together: macros, colleagues named in notes, watching, who else is there."""

from __future__ import annotations

from typing import Any

from core.conversations import InboxMessageKind
from core.handoffs import Handoff, HandoffState
from tests.support.desk import Agent, say
from tests.support.web import Stream, Web
from web.background.watchers import tell_watchers


async def macro_of(agent: Agent, **steps: Any) -> int:
    made = await agent.post("saved-replies", title="Sent again", text="It is sent.", steps=steps)
    assert made.json()["is_macro"]
    return int(made.json()["id"])


async def test_a_macro_says_tags_and_ends_in_one_and_only_once(
    web: Web, sam: Agent, ada: Agent, waiting: Handoff
) -> None:
    macro = await macro_of(sam, tags=["bug"], contact_reason="problem", then="solved")
    seq = web.services.transcripts.read(waiting.conversation)[-1].seq
    path = f"handoffs/{waiting.id}/macro"
    asked = {"id": "macro-0001", "reply": macro, "text": "It is sent, Priya.", "seq": seq}
    assert (await sam.post(path, **asked)).json()["error"] == "HandoffNotClaimed"
    await sam.post(f"handoffs/{waiting.id}/claim")
    assert (await ada.post(path, **asked)).status_code == 404, "another's own macro"
    done = (await sam.post(path, **asked)).json()
    assert (done["state"], done["contact_reason"]) == ("resolved", "problem")
    assert web.services.tags.of(waiting.conversation) == ["bug"]
    await sam.post(path, **asked)
    replies = [e.text for e in await web.inbox() if e.kind is InboxMessageKind.AGENT]
    assert replies == ["It is sent, Priya."]


async def test_a_macro_snoozes_or_transfers(web: Web, sam: Agent, waiting: Handoff) -> None:
    seq = web.services.transcripts.read(waiting.conversation)[-1].seq
    await sam.post(f"handoffs/{waiting.id}/claim")
    path = f"handoffs/{waiting.id}/macro"
    aside = await macro_of(sam, then="snoozed")
    await sam.post(path, id="macro-0002", reply=aside, seq=seq)
    assert web.services.handoffs.get(waiting.id).state is HandoffState.SNOOZED
    await sam.post(f"handoffs/{waiting.id}/claim")
    away = await macro_of(sam, then="transferred", queue="business")
    moved = (await sam.post(path, id="macro-0003", reply=away, seq=seq)).json()
    assert (moved["state"], moved["queue"]) == ("waiting", "business")


async def test_a_colleague_who_is_named_in_a_note_is_told_and_others_are_not(
    web: Web, sam: Agent, ada: Agent, noor: Agent, waiting: Handoff
) -> None:
    path = f"conversations/{waiting.conversation}/notes"
    for _ in range(2):
        await sam.post(path, id="note-0001", text="@ada and @Sam: is this yours?")
    (notice,) = (await ada.get("queue"))["notices"]
    assert (notice["kind"], notice["by_name"]) == ("mention", "Sam Whitaker")
    assert notice["words"] == "@ada and @Sam: is this yours?"
    assert (await sam.get("queue"))["notices"] == [], "nobody tells themselves"
    assert (await noor.get("queue"))["notices"] == []


async def test_who_watches_is_told_once_until_they_have_looked_and_the_holder_is_not(
    web: Web, sam: Agent, ada: Agent, waiting: Handoff
) -> None:
    for agent in (sam, ada):
        await agent.post(f"conversations/{waiting.conversation}/watch", watches=True)
    context = await ada.get(f"conversations/{waiting.conversation}")
    assert context["watching"] == {"watches": True, "others": ["Sam Whitaker"]}
    await sam.post(f"handoffs/{waiting.id}/claim")
    for words in ("are you there?", "hello?"):
        tell_watchers(web.services, say(web, waiting.conversation, words))
    (notice,) = (await ada.get("queue"))["notices"]
    assert (notice["kind"], notice["words"]) == ("watched", "are you there?")
    assert (await sam.get("queue"))["notices"] == []
    await ada.post(f"notices/{notice['id']}/read")
    await ada.post(f"conversations/{waiting.conversation}/watch", watches=False)
    tell_watchers(web.services, say(web, waiting.conversation, "still nobody?"))
    assert (await ada.get("queue"))["notices"] == []


async def test_who_else_reads_along_and_writes_is_seen(
    web: Web, sam: Agent, ada: Agent, waiting: Handoff
) -> None:
    url = f"/desk/api/stream?conversation={waiting.conversation}"
    async with sam.browser.stream("GET", url) as first:
        own = Stream(first)
        await own.until("queue")
        async with ada.browser.stream("GET", url) as second:
            assert (await Stream(second).until("readers"))["readers"] == ["Sam"]
            assert (await own.until("readers"))["readers"] == ["Ada"]
            await ada.post(f"conversations/{waiting.conversation}/noting")
            assert (await own.until("colleague"))["name"] == "Ada"
        assert (await own.until("readers"))["readers"] == []
