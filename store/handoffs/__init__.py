"""The record of handoffs: each transition made once, its history, agents and follow-ups."""

from store.handoffs.agents import Agents
from store.handoffs.follow_ups import (
    FollowUps,
    Owed,
    follow_ups_of,
    give_answer,
    keep_promises,
    open_follow_up,
    settle,
    take_answer_back,
)
from store.handoffs.history import HandoffHistory
from store.handoffs.opening import Opening
from store.handoffs.queue_details import OpenHandoffs
from store.handoffs.record import Handoffs, resolve_handoff, transfer_handoff
from store.handoffs.rows import Actor, get_handoff
from store.handoffs.sensitive import SensitiveRecord, SensitiveWords
from store.handoffs.snoozing import Snoozing, snooze_handoff

__all__ = [
    "Actor",
    "Agents",
    "FollowUps",
    "HandoffHistory",
    "Handoffs",
    "OpenHandoffs",
    "Opening",
    "Owed",
    "SensitiveRecord",
    "SensitiveWords",
    "Snoozing",
    "follow_ups_of",
    "get_handoff",
    "give_answer",
    "keep_promises",
    "open_follow_up",
    "resolve_handoff",
    "settle",
    "snooze_handoff",
    "take_answer_back",
    "transfer_handoff",
]
