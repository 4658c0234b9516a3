"""The publish gate, and trying a question: what would change for customers."""

from __future__ import annotations

from sqlalchemy import insert

from store.clock import now
from store.database import Database
from store.schema import question_log
from tests.support.console import A_DRAFT, Assistant, Manager, publish


async def test_a_draft_is_tried_and_its_problems_are_told(
    kim: Manager, assistant: Assistant
) -> None:
    await kim.post("articles", {"slug": "freeze", "draft": A_DRAFT})
    assistant.then = {"block it": "freeze"}
    body = {"question": "block it", "slug": "freeze", "draft": A_DRAFT, "segment": "expert"}
    tried = await kim.post("try", body)
    assert (tried["now"]["decision"], tried["then"]["answer"]) == ("hand_off", "freeze")
    assert 0 < tried["thresholds"]["clarify"] < tried["thresholds"]["answer"] <= 1
    assert assistant.asked[-1][1]["article"]["title"] == A_DRAFT["title"]
    assert (await kim.post("try", {"question": "block it"}))["then"] is None

    bad = {**A_DRAFT, "short": "word " * 61, "questions": []}
    checked = await kim.post("articles/freeze/check", {"draft": bad})
    assert {each["field"] for each in checked["problems"] if each["blocking"]} == {"short"}
    assert "questions" in {each["field"] for each in checked["problems"]}, "a hint: it has none"
    assert "more" in {each["field"] for each in checked["problems"]}, "its link leads nowhere"
    assistant.away = True
    away = await kim.send("POST", "try", {"question": "block it"})
    assert away.status_code == 503
    assert "Step by step" in (await kim.post("articles/freeze/check", {"draft": A_DRAFT}))["help"]


async def test_the_gate_replays_and_judges_pinned_own_and_other_questions(
    kim: Manager, database: Database, assistant: Assistant
) -> None:
    publish(database, "lost_card", questions=["i lost my card", "card gone", "c", "d", "e"])
    await kim.post("articles", {"slug": "freeze", "draft": A_DRAFT})
    await kim.post("articles/freeze/pinned", {"question": "Freeze  it now"})
    await kim.post("articles/freeze/pinned", {"question": "freeze it now"})
    gate = await kim.get("articles/freeze/gate")
    assert [each["question"] for each in gate["pinned"]] == ["Freeze it now"]
    sources = {each["question"]: each["source"] for each in gate["questions"]}
    assert sources["Freeze it now"] == "pinned"
    assert (sources["lock card"], sources["i lost my card"]) == ("own", "other")

    assistant.now = {"i lost my card": "lost_card"}
    assistant.then = {"i lost my card": "freeze", "Freeze it now": "freeze"}
    revision = (await kim.get("articles/freeze"))["draft"]["revision"]
    body = {"revision": revision, "questions": gate["questions"]}
    results = (await kim.post("articles/freeze/replay", body))["results"]
    verdicts = {each["question"]: (each["verdict"], each["stolen"]) for each in results}
    assert verdicts["Freeze it now"] == ("better", False)
    assert verdicts["i lost my card"] == ("worse", True)
    assert verdicts["card gone"] == ("same", False)
    competing = {"revision": revision}
    assert await kim.post("articles/freeze/competing", competing) == {"competing": []}

    await kim.save("freeze", {**A_DRAFT, "title": "Another"}, revision)
    late = await kim.send("POST", "articles/freeze/replay", body)
    assert (late.status_code, late.json()["error"]) == (409, "DraftConflict")
    pin = gate["pinned"][0]["id"]
    assert (await kim.send("DELETE", f"articles/freeze/pinned/{pin}", {})).status_code == 204
    assert (await kim.send("DELETE", f"articles/freeze/pinned/{pin}", {})).status_code == 404


async def test_of_articles_without_example_questions_the_gate_asks_the_titles(
    kim: Manager, database: Database
) -> None:
    publish(database, "lost_card", questions=[], title="Report a lost card")
    await kim.post("articles", {"slug": "freeze", "draft": {**A_DRAFT, "questions": []}})
    asked = (await kim.get("articles/freeze/gate"))["questions"]
    sources = {each["question"]: each["source"] for each in asked}
    assert sources == {A_DRAFT["title"]: "own", "Report a lost card": "other"}
    revision = (await kim.get("articles/freeze"))["draft"]["revision"]
    published = await kim.send("POST", "articles/freeze/publish", {"revision": revision})
    assert published.status_code == 200, published.text


async def test_what_customers_said_of_an_article_tells_the_gate_which_one_is_right(
    kim: Manager, database: Database
) -> None:
    await kim.post("articles", {"slug": "freeze", "draft": A_DRAFT})
    said = {"helped": True, "not": False, "own": False, "nothing": None}
    rows = [
        {
            **{c.name: "" for c in question_log.columns},
            "seq": number,
            "conversation": f"c{number}",
            "question": question,
            "at": now(),
            "decision": "answer",
            "article": "freeze" if question == "own" else "pin",
            "confidence": 0.9,
            "clarified_in_vain": False,
            "abandoned": False,
            "helped": helped,
        }
        for number, (question, helped) in enumerate(said.items(), start=1)
    ]
    with database.writing() as connection:
        connection.execute(insert(question_log), rows)
    gate = await kim.get("articles/freeze/gate")
    known = {
        each["question"]: (each["expected"], each["refused"])
        for each in gate["questions"]
        if each["source"] == "asked"
    }
    assert known == {
        "helped": ("pin", ""),
        "not": ("", "pin"),
        "own": ("", ""),
        "nothing": ("", ""),
    }
