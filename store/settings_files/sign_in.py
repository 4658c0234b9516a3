"""Reading `sign_in.yml`: how members of staff sign in."""

from __future__ import annotations

import re
from collections.abc import Collection

from core.staff import Role, SignInRules, SingleSignOn
from store.settings_files.reading.addresses import has_host
from store.settings_files.reading.folder import SettingsFolder
from store.settings_files.reading.yaml_reader import Section, read_yaml

_FILE = "sign_in.yml"
_KEYS = ("second_factor", "passwords", "single_sign_on")
_SIGN_ON = (
    *("name", "issuer", "client", "domains", "scopes"),
    *("new_accounts", "role_claim", "roles", "role"),
)
_ROLES = tuple(role.value for role in Role)
# What leaves the machine is encrypted.
_ISSUER = re.compile(
    r"(?:https://[^\s/?#@]+|http://(?:127\.0\.0\.1|localhost)(?::\d{1,5})?)(?:/[^\s?#]*)?\Z"
)
_DOMAIN = re.compile(r"[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8}\Z")
_SCOPE = re.compile(r"[\x21\x23-\x5b\x5d-\x7e]{1,200}\Z")  # as RFC 6749 has it
MAX_SIGN_ON_NAME_LENGTH = 40


def read_sign_in_rules(folder: SettingsFolder) -> SignInRules:
    """Read the file; without it, in an older folder, a password is enough. Raises Fault."""
    if not (folder / _FILE).exists():
        return SignInRules()
    file = read_yaml(folder / _FILE, *_KEYS)
    roles = file.some_of("second_factor", _ROLES)
    passwords = file.one_of("passwords", ("on", "off")) if "passwords" in file else "on"
    section = file.section("single_sign_on", *_SIGN_ON) if "single_sign_on" in file else None
    if passwords == "off" and section is None:
        problem = "'passwords' may be off only where 'single_sign_on' says who signs people in."
        raise file.fault("passwords", problem)
    return SignInRules(
        second_factor=frozenset(map(Role, roles)),
        passwords=passwords == "on",
        single_sign_on=_single_sign_on(section) if section else None,
    )


def _single_sign_on(section: Section) -> SingleSignOn:
    role_claim = section.text("role_claim") if "role_claim" in section else ""
    makes = section.one_of("new_accounts", ("on", "off")) if "new_accounts" in section else "off"
    role = Role(section.one_of("role", _ROLES)) if "role" in section else None
    if makes == "on" and role is None and not role_claim:
        problem = "With 'new_accounts: on', say which 'role' they get, or which 'role_claim' tells."
        raise section.fault("new_accounts", problem)
    return SingleSignOn(
        name=_name(section),
        issuer=_issuer(section),
        client=section.text("client"),
        domains=frozenset(_domains(section)),
        scopes=_scopes(section),
        makes_accounts=makes == "on",
        role_claim=role_claim,
        roles=_roles(section, role_claim),
        role=role,
    )


def _name(section: Section) -> str:
    name = section.text("name")
    if len(name) > MAX_SIGN_ON_NAME_LENGTH:
        problem = f"'name' stands on a button; give at most {MAX_SIGN_ON_NAME_LENGTH} characters."
        raise section.fault("name", problem)
    return name


def _issuer(section: Section) -> str:
    issuer = section.text("issuer")
    if not _ISSUER.match(issuer) or not has_host(issuer):
        problem = (
            f"'issuer' is '{issuer}'; it must be the address that the provider calls itself, with "
            "https://, as https://login.company.example (http:// on this machine only)."
        )
        raise section.fault("issuer", problem)
    return issuer


def _domains(section: Section) -> Collection[str]:
    domains = [domain.lower() for domain in section.texts("domains")]
    if not domains:
        raise section.fault("domains", "'domains' must name at least one: [company.example].")
    for place, domain in enumerate(domains):
        if not _DOMAIN.match(domain):
            problem = f"'domains' names '{domain}'; write what stands after the @: company.example."
            raise section.item_fault("domains", place, problem)
    return domains


def _scopes(section: Section) -> tuple[str, ...]:
    if "scopes" not in section:
        return SingleSignOn.scopes
    scopes = section.texts("scopes")
    if "openid" not in scopes or not all(map(_SCOPE.match, scopes)):
        problem = "'scopes' must be words without blanks, 'openid' among them."
        raise section.fault("scopes", problem)
    return scopes


def _roles(section: Section, role_claim: str) -> dict[str, Role]:
    if not role_claim:
        if "roles" in section:
            problem = "'roles' says nothing without 'role_claim', which names where they stand."
            raise section.fault("roles", problem)
        return {}
    roles = section.names("roles")
    return {word: Role(roles.one_of(word, _ROLES)) for word in roles}
