"""Reading `settings/words.yml`: what the assistant says in other words than it came with."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from core.errors import Fault
from core.manners import Manner
from core.settings import BEFORE_ANSWER, Words
from store.settings_files.reading.folder import SettingsFolder
from store.settings_files.reading.yaml_document import read_document
from store.settings_files.reading.yaml_reader import Section, read_yaml

MAX_SAID_LENGTH = 1_000  # characters of one text
_FILE = "words.yml"
_KEYS = ("words", "manners")
_IN_CARE, _CALLED_IN_CARE = "_in_care", "utter_handoff_sensitive"
_DOMAIN = Path(__file__).parents[2] / "domain.yml"
_FILLED_IN = re.compile(r"\{[^{}]*\}|[{}]")


def read_words(folder: SettingsFolder) -> Words:
    """Read the words by response; none without the file, in an older folder. Raises Fault."""
    if not (folder / _FILE).exists():
        return {}
    words = read_yaml(folder / _FILE, *_KEYS).names("words")
    return {name: _texts(words, name, usual_words()) for name in words}


def read_words_by_manner(folder: SettingsFolder) -> Mapping[Manner, Words]:
    """Read what is said to customers of a manner; files of earlier versions say nothing of it."""
    if not (folder / _FILE).exists():
        return {}
    file = read_yaml(folder / _FILE, *_KEYS)
    if "manners" not in file:
        return {}
    manners = file.section("manners", *(each.value for each in Manner))
    sections = {each: manners.names(each.value) for each in Manner if each.value in manners}
    return {manner: _variants(words) for manner, words in sections.items()}


@lru_cache(maxsize=1)
def usual_words() -> Mapping[str, tuple[str, ...]]:
    """Return the texts of each response of `domain.yml`. Raises Fault."""
    try:
        document = read_document(_DOMAIN.name, _DOMAIN.read_text(encoding="utf-8"))
    except OSError:
        raise Fault(_DOMAIN.name, 1, "the file can't be read. Restore it from git.") from None
    return {
        name: tuple(str(each["text"]) for each in texts)
        for name, texts in document["responses"].items()
    }


def _variants(words: Section) -> Words:
    usual = {**usual_words(), BEFORE_ANSWER: ()}
    for name in words:
        if name.endswith(_IN_CARE) or name == _CALLED_IN_CARE:
            problem = f"'{name}' is said where somebody may be in distress; it stays as it is."
            raise words.fault(name, problem)
    return {name: _texts(words, name, usual) for name in words}


def _texts(words: Section, name: str, usual: Words) -> tuple[str, ...]:
    if name not in usual:
        raise words.fault(name, f"'{name}' is nothing that the assistant says; see domain.yml.")
    known = {braces for text in usual[name] for braces in _FILLED_IN.findall(text)}
    texts = words.texts(name)
    if not texts:
        raise words.fault(name, f"'{name}' has no text. Write one, or remove the line.")
    for place, text in enumerate(texts):
        if len(text) > MAX_SAID_LENGTH:
            problem = f"a text may have {MAX_SAID_LENGTH} characters at most."
            raise words.item_fault(name, place, problem)
        for braces in _FILLED_IN.findall(text):
            if braces not in known:
                what = f"what is filled in there is {', '.join(sorted(known)) or 'nothing'}"
                raise words.item_fault(name, place, f"'{name}' holds '{braces}'; {what}.")
    return texts
