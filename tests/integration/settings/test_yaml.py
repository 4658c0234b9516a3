"""How a settings file is read: by the rules of YAML 1.2, every fault with its line."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from core.errors import Fault
from store.settings_files import Section, read_yaml_list
from store.settings_files.reading.yaml_document import MAX_YAML_DEPTH, read_document


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("yes", "yes"),
        ("off", "off"),
        ("08:30", "08:30"),
        ("12", 12),
        ("-1_000", "-1_000"),
        ("012", 12),
        ("0x1f", 31),
        ("1.5e3", 1500.0),
        (".5", 0.5),
        ("true", True),
        ("~", None),
        ("", None),
        ("2026-12-25", date(2026, 12, 25)),
        ("'12'", "12"),
        ("!!str 12", "12"),
        ("[one, 2]", ["one", 2]),
        ("{a: {b: c}}", {"a": {"b": "c"}}),
        ("|\n  two\n  lines\n", "two\nlines\n"),
    ],
)
def test_a_value_means_what_yaml_1_2_says(written: str, read: Any) -> None:
    assert read_document("x.yml", f"value: {written}") == {"value": read}


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("a: 1\nb: 2\na: 3", 3, "'a' stands here twice"),
        ("a: 1\n---\nb: 2", 3, "one document only"),
        ("a: [1, 2", 2, "not valid YAML"),
        ("a:\n  b: 1\n c: 2", 3, "not valid YAML"),
        ("a: 2026-13-45", 1, "month must be in 1..12"),
        ("a: 1\nb: " + "9" * 5000, 2, "not valid YAML"),
        ("a: *nowhere", 1, "no '&nowhere' above it"),
        ("a: &x [*x]", 1, "no '&x' above it"),
        ("? [a]\n: b", 1, "must be a plain word"),
        ("a: !!python/none x", 1, "read without"),
        ("a: " + "[" * 60, 1, "nested too deeply"),
        ("a: " + "[" * 10**5, 1, "nest"),  # libyaml may refuse it before we do
        ("a: \x07", 1, "not valid YAML"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_line(text: str, line: int, says: str) -> None:
    with pytest.raises(Fault) as told:
        read_document("x.yml", text)
    assert (told.value.file, says in told.value.problem) == ("x.yml", True), told.value
    assert told.value.line == line


def test_what_is_nested_as_deeply_as_allowed_is_read() -> None:
    value = read_document("x.yml", "[" * MAX_YAML_DEPTH + "]" * MAX_YAML_DEPTH)
    assert value != []


def test_an_anchor_stands_for_what_it_names_and_costs_no_more(tmp_path: Path) -> None:
    doubled = ["- &a0 {says: hello}"]
    doubled += [f"- &a{n} {{says: [*a{n - 1}, *a{n - 1}]}}" for n in range(1, 60)]
    (tmp_path / "x.yml").write_text("\n".join(doubled))
    items = read_yaml_list(tmp_path / "x.yml", 10_000, "says")
    assert items[0].text("says") == "hello"
    assert all(isinstance(item, Section) for item in items)
    assert items[59].line_of("says") == 60
