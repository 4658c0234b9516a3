"""How an SMS is counted: one sign outside the old alphabet, and every sign takes twice the room."""

from __future__ import annotations

SEGMENT, OF_SEVERAL = 140, 134  # octets of a message that stands alone, and of a part of a long one
_PLAIN = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    "ÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED = frozenset("\f^{}\\[~]|€")  # they take the room of two
_OTHERWISE = str.maketrans(
    {
        **{"‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"', "„": '"', "′": "'"},
        **{"–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-", "•": "-", "·": "-"},
        **{"…": "...", "×": "x", "→": "->", "\u00a0": " ", "\u202f": " ", "\u2009": " "},
        **{"\u200b": "", "\ufeff": ""},
    }
)


def in_plain_signs(text: str) -> str:
    """Return the text with typographic signs replaced by those that a telephone has always had."""
    return text.translate(_OTHERWISE)


def octets(text: str) -> int:
    """Return how much room a text takes: seven bits a sign, or two octets if one needs them."""
    signs = set(text)
    if signs <= _PLAIN | _EXTENDED:
        septets = len(text) + sum(text.count(sign) for sign in signs & _EXTENDED)
        return -(-septets * 7 // 8)
    return 2 * (len(text) + sum(ord(sign) > 0xFFFF for sign in text))


def segments(text: str) -> int:
    """Return how many messages are sent, and paid for, at least; what belongs together may need
    one more where it would be parted.
    """
    size = octets(text)
    return 1 if size <= SEGMENT else -(-size // OF_SEVERAL)
