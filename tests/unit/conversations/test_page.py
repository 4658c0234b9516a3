"""The page a customer is on."""

from __future__ import annotations

import pytest

from core.conversations import Page, read_page


def test_an_address_loses_what_may_be_secret() -> None:
    told = {"url": "https://a:b@tern.example/cards?token=abc#x", "title": " Your\n cards "}
    assert read_page(told) == Page("https://tern.example/cards", "Your cards")
    assert read_page("http://tern.example:8080/") == Page("http://tern.example:8080/")


@pytest.mark.parametrize(
    "value",
    [
        None,
        "",
        7,
        [],
        {},
        {"url": 7},
        "javascript:alert(1)",
        "file:///etc/passwd",
        "/cards",
        "https://",
        "https://[",
        "https://tern.example/" + "x" * 5000,
    ],
)
def test_what_is_no_web_page_is_none(value: object) -> None:
    assert read_page(value) is None
