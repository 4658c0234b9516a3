"""What the desk tells agents and takes from them besides the handoff itself."""

from __future__ import annotations

import asyncio

from core.conversations import Author, Moment, Page
from core.handoffs import FollowUpKind, Handoff
from store.clock import now
from store.handoffs import Owed
from tests.support.desk import PRIYA, Agent, customer_of, hear_agent, say
from tests.support.waiting import until
from tests.support.web import Stream, Web
from web.background.repeated_questions import note_repeated_questions


async def test_the_context_tells_what_it_is_about_how_they_feel_and_what_it_cost(
    web: Web, sam: Agent, disappointed: Handoff
) -> None:
    for name in ("fees", "cards"):
        web.services.pages.visited(disappointed.conversation, Page(f"https://tern.example/{name}"))
    context = await sam.get(f"handoffs/{disappointed.id}")
    assert context["summary"][0] == "My new card hasn't arrived since 3 March."
    assert (context["mood"]["state"], context["mood"]["words"]) == ("upset", "this is ridiculous")
    effort = context["effort"]
    assert (effort["turns"], effort["failed_answers"], effort["earlier_contacts"]) == (3, 1, 0)
    (shown,) = effort["articles"]
    assert (shown["slug"], shown["confidence"], shown["helped"]) == ("card_arrival", 0.7, False)
    assert [page["url"] for page in context["pages"]][-1] == "https://tern.example/cards"
    assert context["content_gap"]["question"] == "My new card hasn't arrived since 3 March."
    assert context["seen"] == {"customer": 0, "agent": 0}


async def test_a_verified_customers_earlier_conversations_are_folded_under_it(
    web: Web, sam: Agent, disappointed: Handoff
) -> None:
    await sam.post(f"handoffs/{disappointed.id}/claim")
    await sam.post(f"handoffs/{disappointed.id}/resolve", outcome="solved")
    later = web.services.conversations.start(PRIYA, "messenger", "").id
    say(web, later, "it is me again")
    context = await sam.get(f"conversations/{later}")
    (before,) = context["earlier"]
    assert before["conversation"] == disappointed.conversation
    assert before["first_question"] == "My new card hasn't arrived since 3 March."
    assert (before["outcome"], before["agent_name"]) == ("solved", "Sam Whitaker")
    assert (context["effort"]["earlier_contacts"], context["effort"]["channel_switches"]) == (1, 1)
    assert (await sam.get(f"conversations/{disappointed.conversation}"))["earlier"] == []


async def test_a_note_is_seen_by_colleagues_live_and_never_by_the_customer(
    web: Web, sam: Agent, ada: Agent, disappointed: Handoff
) -> None:
    path = f"conversations/{disappointed.conversation}/notes"
    note = {"id": "note-0001", "text": "Card was sent to the old address."}
    stream_url = f"/desk/api/stream?conversation={disappointed.conversation}"
    customer_url = f"/api/conversations/{disappointed.conversation}/stream"
    headers = customer_of(web, disappointed.conversation)
    async with (
        ada.browser.stream("GET", stream_url) as desk,
        web.browser() as page,
        page.stream("GET", customer_url, headers=headers) as widget,
    ):
        colleague, customer = Stream(desk), Stream(widget)
        await colleague.until("queue")
        for _ in range(2):
            answer = await sam.post(path, **note)
            assert (answer.status_code, answer.json()["mine"]) == (201, True)
        shown = await colleague.until("note")
        assert (shown["text"], shown["staff_name"], shown["mine"]) == (
            note["text"],
            "Sam Whitaker",
            False,
        )
        say(web, disappointed.conversation, "hello?")
        await web.services.news.publish(disappointed.conversation, kind="said")
        heard = await customer.until("utterance", text="hello?")
        assert heard["author"] == "customer"
        assert not [data for _name, data in customer.received if note["text"] in str(data)]
    assert len((await ada.get(path))["notes"]) == 1
    assert len((await ada.get(f"handoffs/{disappointed.id}"))["notes"]) == 1
    assert not [e for e in await web.inbox() if note["text"] in e.text]
    assert (await sam.post("conversations/nowhere/notes", **note)).status_code == 404
    assert (await sam.post(path, id="note-0002", text=" ")).status_code == 422


