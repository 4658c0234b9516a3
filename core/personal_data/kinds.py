"""The kinds of personal data, as an admin speaks of them."""

from __future__ import annotations

from enum import Enum


class Kind(Enum):
    """A kind of data; its value is its name in receipts."""

    CONVERSATIONS = "conversations"
    ATTACHMENTS = "attachments"
    NOTES = "notes"
    CUSTOMERS = "customers"
    MAILS = "mails"
    DELIVERIES = "deliveries"
    FOLLOW_UPS = "follow_ups"
    QUESTIONS = "questions"
    EXAMPLES = "examples"
    SEARCHES = "searches"
    FIGURES = "figures"
    AUDIT = "audit"
    ON_THE_WAY = "on_the_way"

    @property
    def label(self) -> str:
        return _TOLD[self][0]

    @property
    def about(self) -> str:
        return _TOLD[self][1]


_TOLD = {
    Kind.CONVERSATIONS: (
        "Conversations",
        "what was said in chats, messengers and mails, pages, handoffs, scores and comments",
    ),
    Kind.ATTACHMENTS: ("Files", "what customers and agents attached"),
    Kind.NOTES: ("Notes", "what colleagues noted and were told of a conversation"),
    Kind.CUSTOMERS: ("Identities", "addresses in messengers, links between them, noted facts"),
    Kind.MAILS: ("Mails", "whole mails, and answers to addresses that customers left"),
    Kind.DELIVERIES: ("Deliveries", "what messengers brought and what was sent to them"),
    Kind.FOLLOW_UPS: ("Follow-ups", "calls and answers that are owed or were given"),
    Kind.QUESTIONS: ("Questions", "the question log, and words that show content gaps"),
    Kind.EXAMPLES: ("Examples", "what customers' questions suggest for articles"),
    Kind.SEARCHES: ("Searches", "what the help centre was searched for"),
    Kind.FIGURES: ("Figures", "what each contact has cost, by conversation and person"),
    Kind.AUDIT: ("Audit", "who did what, where it names them"),
    Kind.ON_THE_WAY: ("On the way", "what Redis holds: messages, memory, limits"),
}
