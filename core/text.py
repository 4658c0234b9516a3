"""Text as people type it: cleaned, checked and compared; one place for every rule about it."""

from __future__ import annotations

import re
import unicodedata

from core.errors import BadInput

MAX_MESSAGE_LENGTH = 4000  # characters; longer ones are refused with an explanation


MAX_COMMENT_LENGTH = 1000


# What an article is called in addresses, on files and in a button's payload.
MAX_SLUG_LENGTH = 80  # what the record can hold
SLUG = re.compile(rf"(?=.{{1,{MAX_SLUG_LENGTH}}}\Z)[A-Za-z0-9][A-Za-z0-9_?-]*\Z")


MAX_IDENTIFIER_LENGTH = 64
_IDENTIFIER = re.compile(rf"[A-Za-z0-9_-]{{8,{MAX_IDENTIFIER_LENGTH}}}\Z")


_MAX_DIGITS = 9  # of a whole number: any is small enough to be a key of the record


_LEADING_SLASHES = re.compile(r"^[\s/\\]*/+\s*")


# What Unicode has decided for good. Cf is not among them: joiners inside emoji and in Persian or
# Hindi carry meaning. Nor is Cn, "unassigned": so today's emoji look to yesterday's Python.
_UNSEEN = frozenset({"Cc", "Cs"})
_PICTOGRAPHS = range(0x1F000, 0x20000)  # where every emoji to come is going to be


def clean_text(text: str) -> str:
    """Drop control characters and what is no character, keep line breaks, trim; may return ""."""
    if text.isascii() and text.isprintable():  # nearly all there is, and much faster
        return text.strip()
    kept = "".join(filter(_is_seen, text.replace("\r\n", "\n")))
    return unicodedata.normalize("NFC", kept).strip()


def is_clean(text: str) -> bool:
    """Tell whether `clean_text` would drop nothing but spaces around it."""
    return (text.isascii() and text.isprintable()) or all(map(_is_seen, text))


def is_path(text: str) -> bool:
    """Tell whether it is a path on the site it is read on.

    Browsers read a backslash as a slash, skip tabs and line breaks, and take //host for another
    site.
    """
    if not text.startswith("/") or "\\" in text:
        return False
    return not text.startswith("//") and text.isprintable()


def has_words(text: str) -> bool:
    """Tell whether there is anything to look up: a letter, in any script.

    A character that this Python does not know yet is one of a new script, unless it is an emoji.
    """
    return any(
        character.isalpha()
        or (unicodedata.category(character) == "Cn" and ord(character) not in _PICTOGRAPHS)
        for character in text
    )


def spoken(text: str) -> str:
    """Return the words as Rasa may see them: a leading slash would be a command there."""
    return _LEADING_SLASHES.sub("", text.strip()).strip()


def read_message(value: object, longest: int = MAX_MESSAGE_LENGTH) -> str:
    """Return a customer's or agent's words, cleaned, or refuse them with the reason."""
    if not isinstance(value, str):
        raise BadInput("The message must be text.")
    if len(value) > longest:
        raise BadInput(
            f"This message has {len(value):,} characters. "
            f"Please send at most {longest:,} at a time."
        )
    text = clean_text(value)
    if not _can_be_seen(text):
        raise BadInput("The message is empty. Type your question and send it again.")
    return text


def _can_be_seen(text: str) -> bool:
    """Tell whether there is more than spaces and joiners, which alone show nothing."""
    return any(
        not character.isspace() and unicodedata.category(character) != "Cf" for character in text
    )


def whole_number(text: str) -> int | None:
    """Return the number that somebody typed or an address names, None where it is none.

    Longer ones are nobody's, and at 4,301 digits Python refuses to read them.
    """
    if text.isascii() and text.isdecimal() and len(text) <= _MAX_DIGITS:
        return int(text)
    return None


def read_identifier(value: object, what: str) -> str:
    """Return an id a client made, or refuse it: 8 to 64 letters, digits, `_` or `-`."""
    if isinstance(value, str) and _IDENTIFIER.match(value):
        return value
    raise BadInput(f"The {what} must be 8 to 64 letters, digits, '_' or '-'.")


def clip(text: str, longest: int) -> str:
    """Shorten a text at a word, with an ellipsis in place of the rest."""
    if len(text) <= longest:
        return text
    head = text[: longest - 1]
    return (head.rpartition(" ")[0] or head).rstrip(" ,;:") + "…"


def plain(question: str) -> str:
    """Return the question as it is compared with others: case and spacing do not count."""
    return " ".join(question.casefold().split())


def _is_seen(character: str) -> bool:
    code = ord(character)
    is_none = code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF  # "noncharacters", for good
    return character in "\n\t" or not (is_none or unicodedata.category(character) in _UNSEEN)
