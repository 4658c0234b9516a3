"""Replies that everybody at Tern's desk finds ready."""

from __future__ import annotations

REPLIES = (
    ("Hello", "Hello {customer}, I'm {agent}. I have read what you wrote and am looking into it."),
    ("One moment", "I'm checking this with a colleague and will be back within five minutes."),
    ("Refund on its way", "I have sent the refund. It is in your account within 2 working days."),
    ("Anything else?", "Is there anything else I can settle for you, {customer}?"),
)
