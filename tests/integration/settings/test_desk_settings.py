"""`desk.yml`: what agents can say of a conversation."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from core.errors import Fault
from core.handoffs import Labels
from store.settings_files import read_settings

SHIPPED = Path(__file__).parents[3] / "settings"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED, tmp_path / "settings"))


def test_tags_and_contact_reasons_are_read_in_their_order(folder: Path) -> None:
    labels = read_settings(folder).labels
    assert list(labels.tags)[:2] == ["complaint", "feedback"]
    assert labels.contact_reason_label("change") == "Wanted something changed"
    assert not labels.required
    desk = folder / "desk.yml"
    desk.write_text(
        desk.read_text().replace("contact_reason: optional", "contact_reason: required")
    )
    assert read_settings(folder).labels.required


def test_an_older_folder_without_the_file_has_nothing_to_choose_from(folder: Path) -> None:
    (folder / "desk.yml").unlink()
    assert read_settings(folder).labels == Labels()


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("contact_reason: optional", "contact_reason: maybe", "must be one of required, optional"),
        ("  bug: Something is broken", "  bug: [a]", "'bug' must be some text"),
        ("tags:", "labels:", "labels"),
    ],
)
def test_a_mistake_is_named_with_what_to_write(folder: Path, old: str, new: str, says: str) -> None:
    desk = folder / "desk.yml"
    desk.write_text(desk.read_text().replace(old, new, 1))
    with pytest.raises(Fault, match=r"desk\.yml, line \d+") as fault:
        read_settings(folder)
    assert says in str(fault.value)
