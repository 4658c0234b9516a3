"""What a message means that needs no looking up: one thing, or another while a person comes."""

from __future__ import annotations

from collections.abc import Mapping

from core.answering.acts import (
    Act,
    AskContact,
    Courtesy,
    Finish,
    Plan,
    Rest,
    Say,
    TakeComment,
    TakeContact,
    TakeOver,
    TellWait,
)
from core.answering.decision import HandOff, Reason
from core.answering.retrieval import Retrieval
from core.answering.situation import Situation
from core.conversations import Intent, Moment

_PLAIN: Mapping[Intent, tuple[Act, Act]] = {  # without a person, and while one is on the way
    Intent.GREET: (Say(Courtesy.GREET), TellWait()),
    Intent.SMALL_TALK: (Say(Courtesy.SMALL_TALK), TellWait()),
    Intent.THANKS: (Say(Courtesy.THANKS), Say(Courtesy.THANKS)),
    Intent.ASK_BOT: (Say(Courtesy.ASK_BOT), Say(Courtesy.ASK_BOT)),
    Intent.ASK_PERSON: (HandOff(Reason.ASKED), TellWait()),
    Intent.HELPED: (Finish(Moment.SOLVED), TellWait(helped=True)),
    Intent.GOODBYE: (Finish(Moment.GOODBYE), TellWait()),
    Intent.FELL_SILENT: (Finish(Moment.SILENCE), Rest()),
    Intent.HANDOFF_RESOLVED: (Finish(Moment.RESOLVED), Rest()),
    Intent.HANDOFF_ABANDONED: (TakeOver(), Rest()),
    Intent.LEAVE_CONTACT: (AskContact(), AskContact()),
    Intent.GIVE_CONTACT: (TakeContact(), TakeContact()),
    Intent.EFFORT_COMMENT: (TakeComment(), TakeComment()),
    Intent.FILES: (Say(Courtesy.FILES), Say(Courtesy.FILES_WAITING)),
}


def plain_reply(situation: Situation, intent: Intent) -> Plan:
    """Return what a message of this intent gets, whatever else it says."""
    alone, waiting = _PLAIN[intent]
    act = waiting if situation.waiting else alone
    found = Retrieval(situation.message.text) if isinstance(act, HandOff) else None
    return Plan(act, situation.dialogue, found)
