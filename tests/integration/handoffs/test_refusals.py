"""What customers are refused: said in one press, counted by policy, and reviewed."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import httpx

from core.handoffs import Handoff
from core.insights import Scope
from core.policies import PolicyOutcome
from core.staff import Role
from store.insights import refused_in
from store.policies import policy_named
from tests.support.demo_history import roll_up
from tests.support.desk import Agent
from tests.support.web import Web

RULE = "No refund after 30 days"


async def test_a_refusal_is_pressed_counted_and_reviewed_and_agents_see_why_it_is_kept(
    web: Web, sam: Agent, noor: Agent, waiting: Handoff
) -> None:
    known = web.services.policies
    await sam.post(f"handoffs/{waiting.id}/claim")
    path = f"handoffs/{waiting.id}/resolve"
    for odd in ({"refusal": "x"}, {"refusal": "99999"}, {"refused_because": "x" * 161}):
        assert (await sam.post(path, **odd)).status_code in {404, 422}, odd
    assert (await sam.post(path, refused_because=f"  {RULE} ")).status_code == 200
    assert (await sam.post(path, refused_because=f"  {RULE} ")).status_code == 200, "sent twice"
    (policy,) = known.everything()
    assert policy.words == RULE
    context = await sam.get(f"conversations/{waiting.conversation}")
    assert [each["label"] for each in context["labels"]["policies"]] == [RULE]
    roll_up(web.services.database)
    assert f"{RULE}</a>" in (await noor.browser.get("/insights/refusals")).text
    behind = await noor.browser.get(f"/insights/conversations?which=refused:{policy.id}")
    assert "<h1>1 conversation</h1>" in behind.text
    assert f"Refused something because of: {RULE}." in behind.text
    lead = web.add_staff("Sol Lead", Role.SUPERVISOR)
    for owner, status in ((lead.id, 303), ("nobody", 422)):
        assert (await decide(noor, policy.id, "owner", owner=owner)).status_code == status
    empty = await decide(noor, policy.id, "review", outcome="kept", why=" ")
    assert (empty.status_code, "Say why it is kept" in empty.text) == (422, True)
    await decide(noor, policy.id, "review", outcome="kept", why="the law asks for it")
    assert (await decide(noor, 10**30, "review", outcome="odd")).status_code == 404
    refused = await decide(noor, policy.id, "owner", owner="nobody")
    assert "the law asks for it</textarea>" in refused.text, "another form keeps what was decided"
    context = await sam.get(f"conversations/{waiting.conversation}")
    assert context["labels"]["policies"][0]["hint"] == "Kept because the law asks for it"
    told = "You asked for more time. You have 60 days now."
    changed = {"outcome": "changed", "why": "60 days since May", "told": told}
    await decide(noor, policy.id, "review", **changed)
    reviewed = known.get(policy.id)
    assert (reviewed.owner, reviewed.outcome, reviewed.told) == (
        lead.id,
        PolicyOutcome.CHANGED,
        told,
    )
    assert known.offered(6) == [], "what was changed refuses nobody any more"
    page = (await noor.browser.get(f"/insights/refusals/{policy.id}")).text
    assert "kept: the law asks for it" in page
    (path,) = re.findall(r'href="(/announcements/new[^"]+)"', page)
    assert told in (await noor.browser.get(unescape(path))).text


async def test_two_that_say_the_same_count_as_one(
    web: Web, sam: Agent, noor: Agent, waiting: Handoff
) -> None:
    known, other = web.services.policies, "Money back within 30 days only"
    await sam.post(f"handoffs/{waiting.id}/claim")
    await sam.post(f"handoffs/{waiting.id}/resolve", refused_because=RULE)
    with web.services.database.writing() as connection:
        into = policy_named(connection, other, "Sol")
    (gone,) = (each for each in known.everything() if each.words == RULE)
    roll_up(web.services.database)
    merged = await decide(sam, gone.id, "merge", into=str(into))
    assert merged.status_code == 403, "agents name policies, and review none"
    await decide(noor, gone.id, "merge", into=str(into))
    assert [each.words for each in known.everything()] == [other]
    roll_up(web.services.database)
    found = refused_in(web.services.database, Scope(date(2020, 1, 1), date(2100, 1, 1)))
    assert {policy: each.contacts for policy, each in found.items()} == {into: 1, 0: 1}


async def decide(agent: Agent, policy: int, what: str, **form: str) -> httpx.Response:
    data = {"csrf": agent.headers["X-CSRF-Token"], **form}
    return await agent.browser.post(f"/insights/refusals/{policy}/{what}", data=data)
