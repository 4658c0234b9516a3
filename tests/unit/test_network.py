"""Whose an address is: what limits count together, and what leads into a network of ours."""

from __future__ import annotations

import pytest

from core.network import is_public, network_of


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


@pytest.mark.parametrize(
    "address",
    ["8.8.8.8", "2606:4700::1111", "64:ff9b::808:808"],
)
def test_an_address_on_the_internet_is_public_however_it_is_written(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1"),
        *("0.0.0.0", "224.0.0.1", "255.255.255.255", "192.0.2.1"),
        *("::1", "::", "fd00::1", "fe80::1", "fe80::1%eth0", "ff0e::1", "2001:db8::1"),
        *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe"),
        *("2002:7f00:1::1", "2002:a00:1::1", "crm.internal", "", "8.8.8.8.8"),
        *("64:ff9b:1::a00:1", "fec0::1", "::10.0.0.1", "::ffff:0:10.0.0.1"),
    ],
)
def test_an_address_of_a_network_of_ours_is_not_public_however_it_is_written(address: str) -> None:
    assert not is_public(address)
