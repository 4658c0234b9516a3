"""A file of conversations: what a customer says, turn by turn, and what they should get.

Every fault names its file, its line and what to write.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from core.conversations import known_choice
from store.settings_files import Section, read_yaml_list

MAX_CASES_BYTES = 4_000_000


class Sensitive(str, Enum):
    """The kinds of message that need care before anything else."""

    SELF_HARM = "self_harm"
    FRAUD = "fraud"
    ACCOUNT_TAKEOVER = "account_takeover"
    BEREAVEMENT = "bereavement"
    HARDSHIP = "hardship"
    COMPLAINT = "complaint"
    DATA_REQUEST = "data_request"
    THREAT = "threat"
    NONE = "none"


class FactName(str, Enum):
    """What the settings know about the company."""

    HOURS = "hours"
    PHONE = "phone"
    EMAIL = "email"
    PLACE = "place"
    CHANNELS = "channels"


@dataclass(frozen=True)
class Expectation:
    """What a turn must bring; what is None or empty is not looked at.

    answer: one of these articles is shown at once
    offers: one of these is among buttons or next questions, or shown
    never: none of these is shown, or offered first
    passage: words that stand in what is shown first
    person: whether the customer is in a queue afterwards
    offers_person: a person is one tap away, or called
    masked: what is stored of this turn holds no full card number or security code
    no_survey: the effort question is not asked
    """

    answer: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    passage: str = ""
    person: bool | None = None
    offers_person: bool | None = None
    sensitive: str = ""
    fact: str = ""
    language: str = ""
    masked: bool | None = None
    no_survey: bool | None = None


@dataclass(frozen=True)
class Turn:
    """What the customer does: words, or a button's payload. `expect` is None where nothing is
    judged."""

    words: str = ""
    press: str = ""
    expect: Expectation | None = None
    line: int = 0


@dataclass(frozen=True)
class Case:
    """A conversation. `kind` is any word; results are given for each."""

    name: str
    kind: str
    turns: tuple[Turn, ...]
    segment: str = ""
    signed_in: bool = False


def read_cases(path: Path) -> list[Case]:
    """Read a file of conversations; raises Fault."""
    keys = ("name", "kind", "segment", "signed_in", "turns")
    return [_case(each) for each in read_yaml_list(path, MAX_CASES_BYTES, *keys)]


def _case(section: Section) -> Case:
    return Case(
        name=section.text("name"),
        kind=section.text("kind"),
        segment=section.text("segment") if "segment" in section else "",
        signed_in=bool(_flag(section, "signed_in")),
        turns=tuple(_turn(each) for each in section.items("turns", "says", "press", "expect")),
    )


def _turn(section: Section) -> Turn:
    if ("says" in section) == ("press" in section):
        raise section.fault("says", "a turn has either 'says' or 'press'.")
    press = section.text("press") if "press" in section else ""
    if press and known_choice(press) is None:
        raise section.fault("press", f"'{press}' is no button. Known: article:<slug>, helped:no, …")
    return Turn(
        words="" if press else section.text("says"),
        press=press,
        expect=_expectation(section.section("expect", *_KEYS)) if "expect" in section else None,
        line=section.line_of("press" if press else "says"),
    )


_KEYS = (
    *("answer", "offers", "not", "passage", "person", "offers_person"),
    *("sensitive", "fact", "language", "masked", "no_survey"),
)


def _expectation(section: Section) -> Expectation:
    return Expectation(
        answer=_slugs(section, "answer"),
        offers=_slugs(section, "offers"),
        never=_slugs(section, "not"),
        passage=section.text("passage") if "passage" in section else "",
        person=_flag(section, "person"),
        offers_person=_flag(section, "offers_person"),
        sensitive=_one_of(section, "sensitive", Sensitive),
        fact=_one_of(section, "fact", FactName),
        language=section.text("language") if "language" in section else "",
        masked=_flag(section, "masked"),
        no_survey=_flag(section, "no_survey"),
    )


def _slugs(section: Section, key: str) -> tuple[str, ...]:
    if key not in section:
        return ()
    single = isinstance(section.plain(key), str)
    return (section.text(key),) if single else section.texts(key)


def _flag(section: Section, key: str) -> bool | None:
    value = section.plain(key)
    if value is not None and not isinstance(value, bool):
        raise section.fault(key, f"'{key}' must be true or false.")
    return value


def _one_of(section: Section, key: str, known: type[Enum]) -> str:
    return section.one_of(key, [each.value for each in known]) if key in section else ""
