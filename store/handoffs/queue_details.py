"""What the queue shows besides the open handoffs themselves, each in one query for all of them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import and_, func, or_, select

from core.conversations import Author
from core.handoffs import FollowUpKind, wants_answer
from store.database import Database
from store.schema import follow_ups, utterances


class OpenHandoffs:
    """A closer look at conversations that are handed off."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def unanswered_since(self, conversations: Collection[str]) -> dict[str, datetime]:
        """Return for each when its customer said what no agent has answered yet."""
        answered = (
            select(utterances.c.conversation, func.max(utterances.c.seq).label("seq"))
            .where(
                utterances.c.conversation.in_(conversations),
                utterances.c.author == Author.AGENT,
            )
            .group_by(utterances.c.conversation)
            .subquery()
        )
        query = (
            select(utterances.c.conversation, utterances.c.text, utterances.c.at)
            .outerjoin(answered, answered.c.conversation == utterances.c.conversation)
            .where(
                utterances.c.conversation.in_(conversations),
                utterances.c.author == Author.CUSTOMER,
                or_(answered.c.seq.is_(None), utterances.c.seq > answered.c.seq),
            )
            .order_by(utterances.c.seq.desc())
        )
        with self._database.reading() as connection:
            # The latest first: the earliest one that wants an answer is what stays in the dict.
            rows = connection.execute(query).all()
        return {row.conversation: row.at for row in rows if wants_answer(row.text)}

    def promises(self, conversations: Collection[str]) -> dict[str, tuple[str, datetime]]:
        """Return for each in which an answer is promised where it goes, and until when."""
        query = select(follow_ups.c.conversation, follow_ups.c.contact, follow_ups.c.due_at).where(
            and_(
                follow_ups.c.conversation.in_(conversations),
                follow_ups.c.kind == FollowUpKind.PROMISED,
                follow_ups.c.done_at.is_(None),
            )
        )
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
        return {row.conversation: (row.contact, row.due_at) for row in rows}
