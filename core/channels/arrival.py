"""What comes in over a connection, whatever the vendor calls it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from enum import Enum
from typing import Any

from core.channels.brought import Brought
from core.channels.delivery import Delivery


class What(str, Enum):
    """What an arrival is."""

    WORDS = "words"
    TAP = "tap"  # on a button
    BEGUN = "begun"  # the customer opened the chat
    UNREADABLE = "unreadable"  # a voice message, a place: what we cannot take in
    EDITED = "edited"  # what was said before
    DELETED = "deleted"
    STATUS = "status"  # how far a message of ours has come
    BLOCKED = "blocked"  # the customer wants nothing more from us
    MOVED = "moved"  # the vendor knows the customer by another id from now on
    UNKNOWN = "unknown"  # a shape that nobody here knows: counted, and never kept


_FOR_THE_CUSTOMER = {What.WORDS, What.TAP, What.BEGUN, What.UNREADABLE}


@dataclass(frozen=True)
class Arrival:
    """One thing that came in.

    id: the vendor's; the same id twice is the same thing
    sender: who, by the vendor's lasting id; of a group the group's
    at: when it was sent by the vendor's clock, seconds since the epoch
    text: what was typed, or stands beside what cannot be read
    token: what the tapped button carries, or the link by which the chat was opened
    thing: what cannot be read, in a word: "photo"
    name, language: of the customer, as the vendor tells them: hints, no proof
    formerly: another id by which the vendor has known the sender
    message: the vendor's id of the message itself, where `id` is another one
    about: the vendor's id of the message that a status, an edit or a deletion is about; of a
        status "" for all that was sent to the sender until `at`
    mark: what the message that a status is about carries of ours, see `mark_of`; "" for nothing
    reason: why a message of ours failed
    lost_file: it failed because the vendor could not get its file, or not use it
    in_group: more people read there
    masked: something was masked in the text
    is_cut: the text was longer than we read
    answers: the outgoing message that it answers, proven by a signature of ours; 0 if it shows none
    files: that came beside the words, to be fetched
    assurance: 0 if the channel does not vouch for who wrote, 1 if it does
    """

    id: str
    what: What
    sender: str = ""
    at: float = 0.0
    text: str = ""
    token: str = ""
    thing: str = ""
    name: str = ""
    language: str = ""
    formerly: str = ""
    message: str = ""
    about: str = ""
    delivery: Delivery | None = None
    mark: str = ""
    reason: str = ""
    lost_file: bool = False
    in_group: bool = False
    masked: bool = False
    is_cut: bool = False
    answers: int = 0
    assurance: int = 1
    files: tuple[Brought, ...] = ()

    @property
    def is_for_the_conversation(self) -> bool:
        """Whether the customer waits for something to be said to it.

        An edit, a deletion and a status never start a turn.
        """
        return self.what in _FOR_THE_CUSTOMER

    def to_json(self) -> dict[str, Any]:
        told = self.delivery.value if self.delivery else ""
        return asdict(self) | {"what": self.what.value, "delivery": told}

    @staticmethod
    def from_json(json: Mapping[str, Any]) -> Arrival:
        """Read what `to_json` wrote; what a newer version has added is left out."""
        known = {field.name: json[field.name] for field in fields(Arrival) if field.name in json}
        told = known.get("delivery")
        files = tuple(Brought.from_json(each) for each in known.get("files", ()))
        return Arrival(
            **{
                **known,
                "what": What(known["what"]),
                "delivery": Delivery(told) if told else None,
                "files": files,
            }
        )


UNKNOWN_SHAPE = Arrival("", What.UNKNOWN)


def in_order(arrivals: Iterable[Arrival]) -> list[Arrival]:
    """Return each arrival once, by the moment it was sent; of one moment by the vendor's number.

    However often and in whatever order the vendor delivers them, the same arrivals come out. Ids
    that are no numbers tell no order: of one moment they stay as they came.
    """
    once = {arrival.id: arrival for arrival in arrivals}
    return sorted(once.values(), key=lambda each: (each.at, _natural(each.id)))


def _natural(name: str) -> tuple[int, str]:
    """Sort "9" before "10", and names that are no numbers not at all."""
    return (len(name), name) if name.isdecimal() else (0, "")
