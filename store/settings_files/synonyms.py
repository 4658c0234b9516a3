"""Reading `settings/synonyms.yml`."""

from __future__ import annotations

from collections.abc import Mapping

from core.wording import MAX_SYNONYM_LENGTH, Synonyms
from store.settings_files.reading.folder import SettingsFolder
from store.settings_files.reading.yaml_reader import Section, read_yaml


def read_synonyms(folder: SettingsFolder) -> Synonyms:
    """Read what customers call things, and what the articles call them; raises Fault."""
    words = read_yaml(folder / "synonyms.yml", "synonyms").names("synonyms")
    meanings: dict[str, str] = {}
    for key, meaning in words.pairs():
        word = " ".join(key.casefold().split())
        _check(words, key, word, meaning)
        if word in meanings:
            raise words.fault(key, f"'{key}' stands here twice; keep one of them.")
        meanings[word] = " ".join(meaning.casefold().split())
        if word == _last_meaning(meanings, word):
            raise words.fault(key, f"'{key}' comes to mean itself, in a circle; remove one.")
    return Synonyms(meanings)


def _last_meaning(meanings: Mapping[str, str], word: str) -> str:
    """Follow a word to what means something else no more, or back to itself."""
    seen, meaning = {word}, meanings[word]
    while meaning in meanings and meaning not in seen:
        seen.add(meaning)
        meaning = meanings[meaning]
    return meaning


def _check(words: Section, key: str, word: str, meaning: str) -> None:
    if not word or len(word) > MAX_SYNONYM_LENGTH:
        raise words.fault(key, f"a word must have 1 to {MAX_SYNONYM_LENGTH} characters.")
    if not (word[0].isalnum() and word[-1].isalnum()):
        raise words.fault(key, f"'{key}' must begin and end with a letter or digit.")
    if len(meaning) > MAX_SYNONYM_LENGTH:
        problem = f"what '{key}' means may have {MAX_SYNONYM_LENGTH} characters at most."
        raise words.fault(key, problem)
