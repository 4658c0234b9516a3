"""What a macro does besides, and whom a note names."""

from __future__ import annotations

import pytest

from core.errors import BadInput
from core.staff import (
    NO_STEPS,
    Role,
    StaffMember,
    Steps,
    Then,
    mentioned,
    read_folder,
    read_shortcut,
    read_steps,
    steps_from,
)

TAGS, REASONS, QUEUES = ("bug", "vip"), ("question",), ("support", "business")
ADA, ADAM, NOOR, NOOR_B = (
    StaffMember(str(number), f"{number}@tern.example", name, Role.AGENT)
    for number, name in enumerate(
        ("Ada Lindqvist", "Adam Brook", "Noor Haddad", "Noor Bakker"), start=1
    )
)
EVERYBODY = (ADA, ADAM, NOOR, NOOR_B)


def test_steps_are_what_the_team_has_set_up() -> None:
    told = {"tags": ["bug", "bug"], "contact_reason": "question", "then": "transferred"}
    steps = read_steps({**told, "queue": "business"}, TAGS, REASONS, QUEUES)
    assert steps == Steps(("bug",), "question", Then.TRANSFERRED, "business")
    assert read_steps(None, TAGS, REASONS, QUEUES) == NO_STEPS
    assert not NO_STEPS.any
    solved = read_steps({"then": "solved", "queue": "business"}, TAGS, REASONS, QUEUES)
    assert solved.queue == "", "only a transfer leads to a queue"


@pytest.mark.parametrize(
    "told",
    [
        {"then": "vanished"},
        {"then": "transferred"},
        {"then": "transferred", "queue": "nowhere"},
        {"tags": ["unknown"]},
        {"tags": [7]},
        {"contact_reason": "unknown"},
    ],
)
def test_steps_that_there_cannot_be_are_refused(told: dict[str, object]) -> None:
    with pytest.raises(BadInput):
        read_steps(told, TAGS, REASONS, QUEUES)


def test_kept_steps_are_read_back_whatever_a_later_version_kept() -> None:
    assert steps_from({}) == NO_STEPS
    assert steps_from({"then": "later", "tags": ["bug"]}) == Steps(("bug",))


def test_a_shortcut_is_one_word_and_a_folder_one_line() -> None:
    assert read_shortcut("/Refund") == "refund"
    assert read_shortcut("") == ""
    assert read_folder(" Cards \n lost ") == "Cards lost"
    with pytest.raises(BadInput):
        read_shortcut("two words")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("@ada can you look?", [ADA]),
        ("ask @Adam, please", [ADAM]),
        ("@Noor please", []),
        ("@noor haddad please, not @Noor Bakker2", [NOOR]),
        ("@Noor Haddad and @ada", [NOOR, ADA]),
        ("write to ada@tern.example", []),
        ("@adamant", []),
        ("@Ada @Ada", [ADA]),
    ],
)
def test_a_note_names_colleagues_by_first_name_or_in_full(
    text: str, named: list[StaffMember]
) -> None:
    assert mentioned(text, EVERYBODY) == named
