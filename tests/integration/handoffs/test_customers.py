"""A customer's page: what is written down of them, by whom, and all that is surely theirs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.conversations import ANONYMOUS, Profile
from core.handoffs import Handoff
from store.audit import read_audit
from store.settings_files import LiveSettings
from tests.support.desk import Agent, say
from tests.support.web import Web


async def write(agent: Agent, conversation: str, name: str, value: str) -> tuple[int, str]:
    told = {"csrf": agent.headers["X-CSRF-Token"], "name": name, "value": value}
    answer = await agent.browser.post(f"/desk/customers/{conversation}/facts", data=told)
    return answer.status_code, answer.text


async def test_what_is_written_down_belongs_to_the_customer_with_who_and_when(
    web: Web, sam: Agent, waiting: Handoff, disappointed: Handoff
) -> None:
    here, before = waiting.conversation, disappointed.conversation
    assert (await write(sam, here, "reach", "  after six,\tby phone "))[0] == 303
    page = (await sam.browser.get(f"/desk/customers/{before}")).text
    assert 'value="after six, by phone"' in page, "in each of their conversations"
    assert "Sam" in page.split("after six, by phone")[1].split("</form>")[0]
    written = (await sam.get(f"conversations/{before}"))["written"]
    assert written == [{"name": "Best reached", "value": "after six, by phone"}]

    customer = web.services.conversations.get(here).profile.customer
    await write(sam, before, "reach", "in the morning")
    await write(sam, before, "reach", "in the morning")
    await write(sam, here, "reach", "")
    assert (await sam.get(f"conversations/{here}"))["written"] == []
    lines = read_audit(web.services.database, f"customer {customer}")
    assert [line.detail for line in lines] == [
        "reach: from “” to “after six, by phone”",
        "reach: from “after six, by phone” to “in the morning”",
        "reach: from “in the morning” to “”",
    ]
    assert {line.who for line in lines} == {"sam@tern.example"}


async def test_who_is_not_signed_in_shares_nothing_with_anybody(web: Web, sam: Agent) -> None:
    one, other = (web.services.conversations.start(ANONYMOUS, "web", "").id for _ in "ab")
    for conversation in (one, other):
        say(web, conversation, "hello")
    await write(sam, one, "phone", "+44 20 7946 0018")
    assert "7946" not in (await sam.browser.get(f"/desk/customers/{other}")).text
    web.services.conversations.identify(one, Profile("ada", "Ada"))
    assert "7946" in (await sam.browser.get(f"/desk/customers/{one}")).text, "signed in since"


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("reach", "x" * 201, "Best reached has 201 characters. Write at most 200"),
        ("reach", "call \u202eecila", "signs in Best reached that nobody can see"),
        ("reach", "call\x07me", "signs in Best reached that nobody can see"),
        ("plan", "Plus", "This can&#39;t be changed here. What can be: Phone, Best reached"),
    ],
)
async def test_what_cannot_be_kept_is_refused_in_words_and_stays_in_its_box(
    sam: Agent, waiting: Handoff, name: str, value: str, says: str
) -> None:
    status, page = await write(sam, waiting.conversation, name, value)
    assert (status, says in page) == (422, True)
    if name == "reach":
        assert f'value="{value[:200]}"' in page
    assert (await sam.get(f"conversations/{waiting.conversation}"))["written"] == []


async def test_markup_is_shown_as_it_was_typed_and_a_card_number_is_masked(
    sam: Agent, waiting: Handoff
) -> None:
    await write(sam, waiting.conversation, "care", '"><script>alert(1)</script>')
    await write(sam, waiting.conversation, "phone", "4242 4242 4242 4242")
    page = (await sam.browser.get(f"/desk/customers/{waiting.conversation}")).text
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "4242 4242" not in page


async def test_what_is_set_up_no_more_is_still_shown_and_changed_no_more(
    sam: Agent, waiting: Handoff, web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    await write(sam, waiting.conversation, "care", "hard of hearing")
    settings = web.services.settings
    without = replace(settings, labels=replace(settings.labels, facts={}))
    monkeypatch.setattr(LiveSettings, "now", lambda _: without)
    page = (await sam.browser.get(f"/desk/customers/{waiting.conversation}")).text
    assert "hard of hearing" in page
    assert 'name="value"' not in page
    assert (await write(sam, waiting.conversation, "care", "other"))[0] == 422


async def test_each_follow_up_says_whether_the_customer_can_be_written_to(
    web: Web, sam: Agent, waiting: Handoff
) -> None:
    await sam.post(f"handoffs/{waiting.id}/claim")
    ending = {"outcome": "promised", "note": "a new card", "contact": "priya@raman.example"}
    await sam.post(f"handoffs/{waiting.id}/resolve", **ending)
    (owed,) = (await sam.get("follow-ups"))["open"]
    assert owed["reach"] == {
        "how": "In the chat, when they are back on your site",
        "refused": "",
    }
    opened = await sam.post(f"conversations/{owed['conversation']}/reopen")
    assert (opened.status_code, opened.json()["mine"]) == (200, True)
