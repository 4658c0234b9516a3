"""Transitions of handoffs, and telling those who look on."""

from web.handoffs.announce import announce
from web.handoffs.macros import do_macro
from web.handoffs.reaching import reach_of, reaches_of
from web.handoffs.resolving import read_ending, resolve
from web.handoffs.seen import note_seen
from web.handoffs.sending import send_once
from web.handoffs.transitions import reclaim, release_all, snooze

__all__ = [
    "announce",
    "do_macro",
    "note_seen",
    "reach_of",
    "reaches_of",
    "read_ending",
    "reclaim",
    "release_all",
    "resolve",
    "send_once",
    "snooze",
]
