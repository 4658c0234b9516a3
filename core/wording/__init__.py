"""How things are put: what leads up to a matter, short names, numbers, and the language."""

from core.wording.language import Guess, Guesser, Language, Languages
from core.wording.leading_words import Denial, denial_in, without_opener
from core.wording.search_form import MAX_SYNONYM_LENGTH, Synonyms, as_searched

__all__ = [
    "MAX_SYNONYM_LENGTH",
    "Denial",
    "Guess",
    "Guesser",
    "Language",
    "Languages",
    "Synonyms",
    "as_searched",
    "denial_in",
    "without_opener",
]