async def test_each_side_sees_how_far_the_other_has_read(
    web: Web, sam: Agent, ada: Agent, disappointed: Handoff
) -> None:
    conversation = disappointed.conversation
    last = (await sam.get(f"handoffs/{disappointed.id}"))["seq"]
    mark, headers = f"conversations/{conversation}/seen", customer_of(web, conversation)
    await sam.post(f"handoffs/{disappointed.id}/claim")
    async with (
        web.browser() as page,
        page.stream("GET", f"/api/conversations/{conversation}/stream", headers=headers) as widget,
        sam.browser.stream("GET", f"/desk/api/stream?conversation={conversation}") as desk,
    ):
        customer, agent = Stream(widget), Stream(desk)
        await customer.until("state")
        assert (await ada.post(mark, seq=last)).status_code == 204
        assert web.services.seen.of(conversation) == {"customer": 0, "agent": 0}, "only looked in"
        assert (await sam.post(mark, seq=last)).status_code == 204
        assert await customer.until("seen") == {"reader": "agent", "seq": last}
        theirs = f"/api/conversations/{conversation}/seen"
        assert (await page.post(theirs, json={"seq": last}, headers=headers)).status_code == 204
        assert await agent.until("seen", reader="customer") == {"reader": "customer", "seq": last}
    for wrong in (0, -1, "3", True, None, 10**30):
        answer = await sam.post(mark, seq=wrong)
        assert (answer.status_code, answer.json()["error"]) == (422, "BadInput")
    async with web.browser() as stranger:
        assert (await stranger.post(theirs, json={"seq": last})).status_code == 401


async def test_saved_replies_are_kept_changed_and_deleted(
    web: Web, sam: Agent, noor: Agent
) -> None:
    greeting = {"title": " Hello\nthere ", "text": "Hello {customer}, I'm {agent}."}
    kept = (await sam.post("saved-replies", **greeting)).json()
    assert (kept["title"], kept["mine"], kept["shared"]) == ("Hello there", True, False)
    assert (await sam.post("saved-replies", **greeting, shared=True)).json()[
        "error"
    ] == "SharedReply"
    shared = (await noor.post("saved-replies", **greeting, shared=True)).json()
    listed = (await sam.get("saved-replies"))["replies"]
    assert [(reply["id"], reply["changeable"]) for reply in listed] == [
        (kept["id"], True),
        (shared["id"], False),
    ]
    path = f"saved-replies/{kept['id']}"
    assert (await sam.send("PUT", path, title="Hi", text="Hi!")).json()["text"] == "Hi!"
    assert (await noor.send("PUT", path, title="Hi", text="Hi!")).status_code == 404
    assert (await sam.send("PUT", path, title="", text="Hi!")).status_code == 422
    assert (await sam.send("DELETE", f"saved-replies/{shared['id']}")).status_code == 403
    assert (await sam.send("DELETE", path)).status_code == 204
    assert (await sam.send("DELETE", path)).status_code == 404


async def test_a_high_score_is_listed_with_its_comment_and_done_with_its_outcome(
    web: Web, sam: Agent, disappointed: Handoff
) -> None:
    surveys = web.services.surveys
    surveys.ask(disappointed.conversation, Moment.RESOLVED, "message-1")
    surveys.answer(disappointed.conversation, 5)
    surveys.comment(disappointed.conversation, "<b>three</b> calls")
    (shown,) = (await sam.get("follow-ups"))["open"]
    assert (shown["kind"], shown["score"], shown["label"]) == ("effort", 5, "very high")
    assert (shown["customer"], shown["comment"]) == ("Priya Raman", "<b>three</b> calls")
    path = f"follow-ups/{shown['id']}/done"
    assert (await sam.post(path, outcome=" ")).status_code == 422
    assert (await sam.post(path, outcome="Called; solved.")).status_code == 204
    assert (await sam.post("follow-ups/999/done", outcome="x")).status_code == 404
    (done,) = (await sam.get("follow-ups"))["done"]
    assert (done["outcome"], done["done_by"]) == ("Called; solved.", "Sam Whitaker")


