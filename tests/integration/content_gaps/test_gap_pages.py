"""The console's pages of content gaps, and what is decided on them; suggestions from the desk."""

from __future__ import annotations

from core.answering.help_search import ENOUGH_COUNTED
from core.articles import Draft
from core.staff import Role
from store.database import Database
from tests.support.articles import an_article, let_live
from tests.support.gap_manager import Manager, ask, plain
from tests.support.talk import Talk
from tests.support.web import Web, sign_in
from web.background.question_pipeline import catch_up


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
