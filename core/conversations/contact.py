"""A way to reach a customer: without one nothing is promised."""

from __future__ import annotations

import re
from dataclasses import dataclass

from core.conversations.customer import Profile
from core.errors import BadInput

MAX_CONTACT_LENGTH = 200
_EMAIL = re.compile(r"(?<![\w.+@-])[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,6}[^\W\d_]{2,24}(?![\w@-])")
_PHONE = re.compile(r"(?<![\w+])(?:\+|00)?\(?\d[\d\s()/.-]{5,24}\d(?!\w)")
_MIN_DIGITS, _MAX_DIGITS = 7, 15
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


def find_contact(text: str) -> Contact | None:
    """Return the first e-mail address or phone number in a text, None if there is none."""
    if email := _EMAIL.search(text):
        return Contact("email", email[0])
    for match in _PHONE.finditer(text):
        if _MIN_DIGITS <= sum(map(str.isdigit, match[0])) <= _MAX_DIGITS:
            return Contact("phone", " ".join(match[0].split()))
    return None


def is_only_contact(text: str) -> bool:
    """Tell whether a text says nothing else than how to reach its writer."""
    contact = find_contact(text)
    rest = text.replace(contact.value, "") if contact else text
    return contact is not None and len(rest.split()) <= 4


def read_contact(text: str) -> Contact:
    """Return how to reach someone, or refuse the text with what to write instead."""
    found = find_contact(text[: 2 * MAX_CONTACT_LENGTH])
    if found is None or len(found.value) > MAX_CONTACT_LENGTH:
        raise ContactMissing
    return found


def known_contacts(profile: Profile) -> tuple[Contact, ...]:
    """Return how the host site says this customer can be reached; at most one of each kind."""
    if not profile.verified:
        return ()
    facts = {name.lower().replace(" ", "_"): value for name, value in profile.facts}
    found = (
        Contact(kind, facts[name])
        for kind, names in _NAMES.items()
        for name in names
        if (contact := find_contact(facts.get(name, ""))) and contact.kind == kind
    )
    return tuple({contact.kind: contact for contact in found}.values())
