"""Words that say that an answer did not help, and with the question before it what is wrong."""

from __future__ import annotations

from core.answering.acts import Need, Plan, Search
from core.answering.context import in_context
from core.answering.decision import Answer
from core.answering.situation import Situation

_BEYOND_DOUBT = 0.95  # "it doesn't work" may be about the answer as well


def what_is_wrong(situation: Situation) -> Plan | Need | None:
    """Return the article on what is wrong: "doesn't work" after the one on a virtual card.

    None where the words only say that the answer did not help.
    """
    before, shown = situation.dialogue, situation.dialogue.just_shown
    if not (situation.message.typed and before.last_question and shown) or situation.upset:
        return None
    whole = in_context(before.last_question, situation.question)
    found = situation.found.get(whole)
    if found is None:
        return Search((whole,))
    known = {*shown, *before.tried}
    if found.confidence < _BEYOND_DOUBT or found.hits[0].slug in known or situation.waiting:
        return None
    return Plan(Answer(found.hits[0]), before.failed(*shown).asked(whole), found)
