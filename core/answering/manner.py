"""Whether the assistant's own wording follows how a customer likes to be spoken to."""

from __future__ import annotations

from core.answering.dialogue import Dialogue
from core.manners import Manner, MannerRead


def manner_followed(read: MannerRead | None, dialogue: Dialogue, is_upset: bool) -> Manner | None:
    """Return the manner that a reply's wording follows, None for the usual words.

    Nothing is put otherwise where somebody may be in distress, and nothing lightly to somebody
    who is or was angry.
    """
    if read is None or dialogue.sensitive:
        return None
    is_angry = is_upset or dialogue.angered
    return None if is_angry and read.manner is Manner.CHATTY else read.manner
