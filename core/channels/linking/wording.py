"""What the two ends of a link are told; never a word of what was said in the conversation."""

from __future__ import annotations

NOT_VALID = (
    "This code does not work, or not any more: each is good for ten minutes, and once. "
    "Open the chat on our website for a new one."
)
REFUSED = "All right, nothing has changed. If you did not ask for this, you need not do anything."
FOR_THE_SIGNED_IN = (
    "That conversation belongs to a customer who signs in on our website. Sign in there, and you "
    "find it under your conversations."
)
NOTHING_HERE = "There is no conversation here that could go on there. Write to me what you need."
WAITS = "Thank you. Now confirm it in the chat on our website as well."


def asks_there(company: str, time: str, number: int) -> str:
    """Return what a messenger asks before a conversation comes to it. time: when it began"""
    return (
        f"Go on here with the conversation that began at {time} on the website of {company}? "
        f"Say yes only if you are looking at that chat, and it shows the number {number}."
    )


def asks_here(company: str, number: int) -> str:
    """Return what a messenger asks before its conversation goes to a page."""
    return (
        f"Go on with this conversation on the website of {company}? "
        f"Say yes only if you are looking at the chat there, and it shows the number {number}."
    )


def goes_on_there(label: str) -> str:
    """Return the line in the transcript where a conversation goes over to a messenger."""
    return f"The conversation goes on on {label} from here."


UNLINKED_HERE = (
    "Done: this chat is no longer linked with any other. What you said stays where it is, and "
    "what you write here from now on is a conversation of its own."
)
NOT_LINKED = "This chat is not linked with any other, so there is nothing to part."


def parted(label: str) -> str:
    """Return the line in the transcript where its customer has unlinked a messenger."""
    return f"{label} is no longer linked with this conversation: its customer has asked for it."


GOES_ON_HERE = "The conversation goes on on the website from here."
