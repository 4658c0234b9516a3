"""What the settings know about the company, and which day a question about its hours means."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum

from core.text import plain


class Fact(str, Enum):
    """What can be told about the company without an article."""

    HOURS = "hours"
    PHONE = "phone"
    EMAIL = "email"
    PLACE = "place"
    CHANNELS = "channels"


@dataclass(frozen=True)
class NamedDay:
    """A day that people call by a name: every year's, or with `year` that of one year."""

    month: int
    day: int
    year: int | None = None

    def from_day(self, today: date) -> date | None:
        """Return the next such day from `today` on; the one of its year, if it has one."""
        if self.year is not None:
            return date(self.year, self.month, self.day)
        return _next_date(self.day, self.month, today)


@dataclass(frozen=True)
class Company:
    """What `settings/company.yml` says; an empty text is not known, and not told.

    questions: how customers ask for each fact
    named_days: by their names in lower case
    """

    phone: str = ""
    email: str = ""
    place: str = ""
    questions: Mapping[Fact, tuple[str, ...]] = field(default_factory=dict)
    named_days: Mapping[str, NamedDay] = field(default_factory=dict)

    @property
    def known(self) -> frozenset[Fact]:
        """Which facts can be told."""
        texts = {Fact.PHONE: self.phone, Fact.EMAIL: self.email, Fact.PLACE: self.place}
        return frozenset(fact for fact in Fact if texts.get(fact, "always"))


# A number or an address that is the customer's, or whoever they deal with, and not the company's.
_DETAIL = r"(?:phone|tele ?phone|mobile|cell|number|e-?mails?|mails?|address(?:es)?)"
_CUSTOMERS_OWN = re.compile(
    rf"\b(?:my|his|her|their|our|another|new|old|wrong|different) (?:\w+ ){{0,3}}{_DETAIL}\b"
    rf"|\b{_DETAIL} (?:\w+ ){{0,3}}(?:my|his|her|their) (?:account|profile|card|app)\b"
    rf"|\b(?:chang|updat|edit|correct|verif|confirm|register|remov|delet|add)\w* (?:\w+ ){{0,4}}"
    rf"{_DETAIL}\b",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\b(?:merchants?|sellers?|retailers?|shops?|stores?|sender|recipients?|beneficiar(?:y|ies)"
    r"|other bank|police|landlord|courier|transfers?|payments?|refunds?|deliver(?:y|ed)|arrives?"
    r"|(?:called|rang|phoned|texted|e-?mailed|messaged|contacted) me"
    r"|(?:got|received|had) an? (?:\w+ ){0,2}(?:call|text|e-?mail|message|letter)"
    r"|atms?|cash ?machines?|top[- ]?ups?|exchange rates?|statements?|pin|how (?:often|many))\b",
    re.IGNORECASE,
)


_MAX_DIGITS = 8  # a date has so many


def concerns_company(text: str) -> bool:
    """Tell whether what is asked may be about the company, by what it is evidently about.

    "What is the phone number on my account" and "how do I contact a merchant" are not.
    """
    line = " ".join(text.split())
    if "@" in line or sum(map(str.isdigit, line)) > _MAX_DIGITS:
        return False  # a detail is given, not asked for
    return not (_CUSTOMERS_OWN.search(line) or _OTHERS.search(line))


_PLAINLY = {  # what a fact is called; enough whatever else the words may be taken for
    Fact.HOURS: r"\bopen(?:s|n?ing)?\b|\bclos(?:es?|ed|ing)\b|\bshut\b|\bhours?\b|\bhrs\b|24 ?/ ?7"
    r"|\bwhen\b|what (?:times?|days?)|un?till?\b|how late|support times",
    Fact.PHONE: r"phone(?! me)|\bcall(?:ing)?\b(?! me)|\bring\b(?! me)|\bnumbers?\b|\btel\b"
    r"|(?:hot|help) ?line",
    Fact.EMAIL: r"mail(?! me)",
    Fact.PLACE: r"\bwhere|address|branch|office|locat|based|visit|headquarter",
    Fact.CHANNELS: r"\b(?:how|what|which|where|ways?|details|info|are you on|do you have|list)\b",
}
_ALSO = {  # what must stand beside it, or may stand instead of it where nothing else is likely
    Fact.HOURS: r"\bopen|\bclos|\bshut\b|\bhours?\b|\bhrs\b|24 ?/ ?7|availab|\bthere\b|around"
    r"|\bwork|reach"
    r"|(?:some|any)(?:one|body)|human|agent|team|support|staff|service|talk|speak|get hold",
    Fact.CHANNELS: r"contact|reach|in touch|get hold|get help|ways\b|channels?|chat|whatsapp"
    r"|communit|forum",
}
_DAYTIME = (
    r"\b(?:to(?:day|night|morrow)|now|rn|morning|evening|night|week ?ends?|holidays?|eve"
    r"|christmas|easter|\w*days?)\b"
)
_NAMES = {fact: re.compile(words, re.IGNORECASE) for fact, words in _PLAINLY.items()}
_BESIDE = {fact: re.compile(words, re.IGNORECASE) for fact, words in _ALSO.items()}
_TIMES = re.compile(_DAYTIME, re.IGNORECASE)
_DETAILS = frozenset({Fact.PHONE, Fact.EMAIL})


def names_fact(text: str, fact: Fact, plainly: bool = False) -> bool:
    """Tell whether a fact is asked for in so many words, in English.

    What is alike in meaning is not enough: "how are you today" is near to "are you open today".
    plainly: by what it is called, not by a day alone
    """
    beside = _BESIDE.get(fact)
    if beside is not None and not beside.search(text):
        return False
    by_day = fact is Fact.HOURS and not plainly and _TIMES.search(text)
    return bool(by_day or _NAMES[fact].search(text))


def fact_meant(text: str, likely: Sequence[Fact]) -> Fact | None:
    """Return which of the likely facts, the likeliest first, a text asks for.

    The ways to reach the company are like one another: a single one is meant where it is named.
    """
    for fact in likely:
        if fact not in _DETAILS or names_fact(text, fact) or Fact.CHANNELS not in likely:
            return fact
    return None


_WEEKDAYS = (
    *(
        r"mon(?:days?)?",
        r"tue(?:s(?:days?)?)?",
        r"wed(?:s|nesdays?)?",
        r"thu(?:r(?:s(?:days?)?)?)?",
    ),
    *(r"fri(?:days?)?", r"sat(?:urdays?)?", r"sun(?:days?)?"),
)
_MONTHS = (
    *("jan(?:uary)?", "feb(?:ruary)?", "mar(?:ch)?", "apr(?:il)?", "may", "june?", "july?"),
    *("aug(?:ust)?", "sep(?:t(?:ember)?)?", "oct(?:ober)?", "nov(?:ember)?", "dec(?:ember)?"),
)
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})\b\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?:,? ?(?P<year>20\d\d))?"
_DATES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?P<year>20\d\d)-(?P<month>\d\d)-(?P<day>\d\d)\b",
        rf"\b{_DAY}(?: of)? {_MONTH}{_YEAR}",
        rf"\b{_MONTH} (?:the )?{_DAY}\b{_YEAR}",
        r"\b(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>20\d\d)?",
        # With strokes only where it is clear which of the two is the month.
        r"\b(?P<day>1[3-9]|2\d|3[01])/(?P<month>\d{1,2})\b(?:/(?P<year>20\d\d))?",
        r"\b(?P<month>\d{1,2})/(?P<day>1[3-9]|2\d|3[01])\b(?:/(?P<year>20\d\d))?",
    )
)
_TODAY = "today|tonight|now|rn|at the moment|currently|this (?:morning|afternoon|evening)"
_RELATIVE = (
    (re.compile(r"\bday after tomorrow\b", re.IGNORECASE), 2),
    (re.compile(r"\b(?:tomorrow|tomorow|tmrw|tmr)\b", re.IGNORECASE), 1),
    (re.compile(rf"\b(?:{_TODAY})\b", re.IGNORECASE), 0),
)
_WEEKEND = re.compile(r"\bweek ?ends?\b", re.IGNORECASE)
_SATURDAY = 5


