"""Customers by the API: found by your own id, and what is written down of them."""

from __future__ import annotations

from dataclasses import dataclass

from sanic import Request
from sanic.response import HTTPResponse, json

from core.api_keys import Scope
from core.conversations import MAX_CLAIM_LENGTH
from core.handoffs import MAX_FACT_LENGTH
from store.conversations import ConversationList
from web.api.conversation_shapes import Conversation, Customer
from web.api.conversations import conversation_of, customer_of
from web.api.guard import once
from web.api.operations import Operation, api_blueprint, operation
from web.api.shapes import read, read_query, told
from web.http import in_thread, read_body, to_json
from web.services import Services

_LATEST = 50  # conversations of one customer

api_customer_routes = api_blueprint("api_customers")


@dataclass(frozen=True)
class FoundCustomer:
    """A customer with the conversation by which they are read."""

    customer: Customer = told("who it is")
    conversation: str = told("their latest conversation", "kX0c1d7f0yQ2aV9mP3sT4uWz")


@dataclass(frozen=True)
class FoundCustomers:
    """The customers that were found: one, or none."""

    data: tuple[FoundCustomer, ...] = told("the customers")


@dataclass(frozen=True)
class CustomerQuery:
    """Who is looked for."""

    id: str = told("your id of them", "c-17", longest=MAX_CLAIM_LENGTH, shortest=1)


@dataclass(frozen=True)
class KnownCustomer:
    """A customer: what your site signed, what agents wrote down, what they came with."""

    customer: Customer = told("who it is")
    signed: dict[str, str] = told("what your site signed of them", {"plan": "plus"})
    facts: dict[str, str] = told("what is written down of them", {"pronouns": "they"})
    conversations: tuple[Conversation, ...] = told("what they came with, the latest first")


@dataclass(frozen=True)
class WrittenFact:
    """What was written down: a key that only writes is told nothing else of them."""

    conversation: str = told("the conversation of the customer", "kX0c1d7f0yQ2aV9mP3sT4uWz")
    name: str = told("which", "pronouns")
    value: str = told("what it is now, empty where it is forgotten", "they")


@dataclass(frozen=True)
class NewFact:
    """One thing to write down of a customer, in place of what was known before."""

    name: str = told("which, as settings/desk.yml names it", "pronouns", longest=100)
    value: str = told("what it is, empty to forget it", "they", longest=MAX_FACT_LENGTH)


_FIND = Operation(
    "GET",
    "/customers",
    Scope.CUSTOMERS_READ,
    "Find a customer by your id",
    FoundCustomers,
    query=CustomerQuery,
)
_ONE = Operation(
    "GET",
    "/customers/<conversation:str>",
    Scope.CUSTOMERS_READ,
    "Read the customer of a conversation",
    KnownCustomer,
)
_FACT = Operation(
    "POST",
    "/customers/<conversation:str>/facts",
    Scope.CUSTOMERS_WRITE,
    "Write a fact down of a conversation's customer",
    WrittenFact,
    takes=NewFact,
)


@operation(api_customer_routes, _FIND)
async def find(request: Request) -> HTTPResponse:
    services: Services = request.app.ctx.services
    asked = read_query(CustomerQuery, request.args)
    found = await in_thread(services.conversations.latest_of, asked.id)
    people = tuple(FoundCustomer(customer_of(each.profile), each.id) for each in found)
    return json(to_json(FoundCustomers(people)))


@operation(api_customer_routes, _ONE)
async def customer(request: Request, conversation: str) -> HTTPResponse:
    return json(to_json(await in_thread(_known, request.app.ctx.services, conversation)))


@operation(api_customer_routes, _FACT)
async def write_fact(request: Request, conversation: str) -> HTTPResponse:
    services: Services = request.app.ctx.services
    new = read(NewFact, read_body(request))
    value = services.settings.privacy.mask(services.settings.labels.read_fact(new.name, new.value))

    async def do() -> str:
        write = services.customer_facts.set
        await in_thread(write, conversation, new.name, value, request.ctx.key.member)
        return conversation

    return json(to_json(WrittenFact(await once(request, do), new.name, value)))


def _known(services: Services, conversation: str) -> KnownCustomer:
    this = services.conversations.get(conversation)
    listing = ConversationList(services.database, services.settings.segments.default)
    listed = listing.of_customer(this, _LATEST)
    facts = services.customer_facts.of(conversation)
    return KnownCustomer(
        customer_of(this.profile),
        dict(this.profile.facts),
        {name: fact.value for name, fact in facts.items()},
        tuple(map(conversation_of, listed)),
    )
