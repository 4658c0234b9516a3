"""Leaving a way to be reached, for an answer by a promised time."""

from __future__ import annotations

import asyncio
from datetime import datetime

from actions.dialogue import Turn, promise_time, queue_of, say_promise, team_moment
from core.answering import Dialogue, Pending
from core.conversations import Contact, ContactMissing
from core.handoffs import FollowUpKind
from store.contacts import contacts_of, read_contact
from store.handoffs import FollowUps, Owed


async def ask_contact(turn: Turn, dialogue: Dialogue) -> Dialogue:
    """Ask where the customer can be reached, with what is known of it one tap away."""
    queue = queue_of(turn)
    by = promise_time(turn, queue)
    if by is None:  # this team is never there: nothing can be promised
        turn.speech.say("utter_nobody")
        return dialogue.awaiting(None)
    contacts = contacts_of(turn.profile, turn.settings.handoff.phone_country)
    turn.speech.ask_contact("utter_ask_contact", by, team_moment(turn, by, queue), contacts)
    return dialogue.awaiting(Pending.CONTACT)


async def take_contact(turn: Turn, dialogue: Dialogue) -> Dialogue:
    """Take the detail, and promise an answer there; one that can't be read is asked for again."""
    queue = queue_of(turn)
    by = promise_time(turn, queue)
    try:
        contact = _contact_of(turn)
    except ContactMissing:
        if by is not None:
            in_words = team_moment(turn, by, queue)
            turn.speech.ask_contact("utter_contact_unclear", by, in_words, ())
        return dialogue.awaiting(Pending.CONTACT)
    if by is None:
        return await ask_contact(turn, dialogue)
    await _promise(turn, dialogue, contact, by)
    await say_promise(turn)
    return dialogue.awaiting(None)


async def _promise(turn: Turn, dialogue: Dialogue, contact: Contact, by: datetime) -> None:
    owed = Owed(
        conversation=turn.message.conversation,
        kind=FollowUpKind.PROMISED,
        due_at=by,
        words=dialogue.last_question,
        contact=contact.value,
    )
    await asyncio.to_thread(FollowUps(turn.services.database).open, owed)
    await turn.services.desk.queue_changed(turn.message.conversation)


def _contact_of(turn: Turn) -> Contact:
    """Return the detail that was typed, or the known one whose button was pressed."""
    pressed = turn.message.choice
    kind = pressed.value if pressed else ""
    country = turn.settings.handoff.phone_country
    for contact in contacts_of(turn.profile, country):
        if contact.kind == kind:
            return contact
    return read_contact(turn.message.text, country)
