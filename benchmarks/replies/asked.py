"""Questions without end, no two alike for a long while: encoders remember what they have read."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle, product

QUESTIONS = (
    "how do i change the pin of my card?",
    "my new card has not come yet",
    "why was i charged for taking out cash",
    "top up failed, what now",
    "can i hold dollars in my account",
    "my transfer is still pending",
    "what's the exchange rate today",
    "i lost my phone, is my money safe",
)
_BEFORE = (
    *("", "hi, ", "hello, ", "so ", "well, ", "ok ", "good morning, ", "good evening, "),
    *("quick question: ", "please tell me: ", "excuse me, ", "hi there, ", "ok so ", "dear team, "),
)
_AFTER = (
    *("", " please", " thanks", " thank you", " asap", " any idea", " today", " right now"),
    *(" please help", " again", " still", " cheers"),
)


def questions() -> Iterator[str]:
    """Return more than a thousand different ones, and then the same again, for ever."""
    forms = [(before, after) for after, before in product(_AFTER, _BEFORE)]
    return cycle([f"{before}{text}{after}" for before, after in forms for text in QUESTIONS])
