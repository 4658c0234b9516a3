"""Reading words as they were meant: misspelt, run together, without their vowels."""

from knowledge_base.spelling.keeper import SpellerKeeper
from knowledge_base.spelling.speller import Speller

__all__ = ["Speller", "SpellerKeeper"]
