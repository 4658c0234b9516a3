"""Who the customer is, as far as the host site vouches for it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.conversations import ANONYMOUS, Profile
from core.conversations import profile_from_claims as read_at
from core.conversations.customer import MAX_CLAIM_LENGTH
from core.errors import BadInput

AT = 1_800_000_000.0


def profile_from_claims(claims: dict[str, Any]) -> Profile:
    return read_at(claims, AT)


def test_a_profile_is_read_from_the_claims() -> None:
    profile = profile_from_claims(
        {"sub": "c-1", "name": "Noa", "segment": "expert", "plan": "gold", "since": 2019, "exp": 1}
    )
    assert (profile.customer, profile.name, profile.segment) == ("c-1", "Noa", "expert")
    assert profile.facts == (("plan", "gold"), ("since", "2019"))
    assert profile.verified
    assert not ANONYMOUS.verified


@pytest.mark.parametrize("claims", [{}, {"sub": ""}, {"sub": None}, {"sub": "\x00"}])
def test_a_token_that_names_no_customer_is_refused(claims: dict[str, Any]) -> None:
    with pytest.raises(BadInput, match="sub"):
        profile_from_claims(claims)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=400),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


@given(st.dictionaries(st.text(max_size=400), json_values, max_size=40))
def test_whatever_was_signed_becomes_a_profile_of_bounded_plain_text(
    claims: dict[str, Any],
) -> None:
    profile = profile_from_claims({**claims, "sub": "c-1"})
    texts = [profile.name, profile.segment, *(text for fact in profile.facts for text in fact)]
    assert all(len(text) <= MAX_CLAIM_LENGTH and "\x00" not in text for text in texts)
    assert len(profile.facts) <= 20


@pytest.mark.parametrize(
    "sub", ["c" * 201, "c-1\u200b\x00", " c-1", "c-1\n", "c\n1", "c\t1", "e\u0301"]
)
def test_an_id_that_would_not_be_kept_as_it_is_names_nobody(sub: str) -> None:
    """Two that differ only in what is cut or cleaned would be one customer."""
    with pytest.raises(BadInput, match="'sub' must"):
        profile_from_claims({"sub": sub})


def test_a_claim_that_is_cut_says_so_and_is_nobody_elses() -> None:
    """The host site is asked about an account by such a claim."""
    one, other = (
        profile_from_claims({"sub": "c", "account": f"{'7' * 200}{end}"}).facts for end in ("", "1")
    )
    assert one != other
    assert other[0][1].endswith("…")


def test_the_longest_id_is_kept_whole() -> None:
    assert profile_from_claims({"sub": "c" * 200}).customer == "c" * 200


@pytest.mark.parametrize(
    ("iat", "signed_at"),
    [
        ({"iat": 1_799_999_000}, 1_799_999_000.0),
        ({"iat": AT + 60}, AT),
        ({}, AT),
        ({"iat": float("nan")}, AT),
        ({"iat": 10**400}, AT),
        ({"iat": -(10**400)}, 0.0),
        ({"iat": "yesterday"}, AT),
    ],
)
def test_a_token_is_as_old_as_it_says_and_new_if_it_does_not(
    iat: dict[str, Any], signed_at: float
) -> None:
    assert profile_from_claims({"sub": "c", **iat}).signed_at == signed_at
