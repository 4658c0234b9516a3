"""What a provider's words about somebody mean here."""

from __future__ import annotations

from typing import Any

import pytest

from core.staff import NoRoleThere, Role, SingleSignOn, vouched_for

RULES = SingleSignOn(
    "Tern account", "https://login.tern.example", "effie", frozenset({"tern.example"})
)
WITH_ROLES = SingleSignOn(
    *("Tern account", "https://login.tern.example", "effie", frozenset({"tern.example"})),
    role_claim="realm_access.roles",
    roles={"support": Role.AGENT, "bosses": Role.ADMIN},
)


def of(rules: SingleSignOn = RULES, **more: Any) -> Any:
    told = {"sub": "7", "name": " Sam  Whitaker ", "email": "Sam@Tern.example"}
    return vouched_for({**told, "email_verified": True, **more}, rules)


def test_a_confirmed_address_of_our_domain_counts_and_no_other() -> None:
    assert (of().email, of().name, of().role) == ("sam@tern.example", "Sam Whitaker", None)
    for wrong in (
        {"email_verified": False},
        {"email_verified": "true"},
        {"email_verified": None},
        {"email": "sam@elsewhere.example"},
        {"email": "sam@evil-tern.example"},
        {"email": "sam@tern.example@elsewhere.example"},
        {"email": "s" * 10**5},
        {"email": ["sam@tern.example"]},
    ):
        assert of(**wrong).email == "", wrong


def test_the_highest_role_that_is_told_counts() -> None:
    told = {"realm_access": {"roles": ["support", "bosses", "others"]}}
    assert of(WITH_ROLES, **told).role is Role.ADMIN
    assert of(WITH_ROLES, realm_access={"roles": "support"}).role is Role.AGENT
    assert of(WITH_ROLES, **{"realm_access.roles": ["support"]}).role is Role.AGENT


@pytest.mark.parametrize(
    "told", [{}, {"realm_access": 7}, {"realm_access": {"roles": [["bosses"]]}}]
)
def test_who_has_no_role_there_is_refused_unless_the_settings_name_one(told: Any) -> None:
    with pytest.raises(NoRoleThere):
        of(WITH_ROLES, **told)


def test_a_role_that_the_settings_name_is_for_who_has_none_there() -> None:
    rules = SingleSignOn(
        *("Tern account", "https://login.tern.example", "effie", frozenset({"tern.example"})),
        role_claim="groups",
        roles={"bosses": Role.ADMIN},
        role=Role.AGENT,
    )
    assert of(rules).role is Role.AGENT
    assert of(rules, groups=["bosses"]).role is Role.ADMIN
    assert of(SingleSignOn(*vars(RULES).values())).new_role is Role.AGENT
