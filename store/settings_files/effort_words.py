"""Reading `settings/effort_words.yml`."""

from __future__ import annotations

from core.articles import MAX_INSTEAD_LENGTH, MAX_PHRASE_LENGTH, EffortWord, plain_phrase
from store.settings_files.reading.folder import SettingsFolder
from store.settings_files.reading.yaml_reader import Section, read_yaml


def read_effort_words(folder: SettingsFolder) -> tuple[EffortWord, ...]:
    """Read the phrases and what to say instead; raises Fault."""
    words = read_yaml(folder / "effort_words.yml", "words").names("words")
    found: dict[str, EffortWord] = {}
    for key, instead in words.pairs():
        word = _word(words, key, instead)
        if word.phrase in found:
            raise words.fault(key, f"'{key}' stands here twice; keep one of them.")
        found[word.phrase] = word
    return tuple(found.values())


def _word(words: Section, key: str, instead: str) -> EffortWord:
    phrase = plain_phrase(key)
    if not phrase or len(phrase) > MAX_PHRASE_LENGTH:
        raise words.fault(key, f"a phrase must have 1 to {MAX_PHRASE_LENGTH} characters.")
    if len(instead) > MAX_INSTEAD_LENGTH:
        problem = f"what to say instead may have {MAX_INSTEAD_LENGTH} characters at most."
        raise words.fault(key, problem)
    return EffortWord(phrase, instead)
