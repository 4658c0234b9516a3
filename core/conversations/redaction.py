"""Masking what identifies a person in a text, before colleagues read it in a list."""

from __future__ import annotations

import re

_EMAIL = re.compile(r"[^\s@<>()\[\],;:]{1,64}@[^\s@<>()\[\],;:]{1,190}\.[^\W\d_]{2,24}")
IBAN = re.compile(r"\b[A-Za-z]{2}\d{2}(?:[ -]?[A-Za-z0-9]{4}){2,7}(?:[ -]?[A-Za-z0-9]{1,3})?\b")
# Digits with what people put between them; a comma is none: "1,250,000" is an amount.
_DIGITS = re.compile(r"(?<![\w,])[+(]?\d(?:[ ().\-/\u2010-\u2015\u00a0]{0,2}\d){4,}(?!\w)")
_DATE = re.compile(r"\d{4}[./-]\d{1,2}[./-]\d{1,2}|\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})")
_AMOUNT = re.compile(r"\d+[.]\d{2}|\d{1,3}(?:[. ]\d{3})+")
_CURRENCY = "$€£¥₹"
_CARD = range(12, 20)
_MIN_ACCOUNT = 10  # digits of an IBAN
_MIN_UNBROKEN, _MIN_BROKEN = 6, 7  # digits: of a code, of a telephone number


def mask(text: str) -> str:
    """Return the text with e-mail addresses and long numbers replaced by what they were.

    Dates and amounts of money stay: they often say what a question is about.
    """
    masked = _EMAIL.sub("[e-mail address]", text)
    masked = IBAN.sub(_account, masked)
    return _DIGITS.sub(lambda found: _number(found, masked), masked)


def is_account(found: str) -> bool:
    """Tell whether what looks like an IBAN is one."""
    return sum(map(str.isdigit, found)) >= _MIN_ACCOUNT


def _account(found: re.Match[str]) -> str:
    """An IBAN holds mostly digits; an ordinary word and the year after it do not make one."""
    return "[account number]" if is_account(found[0]) else found[0]


def _number(found: re.Match[str], text: str) -> str:
    written = found[0]
    digits = sum(map(str.isdigit, written))
    fewest = _MIN_UNBROKEN if digits == len(written) else _MIN_BROKEN
    if digits < fewest or _is_date_or_amount(written, text[: found.start()].rstrip()):
        return written
    if written.startswith(("+", "0", "(0")) and digits not in range(16, 20):
        return "[phone number]"
    return "[card number]" if digits in _CARD else "[number]"


def _is_date_or_amount(written: str, before: str) -> bool:
    money = before.endswith(tuple(_CURRENCY))
    return bool(_DATE.fullmatch(written)) or (
        money or (bool(_AMOUNT.fullmatch(written)) and not written.startswith("0"))
    )
