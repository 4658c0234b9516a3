"""A queue gives its conversations out by itself, and the desk shows what is due."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from core.handoffs import Assignment, HandoffState, Targets
from store.settings_files import LiveSettings
from tests.support.desk_at_work import Agent, call, notices
from tests.support.web import Web
from web.background.assigning import assign_waiting


def give_out(web: Web, monkeypatch: pytest.MonkeyPatch, how: Assignment) -> None:
    settings = web.services.settings
    targets = Targets(reply=timedelta(minutes=10))
    queue = replace(settings.queues["support"], assignment=how, targets=targets)
    queues = {**settings.queues, "support": queue}
    monkeypatch.setattr(LiveSettings, "now", lambda _: replace(settings, queues=queues))


async def test_what_waits_is_given_in_turn_to_who_is_there_and_not_for_who_has_left(
    web: Web, sam: Agent, ada: Agent, monkeypatch: pytest.MonkeyPatch
) -> None:
    give_out(web, monkeypatch, Assignment.IN_TURN)
    first, second, left = call(web), call(web), call(web)
    for handoff in (first, second):
        await web.services.customers_here.beat(handoff.conversation)
    for _ in range(2):
        await assign_waiting(web.services)
    given = {web.services.handoffs.get(h.id).agent for h in (first, second)}
    assert given == {sam.id, ada.id}
    assert web.services.handoffs.get(left.id).state is HandoffState.WAITING
    assert len(await notices(web)) == 2, "each customer is told once who has joined"


async def test_who_lost_a_conversation_is_not_given_it_again(
    web: Web, sam: Agent, monkeypatch: pytest.MonkeyPatch
) -> None:
    give_out(web, monkeypatch, Assignment.FEWEST)
    handoff = call(web)
    await web.services.customers_here.beat(handoff.conversation)
    await assign_waiting(web.services)
    await sam.post(f"handoffs/{handoff.id}/release")
    await assign_waiting(web.services)
    assert web.services.handoffs.get(handoff.id).state is HandoffState.WAITING


async def test_the_desk_says_until_when_a_reply_is_due(
    web: Web, sam: Agent, monkeypatch: pytest.MonkeyPatch
) -> None:
    give_out(web, monkeypatch, Assignment.OFF)
    handoff = call(web)
    await assign_waiting(web.services)
    line = await sam.line(handoff)
    assert (line["state"], line["due"]["what"]) == ("waiting", "reply")
    assert line["opened_at"] < line["due"]["warn_at"] < line["due"]["at"]
