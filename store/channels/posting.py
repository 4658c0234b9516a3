"""What was said in conversations outside the website, put into the outbox once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from core.channels import Outgoing, is_for_the_customer
from core.conversations import Utterance
from store.channels.identities import Identities, Identity
from store.channels.outbox import Post, add_posts
from store.channels.places import Places
from store.channels.written_answers import WrittenAnswer, WrittenAnswers
from store.conversations import Transcripts
from store.database import Database
from store.progress import Fresh, fresh_for, note_progress

_JOB = "posting"
LayOut = Callable[[str, Sequence[Utterance]], Sequence[Outgoing]]


class Posting:
    """Reads the record on from where it stopped; the messages and the place are one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._identities, self._transcripts = Identities(database), Transcripts(database)
        self._written, self._places = WrittenAnswers(database), Places(database)

    def post_what_is_new(self, lay_out: LayOut) -> bool:
        """Post what was said since last time; tells whether there was anything to read.

        lay_out: makes messages of what was said to somebody over a connection
        """
        fresh = fresh_for(self._database, _JOB)
        if not fresh.conversations:
            return False
        posts = self._posts(fresh, lay_out)
        with self._database.writing() as db:
            if note_progress(db, _JOB, fresh.after, fresh.upto):
                add_posts(db, posts)
        return True

    def _posts(self, fresh: Fresh, lay_out: LayOut) -> list[Post]:
        people = self._identities.of(fresh.conversations)
        since = self._places.since(fresh.conversations)
        written = self._written.in_conversations(fresh.conversations)
        told = {*people, *(answer.conversation for answer in written.values())}
        posts: list[Post] = []
        for conversation in told:
            said = self._new_in(conversation, fresh)
            person = people.get(conversation)
            if person is not None:
                after = since.get(conversation, 0)
                usual = [s for s in said if s.message not in written and s.seq > after]
                posts += _posts_to(person, conversation, lay_out(person.connection, usual))
            for each in said:
                if each.message in written:
                    answer = written[each.message]
                    posts += _posts_of(answer, lay_out(answer.connection, [each]))
        return posts

    def _new_in(self, conversation: str, fresh: Fresh) -> list[Utterance]:
        said = self._transcripts.read(conversation, fresh.after)
        return [each for each in said if each.seq <= fresh.upto and is_for_the_customer(each)]


def _posts_to(person: Identity, conversation: str, messages: Sequence[Outgoing]) -> Iterator[Post]:
    for message in messages:
        cause = f"{conversation}:{message.upto}:{message.part}"
        yield Post(person.connection, person.external, conversation, cause, message)


def _posts_of(answer: WrittenAnswer, messages: Sequence[Outgoing]) -> Iterator[Post]:
    for message in messages:
        cause = answer.cause if not message.part else f"{answer.cause}:{message.part}"
        yield Post(answer.connection, answer.recipient, answer.conversation, cause, message)
