"""Rasa without what it does again and again to the same end; decision 0026 has each one's gain."""

from __future__ import annotations

import asyncio
import functools
import hashlib
import json
from typing import Any

import aiohttp
from rasa.core.actions.action import RemoteAction
from rasa.core.policies.rule_policy import RulePolicy
from rasa.engine.exceptions import GraphRunError
from rasa.engine.graph import GraphSchema
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.shared.core.domain import Domain
from rasa.shared.core.slots import Slot
from rasa.utils.endpoints import ClientResponseError, EndpointConfig

from core.servers import Servers
from store.tracing import HEADER, current_trace, span

_KEPT_RULES = 4096  # keys of rules, parsed; ours are some fifty
# Seconds for each request; a server that was just started needs two. Rasa itself would wait five
# minutes for one that hangs; the worker tries again, and by its last try there is a new one.
MAX_ACTION_REQUEST = 8.0
_NO_DOMAIN = 449  # what rasa-sdk answers if it has not the domain that a digest names

Plan = list[tuple[str, tuple[str, ...]]]  # nodes, each with those it needs


def make_lean() -> None:
    """Apply everything to Rasa; safe to call again."""
    DaskGraphRunner.run = run_in_order
    RulePolicy._rule_key_to_state = staticmethod(_states_of_rule)
    RemoteAction._validate_action_result = check_result
    EndpointConfig.request = _request
    Slot.__copy__ = _copy_slot
    _send_the_domain_once()


async def close_connections(endpoint: EndpointConfig | None) -> None:
    """Close what is kept open to the action server."""
    kept = endpoint and endpoint.__dict__.get("_kept_session")
    if kept:
        await kept.close()


def run_in_order(
    self: Any, inputs: dict[str, Any] | None = None, targets: list[str] | None = None
) -> dict[str, Any]:
    """Run a graph's nodes one after the other, in an order that is worked out once.

    Rasa has a scheduler work it out for every message, twice for each of its predictions.
    """
    wanted = tuple(targets or self._graph_schema.target_names)
    plans: dict[tuple[str, ...], Plan] = self.__dict__.setdefault("_plans", {})
    if wanted not in plans:
        plans[wanted] = plan_of(self._graph_schema.minimal_graph_schema(list(wanted)))
    outputs: dict[str, Any] = {name: (name, value) for name, value in (inputs or {}).items()}
    try:
        for node, needs in plans[wanted]:
            outputs[node] = self._instantiated_nodes[node](*(outputs.get(n, n) for n in needs))
    except RuntimeError as error:
        raise GraphRunError("Error running runner.") from error
    return {target: outputs[target][1] for target in wanted}


def plan_of(schema: GraphSchema) -> Plan:
    """Return the nodes so that each comes after those it needs."""
    plan: Plan = []
    placed: set[str] = set()

    def place(name: str) -> None:
        if name in placed or name not in schema.nodes:
            return
        placed.add(name)
        needs = tuple(schema.nodes[name].needs.values())
        for each in needs:
            place(each)
        plan.append((name, needs))

    for name in schema.nodes:
        place(name)
    return plan


@functools.lru_cache(maxsize=_KEPT_RULES)
def _states_of_rule(rule_key: str) -> Any:
    """Rasa parses every rule's key for every state of the conversation."""
    return json.loads(rule_key)


def check_result(_action: RemoteAction, result: Any) -> bool:
    """Raise ValueError unless it has the form of an action's answer.

    Rasa compares it with a schema first and then makes events of it, which fails for each that is
    none; the form is what is left to be checked.
    """
    is_answer = isinstance(result, dict) and all(
        isinstance(result.get(part, []), list)
        and all(isinstance(item, dict) for item in result.get(part, []))
        for part in ("events", "responses")
    )
    if not is_answer or not all(isinstance(e.get("event"), str) for e in result.get("events", [])):
        raise ValueError("The action server answered something that is no action's result.")
    return True


async def _request(
    self: EndpointConfig, method: str = "post", subpath: str | None = None, **kwargs: Any
) -> Any:
    """Ask over a connection that is kept; Rasa opens one for every request.

    Our only endpoint is the action servers', at addresses without credentials. One that cannot be
    reached is passed over for the next one; one that hangs is avoided by who tries again.
    """
    del subpath, kwargs["timeout"]
    body: dict[str, Any] = kwargs["json"]
    domain, servers = body.pop("domain", None), _servers(self)
    *others, last = servers.best()
    for url in others:
        try:
            return await _ask_one(self, url, method, body, domain)
        except aiohttp.ClientConnectionError:
            continue
    return await _ask_one(self, last, method, body, domain)


async def _ask_one(
    endpoint: EndpointConfig, url: str, method: str, body: dict[str, Any], domain: Any
) -> Any:
    """Ask a server; one that has not the domain any more, as after a start, again with it."""
    servers = _servers(endpoint)
    try:
        with servers.asking(url):
            try:
                sent = _answer(endpoint, url, method, body)
                return await asyncio.wait_for(sent, MAX_ACTION_REQUEST)
            except ClientResponseError as error:
                if error.status != _NO_DOMAIN:
                    raise
            sent = _answer(endpoint, url, method, {**body, "domain": domain})
            return await asyncio.wait_for(sent, MAX_ACTION_REQUEST)
    except (aiohttp.ClientConnectionError, asyncio.TimeoutError):
        servers.rest(url)
        raise


async def _answer(endpoint: EndpointConfig, url: str, method: str, body: dict[str, Any]) -> Any:
    with span("asks the action server", action=str(body.get("next_action"))):
        trace = current_trace()
        headers = {HEADER: trace} if trace else None
        sent = _session(endpoint).request(method, url, json=body, headers=headers)
        async with sent as response:
            if response.status >= 400:
                said = await response.text()
                raise ClientResponseError(response.status, response.reason or "", said)
            return await response.json()


def _servers(endpoint: EndpointConfig) -> Servers:
    """The addresses that stand in its `url` one after the other, and how each has answered."""
    kept: Servers | None = endpoint.__dict__.get("_kept_servers")
    if kept is None:
        kept = endpoint._kept_servers = Servers(endpoint.url.split())
    return kept


def _session(endpoint: EndpointConfig) -> aiohttp.ClientSession:
    kept: aiohttp.ClientSession | None = endpoint.__dict__.get("_kept_session")
    if kept is None or kept.closed:
        kept = endpoint._kept_session = aiohttp.ClientSession()
    return kept


def _send_the_domain_once() -> None:
    """Name the domain by a digest, which rasa-sdk knows; it is as long as all else together."""
    call_format = RemoteAction._action_call_format
    if hasattr(call_format, "names_the_domain"):
        return

    @functools.wraps(call_format)
    def with_digest(self: RemoteAction, tracker: Any, domain: Domain) -> dict[str, Any]:
        return {**call_format(self, tracker, domain), "domain_digest": digest_of(domain)}

    with_digest.names_the_domain = True  # type: ignore[attr-defined]
    RemoteAction._action_call_format = with_digest


def digest_of(domain: Domain) -> str:
    """Return what names a domain's content; worked out once for each domain."""
    kept: str | None = domain.__dict__.get("_kept_digest")
    if kept is None:
        content = json.dumps(domain.as_dict(), sort_keys=True, default=str)
        kept = domain._kept_digest = hashlib.sha256(content.encode()).hexdigest()
    return kept


def _copy_slot(slot: Slot) -> Slot:
    """Rasa copies all slots six times in a turn, by pickle's general way."""
    new = slot.__class__.__new__(slot.__class__)
    new.__dict__.update(slot.__dict__)
    return new
