"""Who somebody is that the host site vouches for, and of which segment."""

from __future__ import annotations

from core.conversations import Profile
from store.clock import now
from web.auth.customer_tokens import read_identity
from web.http import in_thread
from web.services import Services


async def read_customer(services: Services, token: object) -> Profile:
    """Return the customer of an identity token in their segment; raises IdentityRefused."""
    return await placed(services, read_identity(token, services.environment.identity_secret))


async def placed(services: Services, profile: Profile) -> Profile:
    """Return somebody in their segment.

    Where the host site names no segment that there is, the rules of the settings say it.
    """
    segments = services.settings.segments
    contacts = 0
    if segments.rules.count_contacts and profile.verified:
        contacts = await in_thread(services.conversations.count_of, profile.customer)
    return segments.place(profile, contacts, now())
