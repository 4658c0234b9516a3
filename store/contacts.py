"""Reading how somebody can be reached, with libraries that know addresses and numbers."""

from __future__ import annotations

import re
import unicodedata

import phonenumbers
from email_validator import EmailNotValidError, validate_email
from phonenumbers import Leniency, PhoneNumberMatch, PhoneNumberMatcher

from core.conversations import (
    MAX_CONTACT_LENGTH,
    Contact,
    ContactMissing,
    FoundContact,
    Profile,
    known_contacts,
)
from core.text import MAX_MESSAGE_LENGTH

COUNTRIES = frozenset(phonenumbers.SUPPORTED_REGIONS)  # ISO 3166-1, as GB
_LABEL = re.compile(
    r"(?:[^\W\d_][\w-]{0,30}:|e-?mail=)", re.IGNORECASE
)  # as in "mail:ada@example.com"
_OPENING, _CLOSING = '<(["“„«', '>)]"”“»,;:.!?…'  # around an address, never in it
_AROUND = {"'": "'", "‘": "'", "*": "*", "_": "_", "~": "~", "`": "`"}
_STRAY = tuple("'‘*~`.")  # alone at the beginning: whether it belongs there, nobody can tell
_DAY, _MONTH, _YEAR = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])", r"(?:(?:19|20)\d\d|\d\d)"
_DATE_OR_TIME = re.compile(
    rf"(?<!\d)(?<!\d[./-])(?:(?:19|20)\d\d([./-]){_MONTH}\1{_DAY}|{_DAY}([./-]){_MONTH}\2{_YEAR}"
    rf"|{_MONTH}([./-]){_DAY}\3{_YEAR}|(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?)(?![./-]?\d)"
)
_AMOUNT = re.compile(r"[1-9]\d{0,2}(?:[.,]\d{3})+")
_MIN_DIGITS = 7  # of a number that its country's plan does not know
_MAX_TRIES = 20  # stretches of digits to look at


def find_contact(text: str, country: str) -> FoundContact | None:
    """Return the first e-mail address of a text, else its first phone number, else None.

    An address is found whole or not at all. A number without a country code is one of `country`
    (ISO 3166-1); its extension is kept, and dates are none. Reads as much as a message may hold.
    """
    text = text[:MAX_MESSAGE_LENGTH]
    return _find_email(text) or _find_phone(text, country)


def read_contact(text: str, country: str) -> Contact:
    """Return how to reach someone, or refuse the text with what to write instead."""
    found = find_contact(text, country)
    if found is None or len(found.contact.value) > MAX_CONTACT_LENGTH:
        raise ContactMissing
    return found.contact


def contacts_of(profile: Profile, country: str) -> tuple[Contact, ...]:
    """Return how the host site says this customer can be reached; at most one of each kind."""
    return known_contacts(profile, lambda text: find_contact(text, country))


def _find_email(text: str) -> FoundContact | None:
    for word in text.split():
        written = unicodedata.normalize("NFKC", word).replace("’", "'")  # as phones type it
        if "@" not in written:
            continue
        found = [_valid_email(_bare(part)) for part in re.split("[,;]", written.strip(",;"))]
        if all(found) and (address := found[0]):  # else a comma may be a slip within an address
            return FoundContact(Contact("email", address), text.replace(word, " ", 1))
    return None


def _bare(written: str) -> str:
    """Without what stands around an address in a sentence: signs, and a label before it."""
    word = written.lstrip(_OPENING).rstrip(_CLOSING)
    while len(word) > 1 and _AROUND.get(word[0]) == word[-1]:
        word = word[1:-1].rstrip(_CLOSING)
    label = _LABEL.match(word)
    return word[label.end() :].lstrip(_OPENING) if label else word


def _valid_email(word: str) -> str | None:
    if word.startswith(_STRAY):
        return None
    try:
        valid = validate_email(word, check_deliverability=False)
    except EmailNotValidError:
        return None
    return valid.normalized if len(valid.domain.rpartition(".")[2]) > 1 else None


def _find_phone(text: str, country: str) -> FoundContact | None:
    plain = _DATE_OR_TIME.sub(lambda date: "," * len(date[0]), "".join(map(_ascii, text)))
    known = PhoneNumberMatcher(plain, country, Leniency.VALID, _MAX_TRIES)
    possible = PhoneNumberMatcher(plain, country, Leniency.POSSIBLE, _MAX_TRIES)
    match = next(iter(known), None) or next((m for m in possible if _may_be_meant(m, plain)), None)
    if match is None:
        return None
    number = phonenumbers.parse(match.raw_string, country, keep_raw_input=True)
    value = " ".join(phonenumbers.format_in_original_format(number, country).split())
    return FoundContact(Contact("phone", value), text[: match.start] + " " + text[match.end :])


def _ascii(sign: str) -> str:
    """A digit of any script, and the plus of Japanese keyboards, as every phone knows them."""
    return str(unicodedata.decimal(sign)) if sign.isdecimal() else "+" if sign == "＋" else sign


def _may_be_meant(match: PhoneNumberMatch, text: str) -> bool:
    """Numbers are younger than any plan; but a part of a longer one is none, nor is an amount."""
    before, after = text[: match.start].rstrip(" -./("), text[match.end :].lstrip(" -./)")
    is_part = before[-1:].isdigit() or after[:1].isdigit()
    digits = len(phonenumbers.national_significant_number(match.number))
    return digits >= _MIN_DIGITS and not (is_part or _AMOUNT.fullmatch(match.raw_string))
