"""`desk.yml`: what agents can say of a conversation."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from core.errors import Fault
from core.handoffs import Assignment, Labels, Targets
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
    assert labels.facts["reach"] == "Best reached"
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
        ("  phone: Phone", "  phone: [1]", "'phone' must be some text"),
    ],
)
def test_a_mistake_is_named_with_what_to_write(folder: Path, old: str, new: str, says: str) -> None:
    desk = folder / "desk.yml"
    desk.write_text(desk.read_text().replace(old, new, 1))
    with pytest.raises(Fault, match=r"desk\.yml, line \d+") as fault:
        read_settings(folder)
    assert says in str(fault.value)


def test_a_queue_says_how_its_conversations_are_given_out_and_what_it_aims_at(
    folder: Path,
) -> None:
    queues = read_settings(folder).queues
    assert queues["business"].assignment is Assignment.OFF
    assert queues["business"].targets == Targets()
    assert queues["support"].targets.reply == timedelta(minutes=15)
    segments = folder / "segments.yml"
    aims = "label: Business accounts\n    assign: in_turn\n    resolve_minutes: 480"
    segments.write_text(segments.read_text().replace("label: Business accounts", aims))
    queue = read_settings(folder).queues["business"]
    assert queue.assignment is Assignment.IN_TURN
    assert queue.targets.resolution == timedelta(hours=8)
    segments.write_text(segments.read_text().replace("in_turn", "by_luck"))
    with pytest.raises(Fault, match="must be one of off, fewest_chats, in_turn"):
        read_settings(folder)
