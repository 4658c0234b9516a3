"""Killing processes of a running product while messages flow, and counting what became of them."""

from commands.kills.count import Count, count
from commands.kills.launched import HAND_OVER, VICTIMS, Launched
from commands.kills.settler import Settler
from commands.kills.settling import Said, Settled, settled
from commands.kills.talker import Talker

__all__ = [
    "HAND_OVER",
    "VICTIMS",
    "Count",
    "Launched",
    "Said",
    "Settled",
    "Settler",
    "Talker",
    "count",
    "settled",
]
