"""One turn of a dialogue: the message, what it gets, its slots, and the words said."""

from actions.dialogue.responder import Speech
from actions.dialogue.slots import shown_changes, slot_changes
from actions.dialogue.turn import Turn, gather
from actions.dialogue.understanding import search, told_next, understand, usual_next
from actions.dialogue.waiting import (
    agent_there,
    promise_time,
    queue_of,
    read_team,
    say_promise,
    say_wait,
    team_moment,
)

__all__ = [
    "Speech",
    "Turn",
    "agent_there",
    "gather",
    "promise_time",
    "queue_of",
    "read_team",
    "say_promise",
    "say_wait",
    "search",
    "shown_changes",
    "slot_changes",
    "team_moment",
    "told_next",
    "understand",
    "usual_next",
]
