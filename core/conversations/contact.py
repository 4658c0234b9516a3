"""A way to reach a customer: without one nothing is promised."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from core.conversations.customer import Profile
from core.errors import BadInput

MAX_CONTACT_LENGTH = 200
_MAX_WORDS_AROUND = 4  # as in "you can reach me at"
_NAMES = {
    "email": ("email", "e-mail", "mail", "email_address"),
    "phone": ("phone", "mobile", "telephone", "phone_number"),
}


class ContactMissing(BadInput):
    """Give an e-mail address or a phone number; without one no answer can be promised."""


@dataclass(frozen=True)
class Contact:
    """An e-mail address or a phone number."""

    kind: str  # email or phone
    value: str


@dataclass(frozen=True)
class FoundContact:
    """A contact within a text, and the text without it."""

    contact: Contact
    rest: str

    @property
    def is_alone(self) -> bool:
        """Whether the text says nothing else than how to reach its writer."""
        return len(self.rest.split()) <= _MAX_WORDS_AROUND


FindContact = Callable[[str], FoundContact | None]


def known_contacts(profile: Profile, find: FindContact) -> tuple[Contact, ...]:
    """Return how the host site says this customer can be reached; at most one of each kind."""
    if not profile.verified:
        return ()
    facts = {name.lower().replace(" ", "_"): value for name, value in profile.facts}
    found = (
        within.contact
        for kind, names in _NAMES.items()
        for name in names
        if (within := find(facts.get(name, ""))) and within.contact.kind == kind
    )
    return tuple({contact.kind: contact for contact in found}.values())
