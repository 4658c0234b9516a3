"""What a message means where the conversation stands. The table is docs/reference/dialogue.md.

Words are read in steps: the first that knows what they mean decides. What is decided may then turn
out to be no answer at all, or to take up a matter that was closed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from core.answering.acts import Need, Plan, Search
from core.answering.situation import Situation
from core.answering.steps import (
    about_company,
    announced_first,
    another_choice,
    by_intent,
    care_first,
    in_another_language,
    likely_in_context,
    read_screen,
    subscribing,
    taken_up,
    what_is_denied,
    without_article,
)

Step = Callable[[Situation], Plan | Need | None]

_FIRST: Sequence[Step] = (care_first, in_another_language)  # nothing changes what these say
_THEN: Sequence[Step] = (subscribing, another_choice, what_is_denied, read_screen, about_company)


def interpret(situation: Situation) -> Plan | Need:
    """Return what a message gets, or what must be looked up before that can be told.

    Raises BadInput for a score button that was never offered.
    """
    if situation.is_unread:
        return Search((situation.message.text,), subjects=True, ahead=likely_in_context(situation))
    if first := _first_of(_FIRST, situation):
        return first
    step = _first_of(_THEN, situation) or by_intent(situation)
    if isinstance(step, Plan):
        step = taken_up(situation, without_article(situation, step))
    if isinstance(step, Plan):
        step = announced_first(situation, step)
    if situation.upset and isinstance(step, Plan):
        return replace(step, dialogue=replace(step.dialogue, angered=True))
    return step


def _first_of(steps: Sequence[Step], situation: Situation) -> Plan | Need | None:
    """Return what the first step says that knows what the message means."""
    return next((said for step in steps if (said := step(situation)) is not None), None)
