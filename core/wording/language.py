"""Which language a message is in, and what is said in one that the assistant does not speak."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from core.wording.common_words import by_common_words

_ADDRESS = re.compile(r"\S{0,200}(?:@|://|www\.)\S{0,200}")
_WORD = re.compile(r"[^\W\d_]+")
_MIN_WORDS = 2  # "chargeback": one word may be English, a name or a brand
_MIN_ASCII_WORDS = 3  # "ok tnq": so may two
_MAX_READ = 500  # characters; what follows them is hardly in another language
# A script that tells the language where a guess is unsure or odd, for who writes to a company.
_SCRIPTS = {
    "zh": re.compile(r"[\u4e00-\u9fff]"),
    "ru": re.compile(r"[\u0400-\u04ff]"),
    "ar": re.compile(r"[\u0600-\u06ff]"),
    "hi": re.compile(r"[\u0900-\u097f]"),
}
_KANA = re.compile(r"[\u3040-\u30ff]")
_SHORT = 4  # words; of fewer in a script of many languages a guess is worth little


@dataclass(frozen=True)
class Guess:
    """What a detector takes a text for: a code (ISO 639-1), "" for none, and whether it is sure."""

    code: str
    is_sure: bool


Guesser = Callable[[str], Guess]


@dataclass(frozen=True)
class Language:
    """A language the assistant may not speak.

    name: what staff call it
    speaker, nobody: what its speakers read where an agent who speaks it is here, and where none is
    noted: what they read about further words while they wait
    """

    code: str
    name: str
    speaker: str
    nobody: str
    noted: str


@dataclass(frozen=True)
class Languages:
    """What `settings/languages.yml` says.

    assistant: codes of what the assistant speaks
    others: by code
    """

    assistant: frozenset[str] = frozenset({"en"})
    others: Mapping[str, Language] = field(default_factory=dict)

    def name_of(self, code: str) -> str:
        """Return what staff call a language; its code if the settings do not name it."""
        known = self.others.get(code)
        return known.name if known else code

    def foreign_in(self, text: str, guess: Guesser) -> str:
        """Return the code of the language a message is in, "" if the assistant speaks it.

        Also "" where it is not sure, or the settings do not know the language: then the message
        is answered like any other.
        """
        plain = _ADDRESS.sub(" ", text[:_MAX_READ])
        words = _WORD.findall(plain)
        code = _language_of(plain, words, guess)
        if code not in self.others:  # "j'ai perdu ma carte" is taken for English
            code = by_common_words(word.casefold() for word in words)
        return code if code in self.others and code not in self.assistant else ""


def _language_of(plain: str, words: Sequence[str], guess: Guesser) -> str:
    if not words:
        return ""
    guessed = guess(plain)
    by_script = _by_script(plain)
    if by_script:
        is_plain = guessed.is_sure and (len(words) >= _SHORT and by_script != "zh")
        return guessed.code if is_plain else by_script
    enough = _MIN_ASCII_WORDS if plain.isascii() else _MIN_WORDS
    return guessed.code if guessed.is_sure and len(words) >= enough else ""


def _by_script(text: str) -> str:
    """Return what the script of most letters speaks for, "" for the Latin one and others."""
    if _KANA.search(text):
        return ""
    letters = sum(map(str.isalpha, text))
    for code, script in _SCRIPTS.items():
        if 2 * len(script.findall(text)) > letters:
            return code
    return ""
