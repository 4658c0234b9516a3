"""What Rasa understands a message as."""

from __future__ import annotations

from enum import Enum


class Intent(str, Enum):
    """The kinds of message. `data/rules.yml` leads each to an action of its own."""

    QUESTION = "question"  # whatever is not surely something else
    CHOOSE_ARTICLE = "choose_article"
    SOMETHING_ELSE = "something_else"
    HELPED = "helped"
    NOT_HELPED = "not_helped"
    AFFIRM = "affirm"
    DENY = "deny"
    ASK_PERSON = "ask_person"
    CANCEL_HANDOFF = "cancel_handoff"
    LEAVE_CONTACT = "leave_contact"  # asks for the form
    GIVE_CONTACT = "give_contact"  # fills it in
    GREET = "greet"
    SMALL_TALK = "small_talk"
    THANKS = "thanks"
    ASK_BOT = "ask_bot"
    GOODBYE = "goodbye"
    EFFORT_RATING = "effort_rating"
    EFFORT_COMMENT = "effort_comment"
    SUBSCRIBE = "subscribe"  # these three: tell me when what is announced is solved, or not
    SUBSCRIBE_AT = "subscribe_at"  # at an e-mail address
    UNSUBSCRIBE = "unsubscribe"
    FILES = "files"  # sent without a word
    # nobody said these: something happened
    HANDOFF_RESOLVED = "handoff_resolved"
    HANDOFF_ABANDONED = "handoff_abandoned"
    FELL_SILENT = "fell_silent"
