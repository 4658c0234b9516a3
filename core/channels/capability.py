"""What each kind of connection can show, and how much: the vendors' own limits, in one table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum
from typing import Any

from core.attachments import PDF, PICTURES, TEXT
from core.channels.connection import Connection, Kind
from core.channels.files_out import FileRoom
from core.channels.lengths import Unit


class Markup(Enum):
    """How words are set off."""

    NONE = "none"
    RANGES = "ranges"  # beside the text: which stretch is bold, which a link
    ASTERISKS = "asterisks"  # *bold* within it
    MARKDOWN = "markdown"


@dataclass(frozen=True)
class ButtonRoom:
    """How many buttons of a form there may be, and how long their labels.

    whole: a longer label is not shortened; the next rung shows it in full
    """

    most: int
    label: int
    whole: bool = False


@dataclass(frozen=True)
class Capability:
    """The limits of a kind.

    longest: a text, in `unit`
    longest_with_buttons: one that has buttons
    buttons: as buttons proper; None where there are none
    listed: as a list to choose from; None where there is none
    payload: what a button carries, in bytes
    window: for how long after the customer's last word anything may be sent; None for ever
    pace: seconds between two messages to the same person, in the long run
    burst: how many may go to them at once, after a while without any
    merges: whether what is said in one turn goes out as one message, because the pace is limited
    receipts: whether the vendor tells when a message was delivered or read
    hourly: how many messages of one person are taken in within an hour, the others wait; None for
        any number: two machines that answer each other must not do so without end
    threads: whether each matter is a conversation of its own, and answers show which one
    files: which files it takes from us; None for none, and their links go out
    knows_copies: whether who gets the same message twice is shown it once
    """

    longest: int
    unit: Unit
    markup: Markup
    longest_with_buttons: int = 0
    buttons: ButtonRoom | None = None
    listed: ButtonRoom | None = None
    payload: int = 0
    window: timedelta | None = None
    pace: float = 0.0
    burst: int = 1
    merges: bool = False
    receipts: bool = False
    hourly: int | None = None
    threads: bool = False
    files: FileRoom | None = None
    knows_copies: bool = False


_MB = 1_000_000
_DRAWN = frozenset({"image/jpeg", "image/png"})  # what every vendor shows as a picture
_OF_META = {**dict.fromkeys((*_DRAWN, "image/gif"), 8 * _MB), PDF: 25 * _MB}


def _room(types: Iterable[str], most: int, **more: Any) -> FileRoom:
    return FileRoom(dict.fromkeys(types, most), **more)


CAPABILITIES: Mapping[Kind, Capability] = {
    Kind.TELEGRAM: Capability(
        longest=4096,
        longest_with_buttons=4096,
        unit=Unit.UTF16,
        markup=Markup.RANGES,
        buttons=ButtonRoom(most=8, label=64),
        payload=64,
        pace=1.0,
        merges=True,
        files=_room((*PICTURES, PDF, TEXT), 50 * _MB),
    ),
    Kind.WHATSAPP: Capability(
        longest=4096,
        longest_with_buttons=1024,
        unit=Unit.CHARACTERS,
        markup=Markup.ASTERISKS,
        buttons=ButtonRoom(most=3, label=20, whole=True),
        listed=ButtonRoom(most=10, label=24),
        payload=200,
        window=timedelta(hours=24),
        pace=6.0,
        burst=10,
        merges=True,
        receipts=True,
        files=FileRoom({**dict.fromkeys(_DRAWN, 5 * _MB), PDF: 100 * _MB, TEXT: 100 * _MB}),
    ),
    # Of an SMS: ten segments at most, also where what belongs together leaves room at their ends.
    Kind.TWILIO: Capability(
        longest=1320,
        unit=Unit.SMS,
        markup=Markup.NONE,
        pace=1.0,
        burst=3,
        merges=True,
        receipts=True,
        hourly=60,
    ),
    Kind.EMAIL: Capability(
        longest=100_000,
        longest_with_buttons=100_000,
        unit=Unit.CHARACTERS,
        markup=Markup.RANGES,
        buttons=ButtonRoom(most=25, label=150),
        merges=True,
        hourly=30,
        threads=True,
        # Providers take some 25 MB, and a file grows by a third on its way.
        files=_room((*PICTURES, PDF, TEXT), 15 * _MB, in_all=15 * _MB, with_words=True),
        knows_copies=True,
    ),
    Kind.MESSENGER: Capability(
        longest=2000,
        longest_with_buttons=2000,
        unit=Unit.UTF16,
        markup=Markup.NONE,
        buttons=ButtonRoom(most=13, label=20, whole=True),
        payload=1000,
        window=timedelta(hours=24),
        burst=10,
        pace=1.0,
        merges=True,
        receipts=True,
        files=FileRoom({**_OF_META, TEXT: 25 * _MB}),
    ),
    Kind.INSTAGRAM: Capability(
        longest=1000,
        longest_with_buttons=1000,
        unit=Unit.BYTES,
        markup=Markup.NONE,
        buttons=ButtonRoom(most=13, label=20, whole=True),
        payload=1000,
        window=timedelta(hours=24),
        burst=10,
        pace=1.0,
        merges=True,
        receipts=True,
        files=FileRoom(_OF_META),
    ),
    Kind.SLACK: Capability(
        longest=4000,
        longest_with_buttons=3000,
        unit=Unit.ESCAPED,
        markup=Markup.ASTERISKS,
        buttons=ButtonRoom(most=25, label=75),
        payload=2000,
        pace=1.0,
        merges=True,
        files=_room((*PICTURES, PDF, TEXT), 1000 * _MB),
    ),
    Kind.WEBHOOK: Capability(
        longest=16_000,
        longest_with_buttons=16_000,
        unit=Unit.CHARACTERS,
        markup=Markup.MARKDOWN,
        buttons=ButtonRoom(most=25, label=80),
        payload=64,
        receipts=True,
        files=_room((*PICTURES, PDF, TEXT), 10 * _MB),
        knows_copies=True,
    ),
}


# WhatsApp as Twilio carries it: text of its length and files, in WhatsApp's window, at its pace.
_WHATSAPP_BY_TWILIO = Capability(
    longest=1600,
    unit=Unit.UTF16,
    markup=Markup.ASTERISKS,
    window=timedelta(hours=24),
    pace=6.0,
    burst=10,
    merges=True,
    receipts=True,
    files=FileRoom({**dict.fromkeys(_DRAWN, 5 * _MB), PDF: 16 * _MB}),
)


def capability_of(connection: Connection) -> Capability:
    """Return what a connection can show: mostly its kind says it, Twilio's number too."""
    if connection.kind is Kind.TWILIO and connection.is_whatsapp:
        return _WHATSAPP_BY_TWILIO
    return CAPABILITIES[connection.kind]


def may_be_sent(capability: Capability, since_last_word: timedelta) -> bool:
    """Tell whether a vendor still lets us write, so long after the customer's last word."""
    return capability.window is None or since_last_word < capability.window


def may_go(used_until: float, at: float, capability: Capability) -> bool:
    """Tell whether a message to somebody keeps to the pace.

    used_until: until when what they got has used up the pace, see `used_after`; seconds, as `at`
    """
    return used_until - at <= capability.pace * (capability.burst - 1)


def used_after(used_until: float, at: float, capability: Capability) -> float:
    """Return until when the pace is used up after one more message to somebody."""
    return max(used_until, at) + capability.pace
