"""Card numbers and secret codes that people type: masked before anything is stored or shown.

Card numbers are told by ISO/IEC 7812: 12 to 19 digits, the first from 2 to 6, the last a Luhn check
digit. Standards for card payments allow the last four digits to be kept; they tell which card is
meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from core.conversations.redaction import IBAN, is_account

_GAP = r"[\s.\-\u2010-\u2015]{0,2}"  # what people put between digits
_RUN = re.compile(rf"(?<![\d\w])\d(?:{_GAP}\d){{11,60}}(?!\w)")
_GROUP = re.compile(r"\d+")
_LENGTHS = (16, 15, 14, 13, 19, 18, 17, 12)  # digits of a card number, the usual ones first
_FIRST_DIGITS = frozenset("23456")
_BETWEEN = r"(?:[\s:=,;.\-#\"'(]|is|was|it's|its|are|the|my|number|code|no|to|from|of|and){0,6}"
_SECURITY_CODE = re.compile(
    rf"\b(?:cvv2?|cvc2?|csc|cvn|security (?:code|number)|verification code"
    rf"|(?:three|3|four|4) digits on the back){_BETWEEN}(?P<code>\d(?:[ .\-]?\d){{2,3}})(?!\w)",
    re.IGNORECASE,
)
_CODE_FIRST = re.compile(
    r"(?<!\w)(?P<code>\d{3,4}) (?:is|as) (?:the |my )?(?:cvv2?|cvc2?|security code)\b",
    re.IGNORECASE,
)
_AFTER_CARD = re.compile(
    r"\[card number ending \d{4}\](?:[\s,;/]|exp\w{0,9}(?!\w)|\d\d ?[/-] ?\d\d(?:\d\d)?){1,6}"
    r"(?P<code>\d{3,4})(?![\w/-])",
    re.IGNORECASE,
)
_PIN = re.compile(rf"\bpin{_BETWEEN}(?P<code>\d{{4,6}})(?!\w)", re.IGNORECASE)


class CardData(str, Enum):
    """What may be masked; the names of `settings/privacy.yml`."""

    CARD_NUMBERS = "card_numbers"
    SECURITY_CODES = "security_codes"
    PINS = "pins"


@dataclass(frozen=True)
class Privacy:
    """What nobody may keep of what is typed.

    masked: what is replaced
    notice: what a customer reads after they have sent such a thing
    """

    masked: frozenset[CardData] = frozenset(CardData)
    notice: str = ""

    def mask(self, text: str) -> str:
        """Return the text with card numbers and codes replaced by what they were."""
        if not any(character.isdigit() for character in text):
            return text
        if CardData.CARD_NUMBERS in self.masked:
            text = _mask_numbers(text)
        if CardData.SECURITY_CODES in self.masked:
            for pattern in (_SECURITY_CODE, _CODE_FIRST, _AFTER_CARD):
                text = _mask_codes(pattern, text, "[security code]")
        if CardData.PINS in self.masked:
            text = _mask_codes(_PIN, text, "[PIN]")
        return text


def _mask_codes(pattern: re.Pattern[str], text: str, instead: str) -> str:
    def without(found: re.Match[str]) -> str:
        begin, end = found.span("code")
        return text[found.start() : begin] + instead + text[end : found.end()]

    return pattern.sub(without, text)


def _mask_numbers(text: str) -> str:
    accounts = [each.span() for each in IBAN.finditer(text) if is_account(each[0])]
    parts, done = [], 0
    for begin, end in _numbers(text):
        if any(first <= begin < last for first, last in accounts):
            continue
        digits = re.sub(r"\D", "", text[begin:end])
        parts += [text[done:begin], f"[card number ending {digits[-4:]}]"]
        done = end
    return "".join([*parts, text[done:]])


def _numbers(text: str) -> Iterator[tuple[int, int]]:
    """Yield where card numbers stand; other digits may stand right before or after one."""
    for run in _RUN.finditer(text):
        groups = [group.span() for group in _GROUP.finditer(text, *run.span())]
        first = 0
        while first < len(groups):
            last = _number_from(text, groups, first)
            if last is None:
                first += 1
                continue
            yield groups[first][0], groups[last][1]
            first = last + 1


def _number_from(text: str, groups: list[tuple[int, int]], first: int) -> int | None:
    """Return the group that ends the card number beginning with group `first`, if one does."""
    ends: dict[int, int] = {}
    digits = ""
    for place in range(first, len(groups)):
        digits += text[slice(*groups[place])]
        ends[len(digits)] = place
        if len(digits) >= max(_LENGTHS):
            break
    if str(int(digits[0])) not in _FIRST_DIGITS:
        return None
    return next((ends[n] for n in _LENGTHS if n in ends and _passes_luhn(digits[:n])), None)


def _passes_luhn(digits: str) -> bool:
    doubled = [int(digit) * 2 for digit in digits[-2::-2]]
    rest = [int(digit) for digit in digits[-1::-2]]
    return (sum(rest) + sum(d - 9 if d > 9 else d for d in doubled)) % 10 == 0
