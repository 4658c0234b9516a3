"""Writing articles in the console: from a draft to what is live, several at once."""

from __future__ import annotations

import asyncio
import re

from core.staff import Role
from store.articles import Articles
from store.database import Database
from tests.support.console import A_DRAFT, Manager, manager, publish
from tests.support.web import Web, sign_in

HOSTILE = '</script><script>alert("1")</script>'


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


async def test_a_live_articles_title_is_told_while_one_writes_it_again(
    kim: Manager, database: Database
) -> None:
    publish(database, "lost_card", title="Lost card")

    async def told(**asked: str) -> list[str]:
        return [each["words"][:32] for each in (await kim.get("find", **asked))["problems"]]

    words = "lost_card has this title already"
    assert await told(title="lost  CARD", q="lost") == [words]
    assert await told(title="Lost card again") == []
    slug = (await kim.post("articles", {"draft": {**A_DRAFT, "title": "Lost card"}}))["slug"]
    assert slug == "lost_card_2"
    checked = await kim.post(f"articles/{slug}/check", {"draft": {**A_DRAFT, "title": "Lost card"}})
    (problem,) = [each for each in checked["problems"] if each["field"] == "title"]
    assert (problem["words"][:32], problem["blocking"]) == (words, False)
    assert words in await kim.page(f"/articles/{slug}/publish")
    revision = (await kim.get(f"articles/{slug}"))["draft"]["revision"]
    await kim.post(f"articles/{slug}/publish", {"revision": revision, "why": "all the same"})
    again = await kim.post("articles/lost_card/check", {"draft": {**A_DRAFT, "title": "Lost card"}})
    assert "lost_card_2 has this title" in str(again["problems"])


async def test_a_short_answer_is_in_the_help_centre_what_it_is_in_the_chat(kim: Manager) -> None:
    await kim.post("articles", {"slug": "freeze", "draft": A_DRAFT})
    draft = {**A_DRAFT, "short": "> Quoted **words**", "more": "- one\n\n  still one"}
    checked = await kim.post("articles/freeze/check", {"draft": draft})
    page = " ".join(checked["help"].split())
    assert "<blockquote> <p>Quoted <strong>words</strong></p> </blockquote>" in page
    assert "<li> <p>one</p> <p>still one</p> </li>" in page
    assert [each["words"] for each in checked["problems"] if each["field"] == "short"] == [
        "a quote here is run together with the rest; put it under “More”."
    ]


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


async def test_the_largest_article_can_be_saved_and_checked(kim: Manager) -> None:
    await kim.post("articles", {"slug": "freeze", "draft": A_DRAFT})
    large = {**A_DRAFT, "more": "wörds “quoted” " * 2_900}
    revision = (await kim.get("articles/freeze"))["draft"]["revision"]
    await kim.save("freeze", large, revision)
    await kim.post("articles/freeze/check", {"draft": large})


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


async def test_the_pages_lead_to_each_other(kim: Manager, database: Database) -> None:
    publish(database, "what?", title="What is this")
    page = await kim.page("/articles/what%3F")
    assert re.search(r'href="/console/articles/what%3F/versions"', page)
    assert "What is this" in await kim.page("/articles/what%3F/versions")
    assert "no draft to publish" in await kim.page("/articles/what%3F/publish")
    servers = await kim.get("serving")
    assert servers == {"revision": 1, "servers": []}


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
