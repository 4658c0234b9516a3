"""Settings and articles of a product that is asked faster than people type."""

from __future__ import annotations

from pathlib import Path

from commands.own_copies import copies_without_limits
from launch.paths import HOME
from store.settings_files import read_settings


def test_the_copies_can_be_read_and_allow_a_hundred_times_as_much(tmp_path: Path) -> None:
    settings, articles = copies_without_limits(tmp_path)
    shipped, lifted = read_settings(HOME / "settings").limits, read_settings(settings).limits
    assert lifted.messages_a_minute == 100 * shipped.messages_a_minute
    assert lifted.conversations_an_hour == 100 * shipped.conversations_an_hour
    assert len(list(articles.glob("*.md"))) > 0
