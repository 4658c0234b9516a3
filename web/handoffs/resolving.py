"""How an agent ends a handoff, and what is owed to the customer afterwards."""

from __future__ import annotations

from dataclasses import dataclass

from core.conversations import Author
from core.errors import BadInput
from core.handoffs import (
    ContactMissing,
    FollowUpKind,
    Handoff,
    HandoffState,
    Resolution,
    known_contacts,
    may_end,
    may_speak,
    read_contact,
)
from core.staff import StaffMember
from core.text import MAX_COMMENT_LENGTH, read_message
from store.clock import now
from store.handoffs import Owed
from web.handoffs.announce import finish_moves
from web.http import in_thread, read_seq
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
    """

    outcome: Resolution = Resolution.SOLVED
    note: str = ""
    contact: str = ""
    seen: int | None = None


def read_ending(body: dict[str, object]) -> Ending:
    """Read what the page sends; raises BadInput."""
    try:
        outcome = Resolution(body.get("outcome") or Resolution.SOLVED)
    except ValueError:
        raise BadInput("Choose what came of it: solved, promised or unsolved.") from None
    note = read_message(body["note"], MAX_COMMENT_LENGTH) if body.get("note") else ""
    contact = read_contact(str(body["contact"])).value if body.get("contact") else ""
    return Ending(outcome, note, contact, read_seq(body) if "seq" in body else None)


async def resolve(services: Services, handoff: int, member: StaffMember, ending: Ending) -> Handoff:
    """End it: the bot takes over again. Resolving one's own again changes nothing.

    What is not solved becomes a follow-up of the agent's, in the record before the end is.
    Raises ContactMissing if an answer is promised to somebody whom nobody can reach, and
    CustomerWroteMore rather than leave words unread that nobody would answer.
    """
    before = await in_thread(services.handoffs.get, handoff)
    if before.state is HandoffState.RESOLVED and before.agent == member.id:
        await finish_moves(services, before)
        return before
    may_speak(before, member.id)
    if ending.seen is not None:
        since = await in_thread(services.transcripts.read, before.conversation, ending.seen)
        may_end(said.author for said in since)
    if ending.note:
        message = f"resolve:{handoff}"
        await in_thread(services.notes.add, before.conversation, message, member, ending.note)
    await in_thread(_settle_follow_ups, services, before, member, ending)
    resolved = await in_thread(
        services.handoffs.resolve, handoff, member.id, member.name, ending.outcome
    )
    await finish_moves(services, resolved)
    return resolved


def _settle_follow_ups(
    services: Services, handoff: Handoff, member: StaffMember, ending: Ending
) -> None:
    theirs = [f for f in services.follow_ups.of(handoff.conversation) if f.done_at is None]
    promised = [f for f in theirs if f.kind is FollowUpKind.PROMISED]
    contact = ending.contact or next((f.contact for f in theirs if f.contact), "")
    if not contact:
        contact = _known_contact(services, handoff)
    kind = _KINDS.get(ending.outcome)
    if kind is None:
        for follow_up in promised:
            services.follow_ups.finish(follow_up.id, member.name, ending.note or _ANSWERED)
        return
    if kind is FollowUpKind.PROMISED and not contact:
        raise ContactMissing
    rules = services.settings
    at = now()
    due = rules.queue_of(handoff).hours.after_open_time(at, rules.handoff.promise)
    services.follow_ups.open(
        Owed(
            conversation=handoff.conversation,
            kind=kind,
            due_at=due or at + rules.survey.follow_up_within,
            words=ending.note or _first_question(services, handoff.conversation),
            contact=contact,
            owner=(member.id, member.name),
        ),
        by=member.name,
    )


def _known_contact(services: Services, handoff: Handoff) -> str:
    profile = services.conversations.get(handoff.conversation).profile
    return next((contact.value for contact in known_contacts(profile)), "")


def _first_question(services: Services, conversation: str) -> str:
    said = services.transcripts.read(conversation, most=20)
    return next((u.text for u in said if u.author is Author.CUSTOMER), "")
