"""Who signs in through the company's own provider: what its words about them mean here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from core.errors import NotAllowed
from core.staff.members import MAX_EMAIL_LENGTH, MAX_MEMBER_NAME_LENGTH, Role

SIGN_ON_SECRET = "EFFIE_SIGN_ON_SECRET"  # noqa: S105 (the variable's name)
SIGN_ON_LASTS = timedelta(minutes=10)  # from leaving for the provider to coming back
MAX_SUBJECT = 255  # characters, as OpenID Connect has it
_HIGHEST_FIRST = (Role.ADMIN, Role.SUPERVISOR, Role.CONTENT_MANAGER, Role.AGENT)
_EMAIL = re.compile(r"[^\s@]{1,64}@([^\s@]{1,120})\Z")


class NotVouchedFor(NotAllowed):
    """The account there has no confirmed e-mail address of a domain that may sign in here. Ask an
    admin.
    """


class NoRoleThere(NotAllowed):
    """Your account there has none of the groups that work here. Ask an admin."""


@dataclass(frozen=True)
class SingleSignOn:
    """The provider that signs members of staff in, and whom of its people it is for.

    name: what the button says it is
    client: what the provider knows us by
    domains: of e-mail addresses, in lower case
    makes_accounts: for whom an admin added none
    role_claim: where the provider tells of roles, "" where it does not
    roles: which of its words means which role
    role: of those for whom the provider names none; None: they are refused
    """

    name: str
    issuer: str
    client: str
    domains: frozenset[str]
    scopes: tuple[str, ...] = ("openid", "email", "profile")
    makes_accounts: bool = False
    role_claim: str = ""
    roles: Mapping[str, Role] = field(default_factory=dict)
    role: Role | None = None


@dataclass(frozen=True)
class VouchedFor:
    """Somebody as the provider tells of them.

    email: "" unless the provider has confirmed it and its domain is one of ours
    role: None where the provider does not tell of roles
    new_role: of an account that is made for them
    """

    issuer: str
    subject: str
    email: str
    name: str
    role: Role | None
    new_role: Role


def vouched_for(claims: Mapping[str, object], rules: SingleSignOn) -> VouchedFor:
    """Return whom claims are about; they were checked to be the provider's. Raises NoRoleThere."""
    email, role = _email(claims, rules), _role(claims, rules)
    named = " ".join(_text(claims, "name").split())[:MAX_MEMBER_NAME_LENGTH].strip()
    return VouchedFor(
        issuer=rules.issuer,
        subject=_text(claims, "sub"),
        email=email,
        name=named or email.partition("@")[0],
        role=role,
        new_role=role or rules.role or Role.AGENT,
    )


def _email(claims: Mapping[str, object], rules: SingleSignOn) -> str:
    email = _text(claims, "email").strip().lower()
    found = _EMAIL.match(email)
    if found is None or len(email) > MAX_EMAIL_LENGTH or claims.get("email_verified") is not True:
        return ""
    return email if found[1] in rules.domains else ""


def _role(claims: Mapping[str, object], rules: SingleSignOn) -> Role | None:
    """Return the highest role that the provider's words mean."""
    if not rules.role_claim:
        return None
    told = {rules.roles[word] for word in _words(claims, rules.role_claim) if word in rules.roles}
    highest = next((role for role in _HIGHEST_FIRST if role in told), rules.role)
    if highest is None:
        raise NoRoleThere
    return highest


def _words(claims: Mapping[str, object], place: str) -> list[str]:
    """Return what stands under a claim, which may lie in others: `realm_access.roles`."""
    value: object = claims.get(place)
    if value is None:
        value = claims
        for part in place.split("."):
            value = value.get(part) if isinstance(value, Mapping) else None
    words = [value] if isinstance(value, str) else value
    return [word for word in words if isinstance(word, str)] if isinstance(words, list) else []


def _text(claims: Mapping[str, object], name: str) -> str:
    value = claims.get(name)
    return value if isinstance(value, str) else ""
