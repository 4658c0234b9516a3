"""The record of what comes in and goes out over connections, and of who writes through them."""

from store.channels.arrivals import Arrivals, Kept, Lane
from store.channels.identities import MAX_EXTERNAL_LENGTH, Identities, Identity
from store.channels.mails import MAX_MESSAGE_ID_LENGTH, KeptMail, Mails, Place, Thread
from store.channels.outbox import TEST_CAUSE, Outbox, Post, Posted
from store.channels.overviews import Counted, Overview, Overviews
from store.channels.posting import Posting
from store.channels.tallies import Tallies
from store.channels.written_answers import AnswerFate, WrittenAnswer, WrittenAnswers

__all__ = [
    "MAX_EXTERNAL_LENGTH",
    "MAX_MESSAGE_ID_LENGTH",
    "TEST_CAUSE",
    "AnswerFate",
    "Arrivals",
    "Counted",
    "Identities",
    "Identity",
    "Kept",
    "KeptMail",
    "Lane",
    "Mails",
    "Outbox",
    "Overview",
    "Overviews",
    "Place",
    "Post",
    "Posted",
    "Posting",
    "Tallies",
    "Thread",
    "WrittenAnswer",
    "WrittenAnswers",
]
