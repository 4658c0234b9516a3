"""Transitions of handoffs, and telling those who look on."""

from web.handoffs.announce import announce
from web.handoffs.resolving import read_ending, resolve
from web.handoffs.seen import note_seen
from web.handoffs.sending import send_once
from web.handoffs.transitions import reclaim, release_all

__all__ = [
    "announce",
    "note_seen",
    "read_ending",
    "reclaim",
    "release_all",
    "resolve",
    "send_once",
]
