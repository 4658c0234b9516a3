"""How an agent ends a handoff, and what is owed to the customer afterwards."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection

from core.conversations import Author, ContactMissing
from core.errors import BadInput
from core.handoffs import (
    FollowUpKind,
    Handoff,
    Resolution,
    is_ended,
    may_end,
    may_speak,
)
from core.policies import read_policy
from core.settings import Settings
from core.staff import StaffMember
from core.text import MAX_COMMENT_LENGTH, read_message, whole_number
from store.clock import now
from store.contacts import contacts_of, read_contact
from store.conversations import add_note, add_tags, get_conversation, read_transcript
from store.handoffs import (
    Actor,
    Owed,
    follow_ups_of,
    get_handoff,
    keep_promises,
    open_follow_up,
    resolve_handoff,
)
from store.policies import Refusal, note_refusal
from web.handoffs.announce import announce
from web.handoffs.transitions import note_id
from web.http import in_thread, read_number, read_seq
from web.services import Services

_ANSWERED = "Answered in the chat."
_KINDS = {
    Resolution.PROMISED: FollowUpKind.PROMISED,
    Resolution.UNSOLVED: FollowUpKind.UNSOLVED,
}


@dataclass(frozen=True)
class Ending:
    """What an agent says about the end: the outcome, a note, and how the customer is reached.

    seen: the `seq` of the last utterance they have seen; None if that is not known
    refusal: why the customer was refused something, if they were
    """

    outcome: Resolution = Resolution.SOLVED
    note: str = ""
    contact: str = ""
    seen: int | None = None
    contact_reason: str = ""
    tags: tuple[str, ...] = ()
    refusal: Refusal | None = None


def read_ending(body: dict[str, object], settings: Settings) -> Ending:
    """Read what the page sends; raises BadInput."""
    try:
        outcome = Resolution(body.get("outcome") or Resolution.SOLVED)
    except ValueError:
        raise BadInput("Choose what came of it: solved, promised or unsolved.") from None
    typed = read_message(body["note"], MAX_COMMENT_LENGTH) if body.get("note") else ""
    note = settings.privacy.mask(typed)
    country = settings.handoff.phone_country
    contact = read_contact(str(body["contact"]), country).value if body.get("contact") else ""
    labels = settings.labels
    return Ending(
        outcome,
        note,
        contact,
        seen=read_seq(body) if "seq" in body else None,
        contact_reason=labels.read_contact_reason(body.get("contact_reason")),
        tags=labels.read_tags(body.get("tags", [])),
        refusal=_read_refusal(body, settings),
    )


def _read_refusal(body: dict[str, object], settings: Settings) -> Refusal | None:
    pressed, typed = body.get("refusal"), body.get("refused_because")
    if typed:
        return Refusal(words=read_policy(settings.privacy.mask(read_policy(typed))))
    if pressed in (None, ""):
        return None
    policy = whole_number(str(pressed))
    if policy is None:
        raise BadInput("Choose why the customer was refused something, or write it.")
    return Refusal(read_number(policy))


async def resolve(services: Services, handoff: int, member: StaffMember, ending: Ending) -> Handoff:
    """End it: the bot takes over again. Ending it again in the same way changes nothing.

    Whoever ends it again, also at the same moment: only what they note is kept.

    The note, the follow-up of what is not solved, and the end are one transaction.
    Raises ContactMissing if an answer is promised to somebody whom nobody can reach, and
    CustomerWroteMore rather than leave words unread that nobody would answer.
    """
    resolved = await in_thread(_record_ending, services, handoff, member, ending)
    await announce(services, handoff)
    return resolved


def _record_ending(
    services: Services, handoff: int, member: StaffMember, ending: Ending
) -> Handoff:
    with services.database.writing() as connection:
        before = get_handoff(connection, handoff, lock=True)
        conversation = before.conversation
        again = is_ended(before, ending.outcome)
        if not again:
            may_speak(before, member.id)
            services.settings.labels.may_end(ending.contact_reason or before.contact_reason)
        if not again and ending.seen is not None:
            may_end(said.author for said in read_transcript(connection, conversation, ending.seen))
        if ending.note:
            message = note_id(f"resolve:{handoff}", member, ending.note)
            add_note(connection, conversation, message, member, ending.note)
        if ending.refusal:
            note_refusal(connection, handoff, conversation, ending.refusal, member)
        if again:
            return before
        add_tags(connection, conversation, ending.tags, member)
        if ending.outcome is Resolution.SOLVED:
            keep_promises(connection, conversation, member.name, ending.note or _ANSWERED)
        else:
            settings = services.settings
            contact = ending.contact or _contact(connection, conversation, settings)
            reachable, due = replace(ending, contact=contact), _due(settings, before)
            owed = _owed(connection, before, member, reachable, due)
            open_follow_up(connection, owed, member.name)
        actor = Actor(member.id, member.name)
        came_for = ending.contact_reason
        return resolve_handoff(connection, handoff, actor, ending.outcome, came_for)


def _owed(
    connection: Connection, handoff: Handoff, member: StaffMember, ending: Ending, due: datetime
) -> Owed:
    kind = _KINDS[ending.outcome]
    if kind is FollowUpKind.PROMISED and not ending.contact:
        raise ContactMissing
    return Owed(
        conversation=handoff.conversation,
        kind=kind,
        due_at=due,
        words=ending.note or _first_question(connection, handoff.conversation),
        contact=ending.contact,
        owner=(member.id, member.name),
    )


def _contact(connection: Connection, conversation: str, settings: Settings) -> str:
    """Return how the customer is reached, as another follow-up or the host site says, or ""."""
    owed = [f for f in follow_ups_of(connection, conversation) if f.done_at is None]
    profile = get_conversation(connection, conversation).profile
    known = contacts_of(profile, settings.handoff.phone_country)
    found = [*(f.contact for f in owed if f.contact), *(contact.value for contact in known)]
    return found[0] if found else ""


def _due(settings: Settings, handoff: Handoff) -> datetime:
    at, hours = now(), settings.queue_of(handoff).hours
    due = hours.after_open_time(at, settings.handoff.promise)
    return due or at + settings.survey.follow_up_within


def _first_question(connection: Connection, conversation: str) -> str:
    said = read_transcript(connection, conversation, most=20)
    return next((u.text for u in said if u.author is Author.CUSTOMER), "")
