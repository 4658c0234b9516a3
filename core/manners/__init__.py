"""How customers like to be spoken to, read from their own words and from nothing else."""

from core.manners.manner import NO_MANNERS, Guide, Manner, Manners
from core.manners.phrases import MAX_GAP_WORDS, MAX_SIGN_LENGTH, NO_PHRASES, Phrases, read_sign
from core.manners.reading import MAX_MESSAGES_READ, MannerRead, Said, Sign, manner_of

__all__ = [
    "MAX_GAP_WORDS",
    "MAX_MESSAGES_READ",
    "MAX_SIGN_LENGTH",
    "NO_MANNERS",
    "NO_PHRASES",
    "Guide",
    "Manner",
    "MannerRead",
    "Manners",
    "Phrases",
    "Said",
    "Sign",
    "manner_of",
    "read_sign",
]
