"""Who would have been routed elsewhere under other segments and hours."""

from __future__ import annotations

from datetime import datetime, timezone
from pathlib import Path

from core.setting_trials import CalledBefore, reroute
from core.settings import Settings
from store.settings_files import ChangedFolder, read_settings

FOLDER = Path(__file__).parents[3] / "settings"
FRIDAY = datetime(2026, 11, 20, tzinfo=timezone.utc)
CALLED = [
    CalledBefore("business", "business", FRIDAY.replace(hour=12)),
    CalledBefore("", "support", FRIDAY.replace(hour=12)),
    CalledBefore("newcomer", "support", FRIDAY.replace(hour=23)),
    CalledBefore("expert", "disputes", FRIDAY.replace(hour=12)),  # for its topic
]


def changed(file: str, before: str, after: str) -> Settings:
    text = (FOLDER / file).read_text()
    assert before in text
    return read_settings(ChangedFolder(FOLDER, {file: text.replace(before, after)}))


def test_a_segment_with_another_queue_and_other_ways_takes_its_conversations_along() -> None:
    queue = "channels: [person, account_manager, email]\n    queue: business"
    after = changed("segments.yml", queue, "channels: [email, person]\n    queue: support")
    found = reroute(CALLED, read_settings(FOLDER), after)
    assert found.conversations == 4
    assert found.moved == {("business", "support"): 1}
    assert found.other_ways == {"business": 1}
    assert (found.now_open, found.now_closed) == (0, 0)


def test_other_hours_tell_whom_somebody_would_have_met_and_who_nobody() -> None:
    late = 'friday: ["08:00-11:00", "22:00-02:00"]'
    after = changed("hours.yml", 'friday: ["08:00-20:00"]', late)
    found = reroute(CALLED, read_settings(FOLDER), after)
    assert found.moved == {}
    assert found.now_open == 1
    assert found.now_closed == 2


def test_another_time_zone_of_a_team_tells_whom_somebody_would_have_met() -> None:
    after = changed("hours.yml", "  support:\n", "  support:\n    timezone: America/Los_Angeles\n")
    found = reroute(CALLED, read_settings(FOLDER), after)
    assert (found.now_open, found.now_closed) == (1, 2), "12:00 is 04:00 there, 23:00 is 15:00"


def test_what_changes_nothing_for_them_is_told_as_nothing() -> None:
    found = reroute(CALLED, read_settings(FOLDER), read_settings(FOLDER))
    assert (found.moved, found.other_ways, found.now_open, found.now_closed) == ({}, {}, 0, 0)
