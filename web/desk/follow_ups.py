"""Follow-ups: customers whose effort was high and whom someone gets back to."""

from __future__ import annotations

from typing import Any

from store.clock import now
from store.surveys import FollowUp
from web.services import Services


def read_follow_ups(services: Services) -> dict[str, Any]:
    """Return the page's lists: what is due, what is late and what was done. Reads SQL."""
    open_, done = services.follow_ups.all_open(), services.follow_ups.recently_done()
    conversations = services.conversations.several([item.conversation for item in open_ + done])
    names = {key: conversation.profile.name for key, conversation in conversations.items()}
    labels = services.settings.survey.labels
    at = now()

    def shape(item: FollowUp) -> dict[str, Any]:
        return {
            "item": item,
            "customer": names.get(item.conversation) or "Anonymous customer",
            "label": labels[item.score - 1],
            "overdue": item.done_at is None and item.due_at < at,
        }

    return {"open": [shape(item) for item in open_], "done": [shape(item) for item in done]}
