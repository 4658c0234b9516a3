"""Reading `settings/synonyms.yml`."""

from __future__ import annotations

from pathlib import Path

from core.wording import MAX_SYNONYM_LENGTH, Synonyms
from store.settings_files.reading.yaml_reader import Section, read_yaml


def read_synonyms(folder: Path) -> Synonyms:
    """Read what customers call things, and what the articles call them; raises Fault."""
    words = read_yaml(folder / "synonyms.yml", "synonyms").names("synonyms")
    meanings: dict[str, str] = {}
    for key, meaning in words.pairs():
        word = " ".join(key.casefold().split())
        _check(words, key, word, meaning)
        if word in meanings:
            raise words.fault(key, f"'{key}' stands here twice; keep one of them.")
        meanings[word] = " ".join(meaning.casefold().split())
    return Synonyms(meanings)


def _check(words: Section, key: str, word: str, meaning: str) -> None:
    if not word or len(word) > MAX_SYNONYM_LENGTH:
        raise words.fault(key, f"a word must have 1 to {MAX_SYNONYM_LENGTH} characters.")
    if not (word[0].isalnum() and word[-1].isalnum()):
        raise words.fault(key, f"'{key}' must begin and end with a letter or digit.")
    if len(meaning) > MAX_SYNONYM_LENGTH:
        problem = f"what '{key}' means may have {MAX_SYNONYM_LENGTH} characters at most."
        raise words.fault(key, problem)
