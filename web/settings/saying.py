"""What the assistant will say under changed words, with examples for what is filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.setting_versions import response_in_words
from core.settings import BEFORE_ANSWER, Settings, Words
from core.wording import Language
from store.settings_files import usual_words
from web.settings.tried import Said

_FILLED_IN = re.compile(r"\{([a-z_]{1,40})\}")
_EXAMPLES = {
    "agent": "Sam",
    "minutes": "5 to 10",
    "back_at": "tomorrow at 08:00",
    "by": "tomorrow, 12:00",
    "contact": "ana@example.com",
    "zone": "London time",
    "now": "open",
    "week": "Monday to Friday 08:00 to 20:00",
    "times": "08:00 to 20:00",
    "days": "on 25 December",
    "phone": "020 7946 0112",
    "email": "help@tern.example",
    "score": "2 – low",
    "place": "1 Quay Street, London",
    "words": "Card payments fail in some shops.",
    "title": "When your card arrives",
    "answer": "Within five working days.",
}
_ON_BUTTONS = frozenset(
    {
        "utter_carry_on",
        "utter_leave_contact",
        "utter_no",
        "utter_person",
        "utter_something_else",
        "utter_subscribe",
        "utter_unsubscribe",
        "utter_yes",
    }
)
_WHEN = (
    ("speaker", "an agent who speaks it is here"),
    ("nobody", "nobody who speaks it is here"),
    ("noted", "further words, while they wait"),
)


def said_anew(name: str, before: Settings, after: Settings) -> tuple[Said, ...]:
    """Return the texts that a change of the words, or of those in other languages, brings."""
    return tuple((_words if name == "words" else _languages)(before, after))


def _words(before: Settings, after: Settings) -> Iterator[Said]:
    yield from _new_words(before.words, after.words, "")
    for manner, guide in after.manners.guides.items():
        was, now = (each.words_by_manner.get(manner, {}) for each in (before, after))
        yield from _new_words(was, now, f"{guide.label}: ")


def _new_words(before: Words, after: Words, whom: str) -> Iterator[Said]:
    """whom: to whom it is said, before its name."""
    usual = {**usual_words(), BEFORE_ANSWER: ()}
    for name in sorted({*before, *after}):
        if before.get(name) == after.get(name):
            continue
        for text in after.get(name, usual[name]):
            filled = _FILLED_IN.sub(lambda m: _EXAMPLES.get(m[1], m[0]), text)
            label = f"{whom}{response_in_words(name)}"
            yield Said(label, filled, on_button=name in _ON_BUTTONS)


def _languages(before: Settings, after: Settings) -> Iterator[Said]:
    for code, language in after.languages.others.items():
        was = before.languages.others.get(code)
        for key, when in _WHEN:
            text = _text(language, key)
            if was is None or text != _text(was, key):
                yield Said(f"{language.name}: {when}", text, language=code)


def _text(language: Language, key: str) -> str:
    return str(getattr(language, key))
