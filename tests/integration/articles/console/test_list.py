"""The console's list: articles found, a page at a time, and what is planned."""

from __future__ import annotations

from core.articles import Draft
from core.staff import Role, StaffMember
from store.articles import Articles
from store.database import Database
from tests.support.console import Assistant, Manager, publish


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
