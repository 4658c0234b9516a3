"""The content console over HTTP: who may, what is kept, what is refused."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import insert

from core.articles import Draft
from core.staff import Role, StaffMember
from store.articles import Articles
from store.clock import now
from store.database import Database
from store.schema import question_log
from tests.support.assistant import answer_for_actions
from tests.support.web import Web, running_web, sign_in

HOSTILE = '</script><script>alert("1")</script>'
A_DRAFT = {
    "title": "Freeze your card",
    "short": "Open **Cards** and tap **Freeze**. It works at once.",
    "steps": ["Open **Cards**.", "Tap **Freeze**."],
    "more": "See [the other one](lost_card).",
    "questions": [
        "freeze my card",
        "how do i block my card",
        "stop my card",
        "lock card",
        "card off",
    ],
    "next": [],
    "audience": "everyone",
    "tags": ["cards"],
    "owner": "cards-team",
    "review": "2099-01-31",
}


class Assistant:
    """The actions process as the console sees it: it answers what it is told to."""

    def __init__(self) -> None:
        self.near: list[str] = []
        self.then: dict[str, str] = {}  # the article a question would get with the draft
        self.now: dict[str, str] = {}
        self.asked: list[tuple[str, Any]] = []
        self.away = False

    def reply(self, request: httpx.Request) -> httpx.Response:
        if self.away:
            raise httpx.ConnectError("away")
        if request.url.path == "/search":
            hits = [{"slug": slug, "title": slug, "confidence": 0.4} for slug in self.near]
            return httpx.Response(200, json={"hits": hits, "decision": "clarify"})
        body = httpx.Response(200, content=request.content).json()
        self.asked.append((request.url.path, body))
        if request.url.path == "/try":
            question = body["question"]
            then = outcome(self.then.get(question, "")) if "slug" in body else None
            found = {"now": outcome(self.now.get(question, "")), "then": then}
            return httpx.Response(200, json=found)
        if request.url.path == "/replay":
            results = [
                {
                    "question": question,
                    "now": outcome(self.now.get(question, "")),
                    "then": outcome(self.then.get(question, "")),
                }
                for question in body["questions"]
            ]
            return httpx.Response(200, json={"revision": 1, "results": results})
        return httpx.Response(200, json={"competing": []})


def outcome(slug: str) -> dict[str, Any]:
    hits = [{"slug": slug, "title": slug, "confidence": 0.9}] if slug else []
    decision = "answer" if slug else "hand_off"
    return {"decision": decision, "reason": "", "words": "so", "hits": hits, "answer": slug}


class Manager:
    """A content manager with a browser."""

    def __init__(self, browser: httpx.AsyncClient, token: str) -> None:
        self.browser, self._headers = browser, {"X-CSRF-Token": token}

    async def get(self, path: str, **params: str) -> Any:
        answer = await self.browser.get(f"/console/api/{path}", params=params)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def send(self, method: str, path: str, body: Any) -> httpx.Response:
        return await self.browser.request(
            method, f"/console/api/{path}", json=body, headers=self._headers
        )

    async def post(self, path: str, body: Any) -> Any:
        answer = await self.send("POST", path, body)
        assert answer.is_success, answer.text
        return answer.json() if answer.content else None

    async def save(self, slug: str, draft: Any, revision: int = 0, version: int = 0) -> Any:
        body = {"draft": draft, "revision": revision, "version": version}
        answer = await self.send("PUT", f"articles/{slug}/draft", body)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def page(self, path: str) -> str:
        answer = await self.browser.get(f"/console{path}", headers={"Accept": "text/html"})
        assert answer.status_code == 200, answer.text
        return answer.text


@pytest.fixture
def assistant() -> Assistant:
    return Assistant()


@pytest.fixture
async def web(
    database: Database, redis_url: str, tmp_path: Path, assistant: Assistant
) -> AsyncIterator[Web]:
    async with running_web(database.url, redis_url, tmp_path) as web:
        await answer_for_actions(web, assistant.reply)
        yield web


@pytest.fixture
async def kim(web: Web) -> AsyncIterator[Manager]:
    async with manager(web, "Kim Novak") as kim:
        yield kim


def manager(web: Web, name: str) -> Signing:
    return Signing(web, name)


class Signing:
    """A manager who is signed in until the block ends."""

    def __init__(self, web: Web, name: str) -> None:
        self._web, self._name = web, name
        self._browser = web.browser()

    async def __aenter__(self) -> Manager:
        member = self._web.add_staff(self._name, Role.CONTENT_MANAGER)
        return Manager(self._browser, await sign_in(self._browser, member.email))

    async def __aexit__(self, *_error: object) -> None:
        await self._browser.aclose()


def publish(database: Database, slug: str, **parts: Any) -> None:
    """Publish an article without the console."""
    by = StaffMember("lin", "lin@tern.example", "Lin Moss", Role.CONTENT_MANAGER)
    lists = {"questions", "steps", "tags", "next"}
    values = {
        name: tuple(value) if name in lists else value
        for name, value in {**A_DRAFT, "more": "", **parts}.items()
    }
    articles = Articles(database)
    saved = articles.create(slug, Draft(**values), by)
    articles.publish(slug, saved.revision, "", by)


async def test_an_article_is_begun_written_published_withdrawn_and_brought_back(
    kim: Manager, database: Database
) -> None:
    begun = await kim.post("articles", {"draft": {"title": "Freeze your card"}})
    assert begun == {"slug": "freeze_your_card"}
    revision = (await kim.get("articles/freeze_your_card"))["draft"]["revision"]
    saved = await kim.save("freeze_your_card", A_DRAFT, revision)
    checked = await kim.post("articles/freeze_your_card/check", {"draft": A_DRAFT})
    assert [each["field"] for each in checked["problems"] if each["blocking"]] == []
    published = await kim.post(
        "articles/freeze_your_card/publish", {"revision": saved["revision"], "why": "asked often"}
    )
    assert (published["number"], published["revision"]) == (1, 1)
    articles = Articles(database)
    assert [article.slug for article in articles.live()[1]] == ["freeze_your_card"]

    withdrawn = await kim.post("articles/freeze_your_card/withdraw", {"why": "wrong"})
    assert articles.live()[1] == ()
    await kim.post("articles/freeze_your_card/restore", {"number": withdrawn["number"], "why": ""})
    assert len(articles.live()[1]) == 1

    activity = await kim.page("/activity")
    done = ["began", "published", "withdrew", "restored"]
    assert [words for words in done if words not in activity] == []
    assert "asked often" in await kim.page("/articles/freeze_your_card/versions")


async def test_two_titles_that_are_alike_make_two_articles(kim: Manager) -> None:
    slugs = [
        (await kim.post("articles", {"draft": {"title": title}}))["slug"]
        for title in ("Lost card", "Lost card!", "Contact")
    ]
    assert slugs == ["lost_card", "lost_card_2", "contact_2"]


async def test_who_saves_after_a_colleague_is_told_and_both_texts_are_there(
    web: Web, kim: Manager
) -> None:
    await kim.post("articles", {"slug": "freeze", "draft": A_DRAFT})
    revision = (await kim.get("articles/freeze"))["draft"]["revision"]
    async with manager(web, "Mara Lind") as mara:
        await mara.save("freeze", {**A_DRAFT, "title": "Mara's title"}, revision)
        body = {"draft": {**A_DRAFT, "short": "Kim's."}, "revision": revision, "version": 0}
        answer = await kim.send("PUT", "articles/freeze/draft", body)
        assert (answer.status_code, answer.json()["error"]) == (409, "DraftConflict")
        assert "Mara Lind" in answer.json()["message"]
        theirs = (await kim.get("articles/freeze"))["draft"]
        assert theirs["draft"]["title"] == "Mara's title"
        await kim.save("freeze", body["draft"], theirs["revision"])

        assert (await mara.post("articles/freeze/here", {}))["others"] == []
        here = await kim.post("articles/freeze/here", {})
        assert (here["others"], here["by"]) == (["Mara Lind"], "Kim Novak")


async def test_who_began_with_an_older_version_is_told_that_another_was_published(
    web: Web, kim: Manager, database: Database
) -> None:
    publish(database, "freeze")
    async with manager(web, "Mara Lind") as mara:
        saved = await mara.save("freeze", {**A_DRAFT, "title": "Second"}, version=1)
        await mara.post("articles/freeze/publish", {"revision": saved["revision"], "why": ""})
        body = {"draft": A_DRAFT, "revision": 0, "version": 1}
        answer = await kim.send("PUT", "articles/freeze/draft", body)
        assert answer.status_code == 409
        discarded = await mara.send("POST", "articles/freeze/discard", {"revision": 5})
        assert discarded.status_code == 409


async def test_what_is_planned_shows_in_the_list_and_can_be_given_up(
    kim: Manager, database: Database
) -> None:
    publish(database, "freeze")
    plan = {"revision": 0, "publish_at": None, "expire_at": "2098-05-01T08:00:00+00:00", "why": ""}
    record = await kim.post("articles/freeze/schedule", plan)
    assert record["schedule"]["expire_at"] == "2098-05-01T08:00:00+00:00"
    assert (await kim.get("articles", view="scheduled"))["total"] == 1
    gone = await kim.post("articles/freeze/schedule", {**plan, "expire_at": None})
    assert gone["schedule"] is None
    past = await kim.send(
        "POST", "articles/freeze/schedule", {**plan, "expire_at": "2020-05-01T08:00:00+00:00"}
    )
    assert past.status_code == 422


async def test_articles_are_found_by_words_by_meaning_and_by_what_is_known_of_them(
    kim: Manager, database: Database, assistant: Assistant
) -> None:
    publish(database, "lost_card", title="Lost card", questions=["wo ist meine Überweisung", "b"])
    publish(database, "pin", title="Change the PIN", owner="Kim Novak", review="2020-01-01")
    publish(database, "fees", title="Fees", tags=["100%_fees"], review="2020-02-02")
    await kim.post(
        "articles", {"slug": "begun", "draft": {"title": "Begun", "short": "Card words"}}
    )

    async def found(**wanted: str) -> list[str]:
        return [each["slug"] for each in (await kim.get("articles", **wanted))["articles"]]

    assert (await found())[0] == "pin", "one's own that is overdue comes first"
    assert await found(view="overdue") == ["pin", "fees"]
    assert await found(view="overdue", owner="cards-team") == ["fees"]
    assert (await found(mine="cards-team"))[:2] == ["fees", "pin"]
    assert await found(view="draft") == ["begun"]
    assert await found(tag="100%_fees") == ["fees"]
    assert await found(q="überweisung") == ["lost_card"]
    assert await found(q="CARD lost") == ["lost_card"]
    by_word = await found(q="card")
    assert (by_word[0], len(by_word)) == ("lost_card", 4), "a title counts more than the text"
    assert await found(q="%") == []
    assistant.near = ["pin", "unknown"]
    by_meaning = (await kim.get("articles", q="secret number"))["articles"]
    assert [(each["slug"], each["literally"]) for each in by_meaning] == [("pin", False)]
    assistant.away = True
    assert await found(q="secret number") == []
    tally = (await kim.get("articles"))["tally"]
    assert (tally["all"], tally["draft"], tally["live"], tally["overdue"]) == (4, 1, 3, 2)


async def test_a_long_list_comes_in_pages_that_hold_each_article_once(
    kim: Manager, database: Database
) -> None:
    by = StaffMember("lin", "lin@tern.example", "Lin Moss", Role.CONTENT_MANAGER)
    for number in range(120):
        Articles(database).create(f"article_{number}", Draft(title=f"Article {number}"), by)
    pages = [await kim.get("articles", page=str(number)) for number in (1, 2, 3)]
    slugs = [each["slug"] for page in pages for each in page["articles"]]
    assert (pages[0]["pages"], len(slugs), len(set(slugs))) == (3, 120, 120)
    for page in ("0", "-1", "x", "9" * 30):
        assert (await kim.get("articles", page=page))["page"] >= 1


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
    assert {each["field"] for each in checked["problems"] if each["blocking"]} == {
        "short",
        "questions",
    }
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


async def test_the_difference_between_two_versions_is_shown_word_by_word(
    kim: Manager, database: Database
) -> None:
    publish(database, "freeze")
    changed = {**A_DRAFT, "short": "Open **Cards** and tap **Lock**. It works at once."}
    saved = await kim.save("freeze", changed, version=1)
    draft = await kim.page("/articles/freeze/versions")
    assert "<del>Freeze</del><ins>Lock</ins>" in draft
    await kim.post("articles/freeze/publish", {"revision": saved["revision"], "why": HOSTILE})
    page = await kim.page("/articles/freeze/versions?from=2&to=1")
    assert "<del>Lock</del><ins>Freeze</ins>" in page
    assert HOSTILE not in page
    assert "The two say the same" in await kim.page("/articles/freeze/versions?from=1&to=1")


async def test_nothing_hostile_in_an_article_gets_into_a_page(kim: Manager) -> None:
    hostile = {
        **A_DRAFT,
        "title": HOSTILE,
        "short": f"{HOSTILE} [run](javascript:alert(1)) <img src=x onerror=alert(1)>",
        "steps": [HOSTILE],
        "more": f"> {HOSTILE}\n\n[a](data:text/html,x)",
        "tags": [HOSTILE],
        "owner": "<b>",
    }
    await kim.post("articles", {"slug": "hostile", "draft": hostile})
    editor = await kim.page("/articles/hostile")
    gate = await kim.page("/articles/hostile/publish")
    listed = await kim.page("/")
    help_page = (await kim.post("articles/hostile/check", {"draft": hostile}))["help"]
    for page in (editor, gate, listed, help_page, await kim.page("/articles/hostile/versions")):
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert 'href="javascript:' not in page
        assert 'href="data:' not in page
    assert "<script" not in help_page


@pytest.mark.parametrize("slug", ["../secrets", "a/b", "contact", "x" * 81, ".hidden", "a b", "é"])
async def test_a_name_that_cannot_be_an_articles_is_refused(kim: Manager, slug: str) -> None:
    answer = await kim.send("POST", "articles", {"slug": slug, "draft": A_DRAFT})
    assert answer.status_code == 422, answer.text
    asked = await kim.browser.get(f"/console/api/articles/{httpx.URL(slug).raw_path.decode()}")
    assert asked.status_code == 404


@pytest.mark.parametrize(
    "body",
    [
        None,
        [],
        {"draft": None},
        {"draft": {"title": 5}},
        {"draft": {"steps": "one"}},
        {"draft": {"unknown": "x"}},
        {"draft": {"questions": ["x"] * 2000}},
        {"draft": A_DRAFT, "revision": -1},
        {"draft": A_DRAFT, "revision": True},
        {"draft": A_DRAFT, "revision": 10**12},
    ],
)
async def test_a_draft_that_is_none_is_refused_with_what_to_do(kim: Manager, body: Any) -> None:
    await kim.post("articles", {"slug": "freeze", "draft": A_DRAFT})
    answer = await kim.send("PUT", "articles/freeze/draft", body)
    assert answer.status_code == 422, answer.text
    assert answer.json()["message"]


async def test_what_is_too_large_is_refused_and_nothing_is_changed(kim: Manager) -> None:
    await kim.post("articles", {"slug": "freeze", "draft": A_DRAFT})
    large = {**A_DRAFT, "more": "x" * 61_000}
    body = {"draft": large, "revision": 1, "version": 0}
    assert (await kim.send("PUT", "articles/freeze/draft", body)).status_code == 422
    huge = {**A_DRAFT, "more": "x" * 500_000}
    body = {"draft": huge, "revision": 1, "version": 0}
    assert (await kim.send("PUT", "articles/freeze/draft", body)).status_code == 413
    many = [{"question": "x", "source": "own"}] * 101
    answer = await kim.send("POST", "articles/freeze/replay", {"revision": 1, "questions": many})
    assert answer.status_code == 422
    assert (await kim.get("articles/freeze"))["draft"]["draft"] == A_DRAFT


async def test_the_largest_article_can_be_saved_and_checked(kim: Manager) -> None:
    await kim.post("articles", {"slug": "freeze", "draft": A_DRAFT})
    large = {**A_DRAFT, "more": "wörds “quoted” " * 2_900}
    revision = (await kim.get("articles/freeze"))["draft"]["revision"]
    await kim.save("freeze", large, revision)
    await kim.post("articles/freeze/check", {"draft": large})


async def test_agents_stay_out_and_content_managers_stay_away_from_the_desk(
    web: Web, kim: Manager
) -> None:
    web.add_staff("Sam Whitaker", Role.AGENT)
    async with web.browser() as browser:
        token = await sign_in(browser, "sam@tern.example")
        page = await browser.get("/console", headers={"Accept": "text/html"})
        assert page.status_code == 403
        answer = await browser.post(
            "/console/api/articles", json={"draft": A_DRAFT}, headers={"X-CSRF-Token": token}
        )
        assert (answer.status_code, answer.json()["error"]) == (403, "WrongRole")
    assert (await kim.browser.get("/desk/api/queue")).status_code == 403
    without_token = await kim.browser.post("/console/api/articles", json={"draft": A_DRAFT})
    assert without_token.json()["error"] == "PageOutOfDate"


async def test_many_editors_at_once_lose_nothing(kim: Manager) -> None:
    await kim.post("articles", {"slug": "freeze", "draft": A_DRAFT})
    revision = (await kim.get("articles/freeze"))["draft"]["revision"]
    bodies = [
        {"draft": {**A_DRAFT, "title": f"Title {number}"}, "revision": revision, "version": 0}
        for number in range(6)
    ]
    answers = await asyncio.gather(
        *(kim.send("PUT", "articles/freeze/draft", body) for body in bodies)
    )
    assert sorted(answer.status_code for answer in answers) == [200, *[409] * 5]


async def test_the_pages_lead_to_each_other(kim: Manager, database: Database) -> None:
    publish(database, "what?", title="What is this")
    page = await kim.page("/articles/what%3F")
    assert re.search(r'href="/console/articles/what%3F/versions"', page)
    assert "What is this" in await kim.page("/articles/what%3F/versions")
    assert "no draft to publish" in await kim.page("/articles/what%3F/publish")
    servers = await kim.get("serving")
    assert servers == {"revision": 1, "servers": []}
