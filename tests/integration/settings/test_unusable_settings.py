"""Settings that are written as they should be, and could never work."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from core.errors import Fault
from store.settings_files import read_settings
from tests.integration.settings.test_company_settings import edit, folder

__all__ = ["folder"]

BALANCE = "address: /demo/lookups/balance"
HOURS = "  hours:\n    - "
HOOK = "connections:\n  hook: {kind: webhook, label: Hook, api: '%s'}"


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        ("company.yml", "phone: 020 7946 0112", 'phone: "\\ud83d"', "invalid Unicode"),
        ("company.yml", "phone: 020 7946 0112", 'phone: "020\\0"', "can't be shown"),
        ("company.yml", HOURS + "what are your", HOURS + '"\\x07" #', "can't be shown"),
        ("company.yml", "  christmas eve: ", '  "": ', "must begin and end with a letter"),
        ("company.yml", "  christmas eve: ", "  christmas eve!: ", "must begin and end with"),
        ("lookups.yml", BALANCE, "address: https://[host/x", "must begin with https"),
        ("lookups.yml", BALANCE, "address: https://host:99999/x", "must begin with https"),
        ("lookups.yml", BALANCE, "address: https://host:port/x", "must begin with https"),
        ("lookups.yml", "identity: [sub]", "identity: [exp]", "says nothing about the customer"),
        ("connections.yml", "connections: {}", HOOK % "https://[host", "must begin with https"),
        ("connections.yml", "connections: {}", HOOK % "https://host:0/", "must begin with https"),
        ("retention.yml", "mode: look", "mode: tidy", "must be one of look, delete"),
        ("retention.yml", "# notes: 365", "notes: 7 #", "it must be 30 to"),
        ("retention.yml", "# notes: 365", "nots: 90 #", "Did you mean 'notes'?"),
        ("channels.yml", "https://community", "https://[community", "must begin with https"),
    ],
)
def test_what_could_never_work_is_named_with_its_line(
    folder: Path, file: str, old: str, new: str, says: str
) -> None:
    line = edit(folder, file, old, new) + (file == "connections.yml")
    with pytest.raises(Fault, match=says) as told:
        read_settings(folder)
    assert (told.value.file, told.value.line) == (f"settings/{file}", line)


def test_a_day_with_a_printed_apostrophe_is_the_one_that_customers_type(folder: Path) -> None:
    edit(folder, "company.yml", "  new year's eve: 12-31", "  new year’s eve: 12-31")
    day = read_settings(folder).company.named_days["new year's eve"]
    assert day.from_day(date(2026, 11, 26)) == date(2026, 12, 31)
