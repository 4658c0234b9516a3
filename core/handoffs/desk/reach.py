"""Whether what an agent writes first reaches a customer, and why not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from core.channels import Capability, may_be_sent
from core.conversations import may_go_on
from core.errors import Conflict


class NobodyReached(Conflict):
    """Nothing that is written here reaches this customer. Reach them as they asked."""


@dataclass(frozen=True)
class Reach:
    """How words reach a customer in a conversation.

    how: in words, e.g. "On WhatsApp"
    refused: why nothing reaches them, and what else can be done; "" if something does
    """

    how: str
    refused: str = ""

    def may_write(self) -> None:
        """Refuse to write where nobody would read it; raises NobodyReached with the reason."""
        if self.refused:
            raise NobodyReached(self.refused)


def on_the_website(
    page_open: bool, verified: bool, last_at: datetime, at: datetime, contact: str = ""
) -> Reach:
    """Return how words reach who chats on the website.

    contact: where else they can be reached, "" for nowhere that is known
    """
    if page_open:
        return Reach("In the chat, which they have open")
    if verified:
        return Reach("In the chat, when they are back on your site")
    if may_go_on(last_at, at, same_customer=True, open_handoff=False):
        return Reach("In the chat, if they come back to it in this browser")
    elsewhere = f"They left {contact}: write to them there." if contact else "They left no address."
    return Reach("", f"This customer was not signed in and has not been back since. {elsewhere}")


def on_a_connection(
    name: str, capability: Capability, last_at: datetime, at: datetime, unreachable: str
) -> Reach:
    """Return how words reach who writes through a connection.

    unreachable: why nothing reaches them there, as the vendor says; "" if something does
    """
    if unreachable:
        return Reach("", f"Nothing reaches this customer through {name} any more: {unreachable}")
    if not may_be_sent(capability, at - last_at):
        hours = int(capability.window.total_seconds() // 3600) if capability.window else 0
        words = f"{name} lets nobody write first more than {hours} hours after their last word."
        return Reach("", f"{words} Wait until they write, or reach them elsewhere.")
    return Reach(f"Through {name}")
