"""The record of handoffs: each move made once, its history, agents and follow-ups."""

from store.handoffs.agents import Agents
from store.handoffs.follow_ups import FollowUps, Owed, open_follow_up
from store.handoffs.history import HandoffHistory
from store.handoffs.queue_details import OpenHandoffs
from store.handoffs.record import Handoffs, Opening
from store.handoffs.rows import Actor

__all__ = [
    "Actor",
    "Agents",
    "FollowUps",
    "HandoffHistory",
    "Handoffs",
    "OpenHandoffs",
    "Opening",
    "Owed",
    "open_follow_up",
]