def days_asked(text: str, today: date, named_days: Mapping[str, NamedDay]) -> tuple[date, ...]:
    """Return the days a question names, the first first; () if it names none.

    A weekday is the next one from today on, a day without a year the next such day.
    """
    line = plain(text).replace("’", "'")
    exact = _named_day(line, today, named_days) or _date(line, today)
    if exact is not None:
        return (exact,)
    for pattern, ahead in _RELATIVE:
        if pattern.search(line):
            return (today + timedelta(days=ahead),)
    if _WEEKEND.search(line):
        sunday = today + timedelta(days=6 - today.weekday())
        saturday = sunday - timedelta(days=1)
        return (saturday, sunday) if saturday >= today else (sunday,)
    for weekday, name in enumerate(_WEEKDAYS):
        if re.search(rf"\b{name}\b", line):
            return (today + timedelta(days=(weekday - today.weekday()) % 7),)
    return ()


def _named_day(line: str, today: date, named_days: Mapping[str, NamedDay]) -> date | None:
    for name in sorted(named_days, key=len, reverse=True):
        if re.search(rf"\b{re.escape(name)}\b", line):
            return named_days[name].from_day(today)
    return None


def _date(line: str, today: date) -> date | None:
    for pattern in _DATES:
        found = pattern.search(line)
        if found is not None:
            return _read(found["day"], found["month"], found["year"], today)
    return None


def _read(day: str, month: str, year: str | None, today: date) -> date | None:
    number = (
        int(month)
        if month.isdecimal()
        else next(n for n, name in enumerate(_MONTHS, 1) if re.fullmatch(name, month, re.I))
    )
    if year is None:
        return _next_date(int(day), number, today)
    return _real_date(int(year), number, int(day))


def _next_date(day: int, month: int, today: date) -> date | None:
    """Return the next such day from `today` on; the 29th of February may take years."""
    dates = (_real_date(today.year + ahead, month, day) for ahead in range(9))
    return next((each for each in dates if each is not None and each >= today), None)


def _real_date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
