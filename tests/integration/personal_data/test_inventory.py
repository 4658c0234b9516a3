"""Every table and every Redis key is in the inventory of personal data."""

from __future__ import annotations

import re

from launch.paths import HOME
from store.personal_data import (
    AGES_IN_REDIS,
    NOT_PERSONAL,
    NOT_PERSONAL_KEYS,
    OF_CUSTOMERS,
    PLACES,
)
from store.schema import metadata

REFERENCE = (HOME / "docs" / "reference" / "storage.md").read_text(encoding="utf-8")
_KEY = re.compile(r"^\| `([a-z][^`]*)` \| (?:stream|string|list|hash|set|sorted|pub|redis)", re.M)


def test_every_table_says_what_becomes_of_customers_data_or_why_it_holds_none() -> None:
    named = [place.table.name for place in PLACES] + list(NOT_PERSONAL)
    assert len(named) == len(set(named)), "a table stands in the inventory twice"
    missing = set(metadata.tables) - set(named)
    assert not missing, (
        "say in store/personal_data/ (inventory/, not_personal.py) what these tables hold"
    )
    assert set(named) == set(metadata.tables)


def test_every_key_of_redis_says_what_becomes_of_it() -> None:
    documented = set(_KEY.findall(REFERENCE))
    assert documented == {*OF_CUSTOMERS, *NOT_PERSONAL_KEYS}


def test_the_reference_tells_how_each_table_and_key_ages() -> None:
    assert AGES_IN_REDIS.keys() == OF_CUSTOMERS.keys()
    aged = {f"`{place.table.name}`": place.how_it_ages for place in PLACES}
    aged |= {f"`{key}`": how for key, how in AGES_IN_REDIS.items()}
    for name, how in aged.items():
        told = f"| {name} | {how} |"
        assert told in REFERENCE, f"docs/reference/storage.md lacks this row: {told}"


def test_the_reference_tells_what_becomes_of_each_table() -> None:
    for place in PLACES:
        told = f"| `{place.table.name}` | {place.kind.label} | {place.keeps or 'the rows go'} |"
        assert told in REFERENCE, f"docs/reference/storage.md lacks this row: {told}"
