"""Leaving a way to be reached, for an answer by a promised time."""

from __future__ import annotations

import asyncio

from actions.behaviours.wait_time import promise_time, queue_of, read_place, read_promise
from actions.dialogue import Dialogue, Pending, Turn
from core.handoffs import (
    Absence,
    Contact,
    ContactMissing,
    FollowUpKind,
    find_contact,
    known_contacts,
    moment_in_words,
    read_contact,
)
from core.handoffs import is_only_contact as says_only_contact
from store.clock import now
from store.handoffs import FollowUps, Owed


async def leave_contact(turn: Turn) -> Dialogue:
    """Ask where the customer can be reached, with what is known of it one tap away."""
    by = promise_time(turn, queue_of(turn))
    if by is None:  # this team is never there: nothing can be promised
        turn.speech.say("utter_nobody")
        return turn.dialogue.settled()
    contacts = known_contacts(turn.profile)
    turn.speech.ask_contact("utter_ask_contact", by, moment_in_words(by, now()), contacts)
    return turn.dialogue.reachable_next()


async def give_contact(turn: Turn) -> Dialogue:
    """Take the detail, and promise an answer there; one that can't be read is asked for again."""
    by = promise_time(turn, queue_of(turn))
    try:
        contact = _contact_of(turn)
    except ContactMissing:
        if by is not None:
            in_words = moment_in_words(by, now())
            turn.speech.ask_contact("utter_contact_unclear", by, in_words, ())
        return turn.dialogue.reachable_next()
    if by is None:
        return await leave_contact(turn)
    owed = Owed(
        conversation=turn.message.conversation,
        kind=FollowUpKind.PROMISED,
        due_at=by,
        words=turn.dialogue.last_question,
        contact=contact.value,
    )
    await asyncio.to_thread(FollowUps(turn.services.database).open, owed)
    await turn.services.desk.queue_changed(turn.message.conversation)
    await say_promise(turn)
    return turn.dialogue.settled()


async def say_promise(turn: Turn) -> bool:
    """Say what is promised, where there is such a promise; tells whether there is."""
    promised = await read_promise(turn)
    if promised is None:
        return False
    by = promised.due_at.astimezone(queue_of(turn).hours.zone)
    turn.speech.contact_taken(promised.contact, by, moment_in_words(by, now()))
    return True


async def is_contact(turn: Turn) -> bool:
    """Tell whether typed words are the answer to "where can we reach you?"."""
    text = turn.message.text
    if find_contact(text) is None:
        return False
    if turn.dialogue.pending is Pending.CONTACT:
        return True
    if turn.handoff is None or not says_only_contact(text):
        return False
    return (await read_place(turn, turn.handoff)).wait.absence is not Absence.NONE


def _contact_of(turn: Turn) -> Contact:
    """Return the detail that was typed, or the known one whose button was pressed."""
    kind = turn.message.choice.partition(":")[2]
    for contact in known_contacts(turn.profile):
        if contact.kind == kind:
            return contact
    return read_contact(turn.message.text)
