"""Rasa without its overhead says and does what it did with it."""

from __future__ import annotations

import asyncio
import copy
import json
import socket
from collections.abc import AsyncIterator
from types import SimpleNamespace
from typing import Any

import pytest
from aiohttp import web
from rasa.core.actions.action import RemoteAction
from rasa.core.channels.channel import CollectingOutputChannel
from rasa.core.nlg import TemplatedNaturalLanguageGenerator
from rasa.core.policies.rule_policy import RulePolicy
from rasa.engine.graph import GraphSchema, SchemaNode
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, SlotSet
from rasa.shared.core.slots import ListSlot
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

import bot.lean
from bot.extensions import ActionFailed, install
from bot.lean import close_connections, digest_of, plan_of, run_in_order

SAID = {"events": [{"event": "slot", "name": "a", "value": 1}], "responses": [{"text": "hello"}]}


@pytest.fixture(autouse=True)
def installed() -> None:
    install()
    install()


class Actions:
    """An action server as rasa-sdk's: it keeps the last domain it was sent, under its digest."""

    def __init__(self) -> None:
        self.calls: list[dict[str, Any]] = []
        self.connections: set[Any] = set()
        self.kept, self.answer = "", dict[str, Any](SAID)
        self.takes = 0.0  # seconds

    async def webhook(self, request: web.Request) -> web.Response:
        call = await request.json()
        self.calls.append(call)
        await asyncio.sleep(self.takes)
        self.connections.add(request.transport)
        if "domain" not in call and call["domain_digest"] != self.kept:
            return web.json_response({"error": "no domain"}, status=449)
        self.kept = call["domain_digest"]
        return web.json_response(self.answer)


@pytest.fixture
def actions() -> Actions:
    return Actions()


@pytest.fixture
async def endpoint(actions: Actions) -> AsyncIterator[EndpointConfig]:
    app = web.Application()
    app.router.add_post("/webhook", actions.webhook)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    endpoint = EndpointConfig(f"http://127.0.0.1:{port}/webhook")
    yield endpoint
    await close_connections(endpoint)
    await runner.cleanup()


async def run(endpoint: EndpointConfig, domain: Domain) -> list[Any]:
    tracker = DialogueStateTracker("c", domain.slots)
    nlg = TemplatedNaturalLanguageGenerator({})
    action = RemoteAction("action_answer", endpoint)
    return list(await action.run(CollectingOutputChannel(), nlg, tracker, domain))


async def test_actions_are_asked_over_one_connection_and_sent_the_domain_when_they_lack_it(
    actions: Actions, endpoint: EndpointConfig
) -> None:
    domain = Domain.from_dict({"responses": {"utter_hello": [{"text": "hello"}]}})
    for _ in range(3):
        said, slot = await run(endpoint, domain)
        assert isinstance(said, BotUttered)
        assert isinstance(slot, SlotSet)
    assert ["domain" in call for call in actions.calls] == [False, True, False, False]
    assert actions.calls[1]["domain"]["responses"] == domain.as_dict()["responses"]
    actions.kept = ""  # a new server
    await run(endpoint, domain)
    assert "domain" in actions.calls[-1]
    assert len(actions.connections) == 1


async def test_each_request_has_its_time_so_a_slow_server_without_the_domain_is_waited_for(
    actions: Actions, endpoint: EndpointConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bot.lean, "MAX_ACTION_REQUEST", 3.0)
    actions.takes = 1.6
    said, _ = await run(endpoint, Domain.empty())
    assert isinstance(said, BotUttered)
    assert len(actions.calls) == 2


async def test_of_several_action_servers_one_that_is_away_is_passed_over(
    actions: Actions, endpoint: EndpointConfig
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        away = f"http://127.0.0.1:{server.getsockname()[1]}/webhook"
    both = EndpointConfig(f"{away} {endpoint.url}")
    for _ in range(4):
        said, _ = await run(both, Domain.empty())
        assert isinstance(said, BotUttered)
    await close_connections(both)
    with pytest.raises(ActionFailed):
        await run(EndpointConfig(f"{away} {away}"), Domain.empty())


async def test_one_that_hangs_is_avoided_by_who_tries_again(
    actions: Actions, endpoint: EndpointConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bot.lean, "MAX_ACTION_REQUEST", 0.5)
    with socket.create_server(("127.0.0.1", 0)) as server:  # it takes connections, and no more
        hangs = f"http://127.0.0.1:{server.getsockname()[1]}/webhook"
        both = EndpointConfig(f"{hangs} {endpoint.url}")
        with pytest.raises(ActionFailed):
            await run(both, Domain.empty())
        monkeypatch.undo()
        for _ in range(3):
            said, _ = await run(both, Domain.empty())
            assert isinstance(said, BotUttered)
        await close_connections(both)
    assert actions.calls


def test_two_domains_have_two_digests() -> None:
    one, two = (Domain.from_dict({"intents": [name]}) for name in ("greet", "deny"))
    assert digest_of(one) == digest_of(one) != digest_of(two)


@pytest.mark.parametrize(
    "answer",
    [
        {"events": "none", "responses": []},
        {"events": [{"name": "a"}], "responses": []},
        {"events": [{"event": "no such event"}], "responses": []},
        {"events": [], "responses": ["hello"]},
        [],
    ],
)
async def test_what_is_no_actions_result_fails_the_turn(
    actions: Actions, endpoint: EndpointConfig, answer: Any
) -> None:
    actions.answer = answer
    with pytest.raises(ActionFailed):
        await run(endpoint, Domain.empty())


def _node(*needs: str) -> SchemaNode:
    return SchemaNode({need: need for need in needs}, object, "load", "process", {})


def test_a_graph_runs_each_node_once_after_those_it_needs() -> None:
    nodes = {"last": _node("left", "right"), "left": _node("given"), "right": _node("left")}
    schema = GraphSchema({**nodes, "unused": _node()})
    assert plan_of(schema.minimal_graph_schema(["last"])) == [
        ("left", ("given",)),
        ("right", ("left",)),
        ("last", ("left", "right")),
    ]
    ran: list[str] = []

    def node(name: str) -> Any:
        def run_node(*inputs: tuple[str, Any]) -> tuple[str, Any]:
            ran.append(name)
            return name, [value for _, value in inputs]

        return run_node

    runner = SimpleNamespace(
        _graph_schema=schema, _instantiated_nodes={name: node(name) for name in schema.nodes}
    )
    for _ in range(2):
        assert run_in_order(runner, {"given": 1}, ["last"]) == {"last": [[1], [[1]]]}
    assert ran == ["left", "right", "last"] * 2


def test_a_rules_states_are_what_its_key_says() -> None:
    states = [{"user": {"intent": "greet"}}, {"prev_action": {"action_name": "action_greet"}}]
    for _ in range(2):
        assert RulePolicy._rule_key_to_state(json.dumps(states)) == states


def test_a_slot_that_is_copied_changes_by_itself() -> None:
    slot = ListSlot("shown", mappings=[{}], initial_value=[])
    other = copy.copy(slot)
    other.value = ["article"]
    assert (slot.value, type(other), other.name) == ([], ListSlot, "shown")
