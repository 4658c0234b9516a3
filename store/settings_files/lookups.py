"""Reading `settings/lookups.yml`: what customers ask about their own account, and who answers."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from core.conversations import UNUSABLE_CLAIMS
from core.lookups import AccountLookup, AccountLookups, Outcome
from core.text import SLUG
from store.settings_files.reading.addresses import has_host
from store.settings_files.reading.folder import SettingsFolder
from store.settings_files.reading.yaml_reader import Section, read_yaml

MAX_SIGNED_IN_MINUTES = 30 * 24 * 60
_WITHIN, _LONG_AGO = "signed_in_within_minutes", Outcome.SIGNED_IN_LONG_AGO.value
_OUTCOMES = tuple(each for each in Outcome if each is not Outcome.SIGNED_IN_LONG_AGO)
_KEYS = ("questions", "address", "identity", "article", *(outcome.value for outcome in _OUTCOMES))
_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}\Z")
# A path is this service's own; what leaves the machine is encrypted.
_ADDRESS = re.compile(
    r"(?:https://[^\s/?#]+|http://(?:127\.0\.0\.1|localhost)(?::\d{1,5})?|(?=/[^/]))[^\s#]*\Z"
)


def read_lookups(folder: SettingsFolder) -> AccountLookups:
    """Read the file; raises Fault naming the line and what to write instead."""
    file = read_yaml(folder / "lookups.yml", "sign_in", _WITHIN, _LONG_AGO, "lookups")
    found = file.names("lookups").sections(*_KEYS) if "lookups" in file else ()
    known = AccountLookups({name: _lookup(name, section) for name, section in found})
    if "sign_in" in file:
        known = replace(known, sign_in=_address(file, "sign_in"))
    if _WITHIN in file:
        minutes = file.whole(_WITHIN, 1, MAX_SIGNED_IN_MINUTES)
        known = replace(known, signed_in_within=timedelta(minutes=minutes))
    return replace(known, long_ago=file.text(_LONG_AGO)) if _LONG_AGO in file else known


def _lookup(name: str, section: Section) -> AccountLookup:
    if not _NAME.match(name):
        problem = f"'{name}' can't name a lookup: use small letters, digits and '_'."
        raise section.fault("questions", problem)
    return AccountLookup(
        name=name,
        questions=section.texts("questions"),
        address=_address(section, "address"),
        identity=_identity(section),
        words={outcome: section.text(outcome.value) for outcome in _OUTCOMES},
        article=_article(section),
    )


def _address(section: Section, key: str) -> str:
    address = section.text(key)
    is_path = address.startswith("/")
    if not _ADDRESS.match(address) or not (is_path or has_host(address)):
        problem = (
            f"'{key}' is '{address}'; it must begin with https://, or be an address on this "
            "machine, as http://127.0.0.1:8000/…, or a path of the demo site, as /demo/…."
        )
        raise section.fault(key, problem)
    return address


def _identity(section: Section) -> tuple[str, ...]:
    claims = section.texts("identity")
    if not claims:
        raise section.fault("identity", "'identity' is empty. Name a claim, as [sub].")
    for claim in claims:
        if claim in UNUSABLE_CLAIMS:
            problem = f"'{claim}' says nothing about the customer. Name a claim that does, as sub."
            raise section.fault("identity", problem)
    return claims


def _article(section: Section) -> str:
    if "article" not in section:
        return ""
    slug = section.text("article")
    if not SLUG.match(slug):
        problem = f"'{slug}' can't be an article: use letters, digits, '_' and '-'."
        raise section.fault("article", problem)
    return slug
