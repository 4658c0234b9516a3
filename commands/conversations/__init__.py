"""Conversations with what is expected of each turn: read from a file, played, judged."""

from commands.conversations.cases import Case, Expectation, Turn, read_cases
from commands.conversations.judge import Outcome, shortcomings
from commands.conversations.player import Player

__all__ = ["Case", "Expectation", "Outcome", "Player", "Turn", "read_cases", "shortcomings"]
