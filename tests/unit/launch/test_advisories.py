"""Known holes in what is installed: which concern us, which are answered."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from commands.advisories import Advisory, Package, StoredList, findings, read_stored_list
from commands.advisories.judge import needless
from core.errors import Fault
from launch.paths import HOME

OLD, NEW = Package("pypi", "parser", "1.2"), Package("pypi", "parser", "1.4")
HOLE = Advisory(("CVE-1", "GHSA-1"), "pypi", "parser", "<1.3", "reads too much")
ACCEPTED = replace(HOLE, accepted="It is never called.", accepted_on=date(2026, 11, 25))


def stored(*advisories: Advisory) -> StoredList:
    return StoredList(date(2026, 11, 25), advisories)


def test_a_hole_concerns_the_versions_that_have_it() -> None:
    assert [each.package for each in findings([OLD, NEW], stored(HOLE), [])] == [OLD]
    other = replace(OLD, registry="npm")
    assert findings([other], stored(HOLE), []) == []


def test_what_a_registry_tells_counts_once_beside_the_list_under_any_of_its_names() -> None:
    told = replace(HOLE, ids=("PYSEC-1", "CVE-1"), affected="")
    (found,) = findings([OLD], stored(HOLE), [(OLD, told)])
    assert found.accepted == ""
    (found,) = findings([OLD], stored(), [(OLD, told)])
    assert found.ids == ("PYSEC-1", "CVE-1")
    (found,) = findings([OLD], stored(replace(ACCEPTED, affected="<1")), [(OLD, told)])
    assert found.accepted == "It is never called."


def test_what_is_accepted_must_have_a_reason_to_be() -> None:
    assert needless([OLD], stored(ACCEPTED)) == []
    assert needless([NEW], stored(ACCEPTED)) == [ACCEPTED]
    assert needless([NEW], stored(HOLE)) == []


def test_our_own_list_can_be_read_and_gives_a_day_and_a_reason_for_all_it_accepts() -> None:
    ours = read_stored_list(HOME / "requirements" / "advisories.json")
    assert ours.advisories
    assert all(each.ids and each.what for each in ours.advisories)
    assert all(
        len(each.accepted) > 20 and each.accepted_on for each in ours.advisories if each.accepted
    )


def test_a_list_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    file = tmp_path / "advisories.json"
    file.write_text('{"known_on": "yesterday", "advisories": []}')
    with pytest.raises(Fault, match=r"advisories.json, line 1: the list can't be read"):
        read_stored_list(file)
