"""How an agent's words reach the customer of a conversation now."""

from __future__ import annotations

from collections.abc import Collection

from core.channels import CAPABILITIES
from core.handoffs import PAGE_GONE_AFTER, Reach, on_a_connection, on_the_website
from store.channels import Identity
from store.clock import now
from store.contacts import contacts_of
from store.realtime import AWAY, RedisError
from web.http import in_thread
from web.services import Services


async def reach_of(services: Services, conversation: str) -> Reach:
    """Return it; where nobody can tell whether a page is open, it counts as closed."""
    return (await reaches_of(services, [conversation]))[conversation]


async def reaches_of(services: Services, conversations: Collection[str]) -> dict[str, Reach]:
    """Return how words reach the customer of each of these conversations. Raises NotFound."""
    try:
        here = await services.customers_here.since(now() - PAGE_GONE_AFTER)
    except (RedisError, *AWAY):
        here = {}
    return await in_thread(_reaches_of, services, conversations, here)


def _reaches_of(
    services: Services, names: Collection[str], here: Collection[str]
) -> dict[str, Reach]:
    identities = services.identities.of(names)
    return {name: _reach_of(services, name, name in here, identities.get(name)) for name in names}


def _reach_of(services: Services, name: str, page_open: bool, identity: Identity | None) -> Reach:
    conversation, settings = services.conversations.get(name), services.settings
    if identity is None:
        profile = conversation.profile
        known = contacts_of(profile, settings.handoff.phone_country)
        left = [owed.contact for owed in services.follow_ups.of(name) if owed.contact]
        contact = next(iter([*left, *(each.value for each in known)]), "")
        last_at = conversation.last_at
        return on_the_website(page_open, profile.verified, last_at, now(), contact)
    connection = settings.connections.by_name.get(identity.connection)
    if connection is None:
        return Reach("", f"The connection {identity.connection} is no longer set up.")
    unreachable = (identity.unreachable_why or "gone") if identity.unreachable_at else ""
    last_in_at = identity.last_in_at or conversation.last_at
    capability = CAPABILITIES[connection.kind]
    return on_a_connection(connection.name, capability, last_in_at, now(), unreachable)
