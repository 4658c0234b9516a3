"""Forms of settings: what they show of a file, and what was typed into them as edits."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.errors import BadInput
from core.setting_versions import (
    REMOVED,
    Edit,
    differences,
    edits,
    layout_of,
    line_changes,
)
from store.settings_files import edit_text, read_document

HOURS = """\
# When your teams are there.
timezone: Europe/London   # a comment

teams:
  support:
    monday: ["08:00-20:00"]
    # closed on Tuesdays
  business:
    monday: ["00:00-24:00"]

closed:
  - 2026-12-25   # Christmas
  - 2027-01-01
"""
PARTS = layout_of("hours").parts({"segments": (), "queues": ()})  # type: ignore[misc]


def typed(**given: list[str]) -> list[Edit]:
    form = {
        "0.timezone": ["Europe/London"],
        "1.0.monday": ["08:00-20:00"],
        "1.1.monday": ["00:00-24:00"],
        "2.closed": ["2026-12-25", "2027-01-01", ""],
    } | {name.replace("_", "."): value for name, value in given.items()}
    return edits(PARTS, read_document("hours.yml", HOURS), lambda name: form.get(name, []))


def test_a_form_that_is_sent_as_it_was_shown_changes_nothing() -> None:
    assert typed() == []


def test_what_was_typed_is_put_into_the_file_and_its_comments_stay() -> None:
    text = edit_text(
        HOURS,
        typed(
            **{
                "1.0.friday": ["22:00 – 06:00"],
                "2.closed": ["2026-12-25", "2026-12-26", "2027-01-01"],
            }
        ),
    )
    assert line_changes(HOURS, text) == (
        ("+", "    friday: [22:00-06:00]"),
        ("+", "  - 2026-12-26"),
    )


def test_an_entry_is_added_renamed_to_nobody_elses_name_and_removed() -> None:
    added = typed(**{"1.new": ["night"], "1.new.monday": ["20:00-08:00"]})
    assert added == [Edit(("teams", "night", "monday"), ["20:00-08:00"])]
    assert typed(**{"1.1.remove": ["1"]}) == [Edit(("teams", "business"), REMOVED)]
    with pytest.raises(BadInput, match="already"):
        typed(**{"1.new": ["support"]})
    with pytest.raises(BadInput, match="is no day"):
        typed(**{"2.closed": ["soon"]})


def test_differences_are_told_by_their_place() -> None:
    before = {"a": {"b": ["x", "y"]}, "gone": 1}
    after = {"a": {"b": ["y"]}, "new": True}
    told = [(each.place, each.before, each.after) for each in differences(before, after)]
    assert told == [
        (("a", "b"), "x, y", "y"),
        (("gone",), "1", ""),
        (("new",), "", "yes"),
    ]


def test_every_shipped_file_stays_as_it_is_where_nothing_is_edited() -> None:
    for path in sorted((Path(__file__).parents[3] / "settings").glob("*.yml")):
        assert edit_text(path.read_text(), []) == path.read_text(), path.name
