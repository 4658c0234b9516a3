"""Reading `handoff.yml`: how conversations go to a person, and how long anybody waits."""

from __future__ import annotations

from datetime import timedelta

from core.conversations import AngryWords
from core.handoffs import ServiceRate, Timeouts
from core.settings import HandoffRules
from store.contacts import COUNTRIES
from store.settings_files.reading.folder import SettingsFolder
from store.settings_files.reading.yaml_reader import Section, read_yaml

_KEYS = (
    *("most_failures", "minutes_each", "longest_wait_minutes", "promise_hours"),
    "phone_country",
    *("gone_after_seconds", "answer_within_minutes", "customer_away_minutes"),
    *("same_agent_days", "kept_minutes", "upset_minutes", "strained_minutes"),
    *("frustration", "frustration_at_us", "swearing"),
    *("joined", "left", "returned", "passed_on", "resolved", "promised_later"),
)
_MAX_MINUTES = 24 * 60
PROMISED_LATER = (
    "You had gone before anybody could answer. Nothing is lost: we will write to {contact}."
)
_FILLED_IN = ("agent", "to")  # in what customers read: see web/handoffs/announce.py


def read_handoff_rules(folder: SettingsFolder) -> HandoffRules:
    """Read `handoff.yml`; raises Fault naming the line and what to write instead."""
    file = read_yaml(folder / "handoff.yml", *_KEYS)
    return HandoffRules(
        max_failures=file.whole("most_failures", 1, 5),
        service_rate=ServiceRate(
            minutes_each=file.whole("minutes_each", 1, 240),
            longest_wait=file.whole("longest_wait_minutes", 1, _MAX_MINUTES),
        ),
        timeouts=Timeouts(
            gone_after=timedelta(seconds=file.number("gone_after_seconds", 30, 3600)),
            answer_within=_minutes(file, "answer_within_minutes"),
            customer_away=_minutes(file, "customer_away_minutes"),
        ),
        upset_head_start=_minutes(file, "upset_minutes", 0),
        phone_country=_country(file),
        promise=timedelta(hours=file.number("promise_hours", 0.5, 24 * 7)),
        same_agent_within=timedelta(days=file.number("same_agent_days", 0, 365)),
        kept=_minutes(file, "kept_minutes", 0),
        frustration=_angry_words(file),
        joined=file.template("joined", *_FILLED_IN),
        left=file.template("left", *_FILLED_IN),
        returned=file.template("returned", *_FILLED_IN),
        passed_on=file.template("passed_on", *_FILLED_IN),
        resolved=file.template("resolved", *_FILLED_IN),
        promised_later=file.template("promised_later", "contact")
        if "promised_later" in file
        else PROMISED_LATER,  # files of earlier versions do not say it
        strained_head_start=_minutes(file, "strained_minutes", 0)
        if "strained_minutes" in file
        else timedelta(),
    )


def _angry_words(file: Section) -> AngryWords:
    """Read what shows anger; files of earlier versions have the first list only."""

    def phrases(key: str) -> tuple[str, ...]:
        said = file.texts(key) if key in file else ()
        return tuple(" ".join(phrase.lower().replace("’", "'").split()) for phrase in said)

    file.texts("frustration")
    return AngryWords(phrases("frustration"), phrases("frustration_at_us"), phrases("swearing"))


def _country(file: Section) -> str:
    country = file.text("phone_country").upper()
    if country not in COUNTRIES:
        problem = f"'{country}' is no country; write the two letters of one, as GB or IE."
        raise file.fault("phone_country", problem)
    return country


def _minutes(file: Section, key: str, lowest: float = 1) -> timedelta:
    return timedelta(minutes=file.number(key, lowest, _MAX_MINUTES))