async def test_a_follow_up_is_taken_by_one_and_the_overdue_ones_are_counted(
    web: Web, sam: Agent, ada: Agent, disappointed: Handoff
) -> None:
    promised = Owed(
        disappointed.conversation,
        FollowUpKind.PROMISED,
        now(),
        words="where is my card",
        contact="priya@example.org",
    )
    owed = web.services.follow_ups.open(promised)
    lists = await sam.get("follow-ups")
    (shown,) = lists["open"]
    assert (lists["overdue"], shown["overdue"], shown["customer"]) == (1, True, "Priya Raman")
    assert (shown["kind"], shown["contact"], shown["score"], shown["owner"]) == (
        "promised",
        "priya@example.org",
        None,
        "",
    )
    answer = await sam.post(f"follow-ups/{owed.id}/claim")
    assert (answer.status_code, answer.json()["mine"]) == (200, True)
    assert (await ada.post(f"follow-ups/{owed.id}/claim")).json()["error"] == "FollowUpTaken"
    context = await ada.get(f"handoffs/{disappointed.id}")
    assert context["follow_ups"][0]["owner_name"] == "Sam Whitaker"
    assert (await sam.browser.get("/desk/follow-ups")).status_code == 200
    refused = await ada.post(f"follow-ups/{owed.id}/done", outcome="Not mine.")
    assert (refused.status_code, refused.json()["error"]) == (409, "FollowUpTaken")
    assert (await sam.post(f"follow-ups/{owed.id}/done", outcome="Wrote.")).status_code == 204
    lists = await ada.get("follow-ups")
    assert (lists["open"], lists["overdue"], lists["done"][0]["outcome"]) == ([], 0, "Wrote.")


async def test_a_content_gap_keeps_the_customers_words_and_the_agents_answer(
    web: Web, sam: Agent, disappointed: Handoff
) -> None:
    path = f"handoffs/{disappointed.id}/content-gap"
    draft = (await sam.get(f"handoffs/{disappointed.id}"))["content_gap"]
    answer = await sam.post(path, question=draft["question"], answer="Order a new one.")
    assert answer.status_code == 201
    await sam.post(path, question=draft["question"], answer="We send a new one.")
    (marked,) = (await sam.get(f"handoffs/{disappointed.id}"))["content_gap"]["marked"]
    assert (marked["answer"], marked["marked_by_name"]) == ("We send a new one.", "Sam Whitaker")
    for wrong in ({}, {"question": " "}, {"question": "x" * 501}, {"question": "x", "answer": 7}):
        assert (await sam.post(path, **wrong)).status_code == 422


async def test_asking_again_for_what_the_context_holds_is_counted_for_supervisors(
    web: Web, sam: Agent, noor: Agent, disappointed: Handoff
) -> None:
    for number, text in enumerate(
        ("Which plan are you on? And what have you tried?", "I'll send a new card.")
    ):
        await hear_agent(web, disappointed.conversation, f"reply-{number}", text)

    async def both_are_counted() -> bool:
        figure = await noor.get("reasked")  # noted after the words themselves are recorded
        return bool(figure["messages"] == 2 and figure["messages_reasked"])

    await until(both_are_counted)
    figure = await noor.get("reasked")
    assert (figure["conversations"], figure["conversations_reasked"], figure["share"]) == (1, 1, 1)
    assert (figure["messages"], figure["messages_reasked"]) == (2, 1)
    assert {item["what"]: item["label"] for item in figure["by"]} == {
        "plan": "their plan",
        "tried": "what they have tried",
    }
    for said in web.services.transcripts.read(disappointed.conversation):
        if said.author is Author.AGENT:
            note_repeated_questions(web.services, said)  # seen again after a crash
    assert await noor.get("reasked") == figure
    assert (await sam.browser.get("/desk/api/reasked")).status_code == 403
    assert (await noor.browser.get("/desk/api/reasked?days=0")).status_code == 422


async def test_many_marks_at_once_leave_the_furthest(
    web: Web, sam: Agent, disappointed: Handoff
) -> None:
    transcript = web.services.transcripts.read(disappointed.conversation)
    await sam.post(f"handoffs/{disappointed.id}/claim")
    mark = f"conversations/{disappointed.conversation}/seen"
    marks = [sam.post(mark, seq=utterance.seq) for utterance in transcript * 3]
    assert {answer.status_code for answer in await asyncio.gather(*marks)} == {204}
    assert web.services.seen.of(disappointed.conversation)["agent"] == transcript[-1].seq
