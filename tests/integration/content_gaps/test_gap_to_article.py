"""What becomes of a gap: a new article, one that takes its questions, what is answered since."""

from __future__ import annotations

import httpx

from core.articles import Draft
from core.content_gaps import GapStatus, standing_of
from store.audit import read_audit
from tests.support.assistant import Assistant
from tests.support.gap_manager import Manager, ask, plain
from tests.support.web import Web, sign_in
from web.background.question_pipeline import catch_up


async def test_an_article_is_made_of_a_gap_with_its_words_and_the_agents_answer(
    web: Web, mara: Manager
) -> None:
    services, sam = web.services, web.add_staff("Sam Whitaker")
    gap = await ask(web, "shells for jo@example.org", "can I pay with shells?")
    services.content_gaps.mark("about-shells", "shells?", "You can't pay with shells.", sam)
    await catch_up(services)
    assert "You can&#39;t pay with shells." in await mara.page(f"gaps/{gap.id}")
    assert (await mara.decide(gap, "article", title=" ")).status_code == 422
    answer = await mara.decide(gap, "article", title="Paying with shells")
    assert (answer.status_code, answer.headers["location"]) == (
        303,
        "/console/articles/paying_with_shells",
    )
    saved = services.articles.get("paying_with_shells").draft
    assert saved is not None
    assert saved.draft.short == "You can't pay with shells."
    assert set(saved.draft.questions) == {"can I pay with shells?", "shells?"}
    again = await mara.decide(gap, "article", title="Shells again")
    assert (again.status_code, "A colleague has just decided" in again.text) == (409, True)
    assert "Being written" in await mara.page("gaps")
    decided = services.gaps.get(gap.id)
    assert (decided.article, decided.decided_by_name) == ("paying_with_shells", "Mara Content")
    lines = read_audit(services.database, "article:paying_with_shells")
    assert [line.what for line in lines] == ["article.create"]


async def test_its_questions_are_added_to_the_draft_of_an_article_that_is_there(
    web: Web, mara: Manager, assistant: Assistant
) -> None:
    articles = web.services.articles
    draft = Draft("What it costs", "2 %.", questions=("fees",), owner="m", review="2030-01-01")
    first = articles.create("fees", draft, mara.member)
    articles.publish("fees", first.revision, "", mara.member)
    gap = await ask(web, "what do shells cost")
    page = await mara.page(f"gaps/{gap.id}")
    assert 'value="fees"' in page, "the likely ones are there to choose from"
    assistant.away = True
    assert "the assistant is away" in await mara.page(f"gaps/{gap.id}")
    assert (await mara.decide(gap, "add")).status_code == 422
    assert (await mara.decide(gap, "add", article="nothing")).status_code == 404
    answer = await mara.decide(gap, "add", article="fees")
    assert answer.headers["location"] == "/console/articles/fees"
    record = articles.get("fees")
    assert record.draft is not None
    assert record.draft.draft.questions == ("fees", "what do shells cost")
    assert record.live is not None
    assert record.live.questions == ("fees",), "customers see it when it is published"


async def test_an_article_whose_name_holds_a_question_mark_is_led_to_as_well(
    web: Web, mara: Manager
) -> None:
    draft = Draft("Taken back?", "Wait.", questions=("why",), owner="m", review="2030-01-01")
    web.services.articles.create("taken_back?", draft, mara.member)
    gap = await ask(web, "who took my shells")
    answer = await mara.decide(gap, "add", article="taken_back?")
    editor = await mara.browser.get(answer.headers["location"])
    assert (editor.status_code, "Taken back?" in editor.text) == (200, True)


async def test_it_is_told_how_many_questions_are_answered_now_and_how_many_were_before(
    web: Web, mara: Manager, assistant: Assistant
) -> None:
    gap = await ask(web, "shells", "can I pay with shells", "SHELLS")
    await mara.decide(gap, "article", title="Shells")
    services = web.services
    saved = services.articles.get("shells").draft
    assert saved is not None
    fit = Draft("Shells", "No.", questions=("shells",), owner="m", review="2030-01-01")
    saved = services.articles.save_draft("shells", fit, saved.revision, mara.member)
    services.articles.publish("shells", saved.revision, "", mara.member)
    assistant.answers = {"shells": "shells"}
    await catch_up(services)
    page = plain(await mara.page(f"gaps/{gap.id}"))
    assert "2 of 2 are now answered from “Shells”" in page
    assert "Before it was published, none of them were answered." in page
    assert "Nobody has met this gap since" in page
    assert "2 of 2 are now answered" in plain(await mara.page("gaps?show=closed"))
    await mara.decide(gap, "reopen")
    assert standing_of(services.gaps.get(gap.id)) is GapStatus.OPEN


async def test_what_an_agent_suggests_is_in_the_list_and_leads_to_the_article(
    web: Web, mara: Manager
) -> None:
    draft = Draft("What it costs", "2 %.", questions=("fees",), owner="m", review="2030-01-01")
    first = web.services.articles.create("fees", draft, mara.member)
    web.services.articles.publish("fees", first.revision, "", mara.member)
    sam = web.add_staff("Sam Whitaker")
    async with web.browser() as browser:
        headers = {"X-CSRF-Token": await sign_in(browser, sam.email)}

        async def suggest(**body: object) -> httpx.Response:
            return await browser.post("/desk/api/suggestions", json=body, headers=headers)

        assert (await suggest(text="It is 3 % now.", article="fees")).status_code == 201
        for wrong in ({}, {"text": " "}, {"text": "x" * 1001}, {"text": "x", "article": "../x"}):
            assert (await suggest(**wrong)).status_code == 422
        assert (await suggest(text="x", article="nothing")).status_code == 404
        assert (await suggest(text="x", conversation="nothing")).status_code == 404
    (gap,) = web.services.gaps.listed()
    page = plain(await mara.page(f"gaps/{gap.id}"))
    assert "It is 3 % now." in page
    assert "Open “What it costs”" in page
    answer = await mara.decide(gap, "work")
    assert answer.headers["location"] == "/console/articles/fees"
    lines = read_audit(web.services.database, "article:fees")
    assert (lines[-1].who, lines[-1].what) == ("Sam Whitaker", "article.suggest")
