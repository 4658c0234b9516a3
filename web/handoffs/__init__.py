"""Moves of handoffs, and telling those who look on."""

from web.handoffs.announce import finish_moves, tell
from web.handoffs.moves import reclaim, release_all
from web.handoffs.resolving import read_ending, resolve
from web.handoffs.seen import note_seen

__all__ = [
    "finish_moves",
    "note_seen",
    "read_ending",
    "reclaim",
    "release_all",
    "resolve",
    "tell",
]
