"""The console's pages of content gaps, and what is decided on them; suggestions from the desk."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from core.answering.help_search import ENOUGH_COUNTED
from core.articles import Draft
from core.content_gaps import Gap, GapStatus, standing_of
from core.staff import Role, StaffMember
from store.audit import read_audit
from store.database import Database
from tests.support.articles import an_article, let_live
from tests.support.assistant import Assistant, web_with
from tests.support.talk import Talk
from tests.support.web import Web, sign_in
from web.background.question_pipeline import catch_up


class Manager:
    """A content manager at the console."""

    def __init__(self, web: Web, browser: httpx.AsyncClient, member: StaffMember, token: str):
        self.web, self.browser, self.member, self.token = web, browser, member, token

    async def page(self, path: str) -> str:
        answer = await self.browser.get(f"/console/{path}")
        assert answer.status_code == 200, answer.text
        return answer.text

    async def decide(self, gap: Gap, what: str, **form: str) -> httpx.Response:
        data = {"csrf": self.token, **form}
        headers = {"Accept": "text/html"}
        path = f"/console/gaps/{gap.id}/{what}"
        return await self.browser.post(path, data=data, headers=headers)


@pytest.fixture
def assistant() -> Assistant:
    return Assistant()


@pytest.fixture
async def web(
    database: Database, redis_url: str, tmp_path: Path, assistant: Assistant
) -> AsyncIterator[Web]:
    async with web_with(assistant, database, redis_url, tmp_path) as web:
        yield web


@pytest.fixture
async def mara(web: Web) -> AsyncIterator[Manager]:
    member = web.add_staff("Mara Content", Role.CONTENT_MANAGER)
    async with web.browser() as browser:
        yield Manager(web, browser, member, await sign_in(browser, member.email))


async def ask(web: Web, *questions: str) -> Gap:
    """Let customers ask what nobody answers; return the gap of the last one."""
    for question in questions:
        talk = Talk(web.services.database, f"about-{question}"[:64])
        talk.customer(question)
        talk.bot("hand_off", reason="nothing_fits")
    await catch_up(web.services)
    return next(g for g in web.services.gaps.listed() if questions[-1] in {w.words for w in g.said})


def plain(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


async def test_without_a_gap_the_list_says_what_will_stand_there(mara: Manager) -> None:
    assert "No gaps yet." in await mara.page("gaps")


async def test_the_list_is_searched_and_divided_by_where_a_gap_stands(
    web: Web, mara: Manager
) -> None:
    branch = await ask(web, "where is your branch")
    await ask(web, "can I pay with <b>shells</b>", "shells?")
    page = await mara.page("gaps")
    assert "can I pay with &lt;b&gt;shells" in page, "customers' words are no markup"
    assert "2 handed to a person" in page
    found = await mara.page("gaps?q=BRANCH")
    assert "where is your branch" in found
    assert "shells" not in found
    web.services.gaps.dismiss(branch.id, "we have none", mara.member)
    assert "where is your branch" not in await mara.page("gaps")
    assert "we have none" in await mara.page("gaps?show=dismissed")
    assert "among all of them" in await mara.page("gaps?q=branch")
    assert "None here." in await mara.page("gaps?show=closed")


async def test_questions_that_wait_to_be_grouped_are_announced(web: Web, mara: Manager) -> None:
    talk = Talk(web.services.database)
    talk.customer("shells?")
    talk.bot("ask_again")
    while web.services.question_log.catch_up() or web.services.gap_collector.collect():
        pass
    assert "1 new question waits to be grouped" in plain(await mara.page("gaps"))


async def test_a_gap_is_split_and_merged_from_its_page(web: Web, mara: Manager) -> None:
    await ask(web, "where is the branch office")
    gap = await ask(web, "can I pay with shells", "are shells a bank")
    page = await mara.page(f"gaps/{gap.id}")
    assert "Split off what is ticked" in page
    assert "where is the branch office</option>" in page
    refused = await mara.decide(gap, "split")
    assert refused.status_code == 422
    assert "Tick the words" in refused.text
    ticked = next(each for each in gap.said if "bank" in each.words)
    done = await mara.decide(gap, "split", words=str(ticked.id))
    made = done.headers["location"].rpartition("/")[2]
    assert "are shells a bank" in await mara.page(f"gaps/{made}")
    merged = await mara.decide(gap, "merge", into=made)
    assert merged.headers["location"].endswith(f"/console/gaps/{made}")
    assert "can I pay with shells" in await mara.page(f"gaps/{made}")


async def test_a_number_that_is_none_or_nobodys_is_refused_however_long(
    web: Web, mara: Manager
) -> None:
    await ask(web, "where is the branch office")
    gap = await ask(web, "can I pay with shells", "are shells a bank")
    for number in ("9" * 5_000, "9" * 12, "²", "-1", "0", "x"):
        assert (await mara.decide(gap, "split", words=number)).status_code == 422, number[:20]
        assert (await mara.decide(gap, "merge", into=number)).status_code == 422, number[:20]
    assert (await mara.decide(gap, "merge", into="9" * 9)).status_code == 404


async def test_what_was_answered_and_led_to_a_person_names_its_article_and_its_remedy(
    web: Web, mara: Manager
) -> None:
    talk = Talk(web.services.database, "answered")
    talk.customer("can I pay with shells")
    talk.bot("answer", "fees")
    talk.customer("I want to talk to somebody")
    talk.bot("hand_off", intent="ask_person", reason="asked")
    await catch_up(web.services)
    (gap,) = web.services.gaps.listed()
    assert "1 answered, wanted a person" in await mara.page("gaps")
    assert "a person was wanted even so" in await mara.page(f"gaps/{gap.id}")


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


async def test_a_dismissal_asks_for_a_reason_and_can_be_taken_back(web: Web, mara: Manager) -> None:
    gap = await ask(web, "shells?")
    refused = await mara.decide(gap, "dismiss", why="  ")
    assert (refused.status_code, "Say why" in refused.text) == (422, True)
    assert (await mara.decide(gap, "dismiss", why="We take none.")).status_code == 303
    assert "We take none." in await mara.page(f"gaps/{gap.id}")
    await mara.decide(gap, "reopen")
    assert "Or dismiss it" in await mara.page(f"gaps/{gap.id}")
    activity = await mara.page("activity")
    assert "dismissed" in activity
    assert "opened again" in activity
    assert "We take none." in activity
    assert f'href="/console/gaps/{gap.id}"' in activity
    assert (await mara.browser.get("/console/gaps/999")).status_code == 404


async def test_only_those_who_may_read_a_conversation_are_led_to_it(
    web: Web, mara: Manager
) -> None:
    gap = await ask(web, "shells?")
    assert "/desk?conversation=" not in await mara.page(f"gaps/{gap.id}")
    admin = web.add_staff("Ada Admin", Role.ADMIN)
    async with web.browser() as browser:
        ada = Manager(web, browser, admin, await sign_in(browser, admin.email))
        assert "/desk?conversation=about-shells" in await ada.page(f"gaps/{gap.id}")


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


async def test_beside_the_editor_stand_the_figures_the_gaps_and_the_comments(
    web: Web, mara: Manager
) -> None:
    web.services.articles.create("fees", Draft("What it costs"), mara.member)
    headers = {"X-CSRF-Token": mara.token}
    base = "/console/api/articles/fees"
    said = await mara.browser.post(f"{base}/comments", json={"text": "Old!"}, headers=headers)
    assert said.status_code == 201
    assert (
        await mara.browser.post(f"{base}/comments", json={"text": ""}, headers=headers)
    ).status_code == 422
    missing = "/console/api/articles/nothing/comments"
    assert (
        await mara.browser.post(missing, json={"text": "x"}, headers=headers)
    ).status_code == 404
    talk = Talk(web.services.database)
    talk.customer("fees?")
    talk.bot("answer", "fees")
    talk.customer("No", "helped:no")
    await catch_up(web.services)
    known = (await mara.browser.get(f"{base}/sidebar")).json()
    health = known["health"]
    assert (health["shown"], health["chat"]["not_helped"], health["share"]) == (1, 1, 0)
    assert (health["days"], len(health["weeks"])) == (30, 12)
    assert [gap["name"] for gap in known["gaps"]] == ["Old!"]
    number = known["comments"][0]["id"]
    settle = f"/console/api/comments/{number}"
    done = (await mara.browser.post(f"{settle}/resolve", headers=headers)).json()
    assert done["resolved_by"] == "Mara Content"
    known = (await mara.browser.get(f"{base}/sidebar?days=90")).json()
    assert (known["health"]["days"], known["gaps"]) == (90, [])
    assert (await mara.browser.post(f"{settle}/reopen", headers=headers)).status_code == 200
    assert (
        await mara.browser.post("/console/api/comments/999/resolve", headers=headers)
    ).status_code == 404


async def test_what_most_people_ask_is_counted_once_there_is_enough(
    web: Web, database: Database
) -> None:
    let_live(database, an_article("pin", "Change your PIN"))
    for _ in range(ENOUGH_COUNTED):
        web.services.article_feedback.count("pin", True)
    async with web.browser() as browser:
        page = (await browser.get("/help")).text
    assert 'href="/help/pin"' in page.partition("What most people ask")[2].partition("</nav>")[0]


async def test_what_the_help_centre_is_searched_for_stands_there_with_what_was_opened(
    web: Web, mara: Manager
) -> None:
    assert "No searches yet." in await mara.page("searches")
    searches = web.services.help_searches
    for _ in range(2):
        searches.searched("iban <b>", 3)
    searches.opened("iban <b>", "pin")
    searches.searched("sort code", 2)
    searches.searched("dinosaur", 0)
    page = plain(await mara.page("searches"))
    assert "iban &lt;b&gt; 2 3 pin (1) dinosaur 1 0 nothing sort code 1 2 nothing" in page
    page = plain(await mara.page("searches?show=unopened"))
    assert "sort code 1 2 nothing" in page
    assert "iban" not in page
    assert "dinosaur" not in page, "it found nothing: that is a gap"
