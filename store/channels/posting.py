"""What was said in conversations outside the website, put into the outbox once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from core.channels import Outgoing, is_for_the_customer
from core.conversations import Utterance
from store.channels.identities import Identities, Identity
from store.channels.outbox import Post, add_posts
from store.conversations import Transcripts
from store.database import Database
from store.progress import Fresh, fresh_for, note_progress

_JOB = "posting"
LayOut = Callable[[Identity, Sequence[Utterance]], Sequence[Outgoing]]


class Posting:
    """Reads the record on from where it stopped; the messages and the place are one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._identities, self._transcripts = Identities(database), Transcripts(database)

    def post_what_is_new(self, lay_out: LayOut) -> bool:
        """Post what was said since last time; tells whether there was anything to read.

        lay_out: makes messages of what was said to somebody
        """
        fresh = fresh_for(self._database, _JOB)
        if not fresh.conversations:
            return False
        posts = [post for posts in self._posts(fresh, lay_out) for post in posts]
        with self._database.writing() as db:
            if note_progress(db, _JOB, fresh.after, fresh.upto):
                add_posts(db, posts)
        return True

    def _posts(self, fresh: Fresh, lay_out: LayOut) -> Collection[Sequence[Post]]:
        people = self._identities.of(fresh.conversations)
        return [self._posts_to(person, name, fresh, lay_out) for name, person in people.items()]

    def _posts_to(
        self, person: Identity, conversation: str, fresh: Fresh, lay_out: LayOut
    ) -> Sequence[Post]:
        said = self._transcripts.read(conversation, fresh.after)
        new = [each for each in said if each.seq <= fresh.upto and is_for_the_customer(each)]
        return [
            Post(
                connection=person.connection,
                recipient=person.external,
                conversation=conversation,
                cause=f"{conversation}:{message.upto}:{message.part}",
                message=message,
            )
            for message in lay_out(person, new)
        ]
