"""Settings that people edit: every mistake is named with its file and line."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from core.errors import Fault
from core.handoffs import Presentation
from core.manners import Manner
from store.settings_files import LiveSettings, read_settings

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
    assert set(settings.manners.guides) == set(settings.words_by_manner) == set(Manner)
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
        ("segments.yml", "queue: support", "queue: suport", 25, "must be one of support"),
        ("segments.yml", "[person, phone, email]", "[fax]", 24, "names 'fax'"),
        ("segments.yml", "default: newcomer", "default: [", 0, "not valid YAML"),
        ("hours.yml", '"08:00-20:00"', '"08:00-08:00"', 9, "ends when it begins"),
        ("hours.yml", '"08:00-20:00"', '"08:00-24:30"', 9, "is no stretch of time"),
        ("hours.yml", '"08:00-20:00"', '"24:00-08:00"', 9, "is no stretch of time"),
        ("hours.yml", "Europe/London", "Europe/Lundon", 5, "is no time zone"),
        (
            "hours.yml",
            "    sunday:",
            "    timezone: Mars\n    sunday:",
            15,
            "'Mars' is no time zone",
        ),
        ("hours.yml", "2026-12-25", "2026-13-45", 26, "month must be in 1..12"),
        ("hours.yml", "    tuesday:", "    mon:", 10, "Did you mean 'monday'?"),
        (
            "hours.yml",
            "    monday:",
            "    tuesdays: []\n    monday:",
            9,
            "is not known here",
        ),
        ("channels.yml", "    team: support", "    teem: support", 8, "Did you mean 'team'?"),
        ("segments.yml", "priority: 5", "prioritty: 5", 36, "Did you mean 'priority'?"),
        ("segments.yml", "topics:", "topic:", 49, "Did you mean 'topics'?"),
        (
            "segments.yml",
            "    reply_minutes: 15\n",
            "    topics: [disputes]\n",
            49,
            "belongs into the queue 'support' already",
        ),
        (
            "help.yml",
            "    about: Cash machines",
            "    abuot: Cash machines",
            33,
            "Did you mean 'about'?",
        ),
        ("help.yml", "  about: What belongs", "  abuot: What belongs", 55, "Did you mean 'about'?"),
        ("confidence.yml", "answer: 0.75", "segments: {busines: {}}\nanswer: 1", 9, "'business'?"),
        (
            "confidence.yml",
            "answer: 0.75",
            "segments: {business: {anser: 1}}\nanswer: 1",
            9,
            "'answer'?",
        ),
        ("effort_words.yml", "words:", "word:", 5, "Did you mean 'words'?"),
        ("manners.yml", 'reading: "on"', "reading: maybe", 11, "must be one of on, off"),
        ("manners.yml", "  hurried:", "  hurrid:", 14, "Did you mean 'hurried'?"),
        ("manners.yml", "- in a hurry", "- in a *", 20, "stands between two words"),
        ("manners.yml", "- in a hurry", "- in a rush", 21, "stands here twice"),
        ("words.yml", "    utter_clarify:", "    utter_clarfy:", 17, "nothing that the assistant"),
        ("words.yml", "{minutes}", "{hours}", 24, "what is filled in there is {minutes}"),
        ("words.yml", "    utter_next:", "    utter_wait_in_care:", 20, "may be in distress"),
        (
            "limits.yml",
            "messages_a_minute",
            "message_a_minute",
            3,
            "Did you mean 'messages_a_minute'?",
        ),
        ("retrieval.yml", "encoder", "encodr", 3, "Did you mean 'encoder'?"),
        ("handoff.yml", "upset_minutes", "upset_minuts", 18, "Did you mean 'upset_minutes'?"),
        ("widget.yml", "  - change_pin", "  - change_pin\n  - fees", 6, "3 articles at most"),
        ("channels.yml", "tel:+442079460112", "javascript:alert(1)", 14, "must begin with https"),
        ("handoff.yml", "{agent} has joined", "{agnet} has joined", 78, "is {agent} and {to}"),
        ("handoff.yml", "{agent} has joined", "{agent has joined", 78, "holds '{'"),
        ("handoff.yml", "  - fed up", "  - ''", 30, "holds an empty text"),
        ("handoff.yml", "swearing:", "sweering:", 70, "Did you mean 'swearing'?"),
        ("handoff.yml", "most_failures: 2", "", 1, "'most_failures' is missing"),
        ("handoff.yml", "gone_after_seconds: 60", "gone_after_seconds: 5", 13, "must be 30"),
        ("handoff.yml", "phone_country: GB", "phone_country: UK", 10, "is no country"),
        ("segments.yml", "priority: 5", "priority: soon", 36, "must be a number"),
        ("widget.yml", "company: Tern", "- company", 0, ""),
        ("effort_words.yml", "cannot:", "Can’t:", 7, "stands here twice"),
        ("effort_words.yml", "cannot:", "12:", 7, "put it in quotes"),
        ("effort_words.yml", "cannot:", '"":', 7, "1 to 60 characters"),
        ("help.yml", "offer_after_seconds: 90", "offer_after_seconds: -1", 3, "must be 0 to 3600"),
        ("help.yml", "  top-up:", "  other:", 0, "cannot be a topic"),
        ("help.yml", "label: Cash\n", "", 0, "'label' is missing"),
        ("next_questions.yml", "told_from", "tell_from", 5, "Did you mean 'told_from'?"),
        ("next_questions.yml", "0.25", "25", 5, "must be 0.05 to 1"),
        ("suggested_examples.yml", "accept: never", "accept: always", 5, "never, ready"),
        ("suggested_examples.yml", "0.98", "0.5", 6, "must be 0.8 to 1"),
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


def test_hours_may_go_past_midnight_and_end_with_the_day(
    folder: Path, edit: Callable[[str, str, str], None]
) -> None:
    edit("hours.yml", 'sunday: ["09:00-17:00"]', 'sunday: ["09:00-24:00", "22:00-06:00"]')
    hours = read_settings(folder).queues["support"].hours
    sunday = datetime(2026, 11, 22, 9, tzinfo=hours.zone)
    assert hours.is_open(sunday + timedelta(hours=14, minutes=59))
    assert hours.is_open(sunday + timedelta(hours=20, minutes=59))
    assert not hours.is_open(sunday + timedelta(hours=21))


def test_a_team_may_be_in_another_time_zone_than_the_others(
    folder: Path, edit: Callable[[str, str, str], None]
) -> None:
    edit("hours.yml", "  support:\n", "  support:\n    timezone: Asia/Kolkata\n")
    settings = read_settings(folder)
    hours, at = settings.queues["support"].hours, datetime(2026, 11, 23, 2, 29, tzinfo=timezone.utc)
    assert not hours.is_open(at)
    assert hours.is_open(at + timedelta(minutes=1)), "08:00 in Kolkata is 02:30 in Greenwich"
    assert settings.queues["business"].hours.zone.key == "Europe/London"


@pytest.mark.parametrize("file", sorted(path.name for path in SHIPPED.glob("*.yml")))
def test_no_settings_file_takes_a_key_that_nobody_reads(folder: Path, file: str) -> None:
    path = folder / file
    path.write_text(path.read_text() + "\nnobody_reads_this: 1\n")
    with pytest.raises(Fault, match="'nobody_reads_this' is not known here") as fault:
        read_settings(folder)
    assert fault.value.file == f"settings/{file}"


def test_a_missing_or_unreadable_file_is_named(folder: Path) -> None:
    (folder / "survey.yml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(Fault, match=r"survey\.yml, line 1: the file is not UTF-8"):
        read_settings(folder)
    (folder / "survey.yml").unlink()
    with pytest.raises(Fault, match=r"survey\.yml, line 1: the file is missing"):
        read_settings(folder)


def test_the_files_are_looked_at_once_in_a_while_however_often_they_are_asked_for(
    folder: Path, edit: Callable[[str, str, str], None]
) -> None:
    every_time, now_and_then = LiveSettings(folder, look_every=0), LiveSettings(folder, 3600)
    by_default = LiveSettings(folder)
    edit("survey.yml", "follow_up_from: 4", "follow_up_from: 5")
    assert every_time.now().survey.follow_up_from == 5
    assert now_and_then.now().survey.follow_up_from == 4
    while by_default.now().survey.follow_up_from == 4:
        time.sleep(0.1)
