"""What is refused about a handoff; each message tells the agent what to do instead."""

from __future__ import annotations

from core.errors import Conflict, NotAllowed


class HandoffAlreadyClaimed(Conflict):
    """Another agent has already claimed this conversation. Take the next one in the queue."""


class HandoffKept(Conflict):
    """This conversation is kept for a colleague for a moment. Take the next one in the queue."""


class HandoffNotYours(NotAllowed):
    """This conversation is held by another agent. Ask them to release it first."""


class HandoffAlreadyOpen(Conflict):
    """This conversation is open already. Claim it in the queue, or ask who holds it."""


class HandoffOver(Conflict):
    """This handoff has already ended. Reload the queue."""


class CustomerWroteMore(Conflict):
    """The customer has just written more. Read it first; resolve again if it needs no answer."""


class HandoffSnoozed(Conflict):
    """This conversation is put aside until later. Whoever put it aside can take it back."""


class HandoffNotClaimed(Conflict):
    """Nobody has claimed this conversation yet. Claim it first, then reply."""
