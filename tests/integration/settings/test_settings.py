"""Settings that people edit: every mistake is named with its file and line."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from core.errors import Fault
from core.handoffs import Presentation
from store.settings_files import read_settings

SHIPPED = Path(__file__).parents[3] / "settings"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED, tmp_path / "settings"))


@pytest.fixture
def edit(folder: Path) -> Callable[[str, str, str], None]:
    def replace(file: str, old: str, new: str) -> None:
        text = (folder / file).read_text()
        assert old in text
        (folder / file).write_text(text.replace(old, new, 1))

    return replace


def test_the_shipped_settings_are_read(folder: Path) -> None:
    settings = read_settings(folder)
    assert settings.segments.of("").presentation is Presentation.STEPS
    assert settings.segments.of("nobody knows this one").name == settings.segments.default
    assert settings.segments.of("business").queue == "business"
    assert settings.survey.follow_up_from == 4
    assert "can't" in {word.phrase for word in settings.effort_words}


@pytest.mark.parametrize(
    ("file", "old", "new", "line", "says"),
    [
        ("survey.yml", "follow_up_from: 4", "follow_up_from: nine", 5, "must be a number"),
        ("survey.yml", "follow_up_from: 4", "follow_up_from: 9", 5, "must be 1 to 5"),
        ("segments.yml", "queue: support", "queue: suport", 15, "must be one of support"),
        ("segments.yml", "[person, phone, email]", "[fax]", 14, "names 'fax'"),
        ("segments.yml", "default: newcomer", "default: [", 0, "not valid YAML"),
        ("hours.yml", '"08:00-20:00"', '"20:00-08:00"', 7, "ends before it begins"),
        ("hours.yml", "Europe/London", "Europe/Lundon", 3, "is no time zone"),
        ("channels.yml", "tel:+442079460112", "javascript:alert(1)", 14, "must begin with https"),
        ("handoff.yml", "most_failures: 2", "", 1, "'most_failures' is missing"),
        ("handoff.yml", "gone_after_seconds: 60", "gone_after_seconds: 5", 12, "must be 30"),
        ("segments.yml", "priority: 5", "priority: soon", 26, "must be a number"),
        ("widget.yml", "company: Tern", "- company", 0, ""),
        ("effort_words.yml", "cannot:", "Can’t:", 7, "stands here twice"),
        ("effort_words.yml", "cannot:", "12:", 7, "put it in quotes"),
        ("effort_words.yml", "cannot:", '"":', 7, "1 to 60 characters"),
        ("help.yml", "offer_after_seconds: 90", "offer_after_seconds: -1", 3, "must be 0 to 3600"),
        ("help.yml", "  top-up:", "  other:", 0, "cannot be a topic"),
        ("help.yml", "label: Cash\n", "", 0, "'label' is missing"),
        ("survey.yml", "silence_minutes", "silence_minuts", 4, "'silence_minuts' is not known"),
    ],
)
def test_a_mistake_is_named_with_file_line_and_what_to_write(
    folder: Path,
    edit: Callable[[str, str, str], None],
    file: str,
    old: str,
    new: str,
    line: int,
    says: str,
) -> None:
    edit(file, old, new)
    with pytest.raises(Fault) as fault:
        read_settings(folder)
    assert fault.value.file == f"settings/{file}"
    assert says in fault.value.problem
    if line:
        assert fault.value.line == line


def test_a_missing_or_unreadable_file_is_named(folder: Path) -> None:
    (folder / "survey.yml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(Fault, match=r"survey\.yml, line 1: the file is not UTF-8"):
        read_settings(folder)
    (folder / "survey.yml").unlink()
    with pytest.raises(Fault, match=r"survey\.yml, line 1: the file is missing"):
        read_settings(folder)
