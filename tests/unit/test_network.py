"""Whose an address is: what limits count together."""

from __future__ import annotations

import pytest

from core.network import network_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff:ffff:ffff:ffff"),
        ("fe80::1%eth0", "fe80::2%eth1"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
    ],
)
def test_addresses_that_one_holder_can_choose_between_are_one_network(one: str, other: str) -> None:
    assert network_of(one) == network_of(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("192.0.2.7", "192.0.2.8"),
        ("2001:db8:1:2::1", "2001:db8:1:3::1"),
        ("::ffff:192.0.2.7", "::ffff:192.0.2.8"),
        ("", "/run/effie.sock"),
    ],
)
def test_addresses_of_different_holders_are_different_networks(one: str, other: str) -> None:
    assert network_of(one) != network_of(other)
