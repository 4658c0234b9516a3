"""Who wants to be told when something announced is solved: in words, or with a button."""

from __future__ import annotations

from core.announcements import Wish, wish_in
from core.answering.acts import Act, Plan, Subscribe, SubscribeAt, Unsubscribe
from core.answering.dialogue import Pending
from core.answering.situation import Situation
from core.conversations import Intent


def subscribing(situation: Situation) -> Plan | None:
    """Return what words get that wish to be told, or not any more; None for all others.

    An address that is left while it is asked for is where the news goes.
    """
    message, dialogue = situation.message, situation.dialogue
    if not message.typed:
        return None
    wish, asked = wish_in(message.text), situation.subscribed
    act: Act | None = None
    if wish is Wish.TELL and situation.told:
        act = Subscribe(situation.told[-1])
    elif wish is Wish.LEAVE and asked:
        act = Unsubscribe(asked[-1])
    elif asked and dialogue.pending is Pending.NEWS_ADDRESS and "@" in message.text:
        act = SubscribeAt(asked[-1])
    return Plan(act, dialogue) if act else None


def pressed(situation: Situation) -> Plan:
    """Return what a button gets; its value is the announcement."""
    choice = situation.message.choice
    announcement = int(choice.value) if choice and choice.value else 0  # there is none of that
    return Plan(_ACTS[situation.intent](announcement), situation.dialogue)


_ACTS: dict[Intent, type[Subscribe] | type[SubscribeAt] | type[Unsubscribe]] = {
    Intent.SUBSCRIBE: Subscribe,
    Intent.SUBSCRIBE_AT: SubscribeAt,
    Intent.UNSUBSCRIBE: Unsubscribe,
}
