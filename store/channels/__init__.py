"""The record of what comes in and goes out over connections, and of who writes through them."""

from store.channels.arrivals import Arrivals, Kept, Lane
from store.channels.backlog import Backlog, Waiting
from store.channels.changes import Change, Changes
from store.channels.identities import MAX_EXTERNAL_LENGTH, Identities, Identity, NobodyAnyMore
from store.channels.links import LINKED, UNLINKED, Links, Offered
from store.channels.mails import MAX_MESSAGE_ID_LENGTH, KeptMail, Mails, Place, Thread
from store.channels.outbox import AGAIN_CAUSE, TEST_CAUSE, Outbox, Post, Posted, add_posts
from store.channels.overviews import Counted, Overview, Overviews
from store.channels.places import Places
from store.channels.posting import Posting
from store.channels.tallies import Tallies
from store.channels.written_answers import AnswerFate, WrittenAnswer, WrittenAnswers

__all__ = [
    "AGAIN_CAUSE",
    "LINKED",
    "MAX_EXTERNAL_LENGTH",
    "MAX_MESSAGE_ID_LENGTH",
    "TEST_CAUSE",
    "UNLINKED",
    "AnswerFate",
    "Arrivals",
    "Backlog",
    "Change",
    "Changes",
    "Counted",
    "Identities",
    "Identity",
    "Kept",
    "KeptMail",
    "Lane",
    "Links",
    "Mails",
    "NobodyAnyMore",
    "Offered",
    "Outbox",
    "Overview",
    "Overviews",
    "Place",
    "Places",
    "Post",
    "Posted",
    "Posting",
    "Tallies",
    "Thread",
    "Waiting",
    "WrittenAnswer",
    "WrittenAnswers",
    "add_posts",
]
