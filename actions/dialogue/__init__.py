"""One turn of a dialogue: its state, the message, and the words said."""

from actions.dialogue.evidence import decision_name, evidence_of_choice, hits_to_json
from actions.dialogue.responder import Speech
from actions.dialogue.state import Dialogue, Pending, slot_changes
from actions.dialogue.turn import Behaviour, Turn, gather

__all__ = [
    "Behaviour",
    "Dialogue",
    "Pending",
    "Speech",
    "Turn",
    "decision_name",
    "evidence_of_choice",
    "gather",
    "hits_to_json",
    "slot_changes",
]
