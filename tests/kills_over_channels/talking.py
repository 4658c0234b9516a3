"""Customers of a messenger who write one message after the other, and an agent who answers."""

from __future__ import annotations

import itertools
import random
import re
import threading
import uuid
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import httpx
from sqlalchemy import select

from core.conversations import Author
from store.channels import Identities
from store.conversations import Transcripts
from store.database import Database
from store.schema import channel_conversations
from tests.kills_over_channels.compared import compared
from tests.support.agent import Agent
from tests.support.vendors.vendor import Vendor
from tests.support.waiting import wait_until

_IN_ONE = 15  # messages of one customer: of SMS, no more than so many count within an hour
_PAUSE = 3.0  # seconds
_RETRY_AFTER = 0.5
_HELP = "I need to speak with somebody about a tractor loan"
# Words that the bot answers with one message each, and what each answer is known by.
_ANSWERED = {
    "hello": re.compile(r"Hello! What would|Hi there! Ask me"),
    "thanks!": re.compile(r"You.re welcome! If|My pleasure\. I.m here"),
    "are you a robot?": re.compile(r"I.m an assistant, a computer program"),
    "how are you today?": re.compile(r"I like a chat! What I|Good to have you here"),
}
_ANY_ANSWER = re.compile("|".join(f"({each.pattern})" for each in _ANSWERED.values()))
_NUMBERED = re.compile(r"Answer number \d+\.")


@dataclass
class Talk:
    """What was said with one customer, each as it was acknowledged.

    said, answered: what they wrote, and what is to reach them for it, in their order
    """

    vendor: Vendor
    who: Any
    with_agent: bool
    said: list[str] = field(default_factory=list)
    answered: list[str] = field(default_factory=list)

    def came_out(self) -> list[str]:
        """What the customer was shown of the answers."""
        shown = [each["text"] for each in self.vendor.shown() if str(each["to"]) == str(self.who)]
        words = "\n".join(shown)
        if self.with_agent:
            return _NUMBERED.findall(words)
        names = list(_ANSWERED)
        return [names[(found.lastindex or 1) - 1] for found in _ANY_ANSWER.finditer(words)]

    def recorded(self, record: Database) -> list[str]:
        """What the transcript holds of the customer's words."""
        told = Transcripts(record).read(conversation_of(record, self.vendor.name, self.who))
        said = [each.text for each in told if each.author is Author.CUSTOMER]
        return said[1:] if self.with_agent else said

    def is_whole(self, record: Database) -> bool:
        inwards = compared(self.said, self.recorded(record))
        outwards = compared(self.answered, self.came_out())
        return not (inwards.lost or outwards.lost)


class Talking(threading.Thread):
    """Talks with one customer of a connection after the other until it is told to stop.

    talks: what was said so far; written by this thread
    """

    def __init__(self, vendor: Vendor, person: Callable[[], Any], over: threading.Event) -> None:
        super().__init__(daemon=True)
        self._vendor, self._person, self._over = vendor, person, over
        self.talks: list[Talk] = []

    def run(self) -> None:
        while not self._over.is_set():
            talk = Talk(self._vendor, self._person(), with_agent=False)
            self.talks.append(talk)
            for _ in range(_IN_ONE):
                words = random.choice(list(_ANSWERED))
                self.write(talk, words)
                talk.answered.append(words)
                if self._over.wait(_PAUSE):
                    return

    def write(self, talk: Talk, words: str) -> None:
        """Deliver what the customer writes; a vendor that can't insist lists it."""
        with suppress(httpx.TransportError):
            self._vendor.say(words, talk.who)  # type: ignore[attr-defined]
        talk.said.append(words)


class TalkingWithAgent(Talking):
    """The same, with somebody of the team who answers from the desk meanwhile."""

    def __init__(
        self,
        vendor: Vendor,
        person: Callable[[], Any],
        over: threading.Event,
        agent: Agent,
        database_url: str,
    ) -> None:
        super().__init__(vendor, person, over)
        self._agent, self._database_url = agent, database_url

    def run(self) -> None:
        while not self._over.is_set():
            talk = Talk(self._vendor, self._person(), with_agent=True)
            with suppress(httpx.TransportError):
                self._vendor.say(_HELP, talk.who)  # type: ignore[attr-defined]
            handoff = self._claimed(talk)
            self.talks.append(talk)
            for number in itertools.islice(itertools.count(1), _IN_ONE):
                self.write(talk, f"Message number {number}.")
                self._answer(talk, handoff, f"Answer number {number}.")
                if self._over.wait(_PAUSE):
                    return
            self._until_taken(partial(self._agent.move, handoff, "resolve"))

    def _claimed(self, talk: Talk) -> int:
        with closing(Database(self._database_url)) as record:
            wait_until(lambda: bool(conversation_of(record, talk.vendor.name, talk.who)), 600)
            conversation = conversation_of(record, talk.vendor.name, talk.who)
        found: list[int] = []

        def claimed() -> bool:
            with suppress(httpx.HTTPError, ValueError):
                found.append(self._agent.claim(conversation))
            return bool(found)

        wait_until(claimed, 600)
        return found[-1]

    def _answer(self, talk: Talk, handoff: int, words: str) -> None:
        message = uuid.uuid4().hex
        self._until_taken(lambda: self._agent.reply(handoff, words, message))
        talk.answered.append(words)

    def _until_taken(self, ask: Callable[[], httpx.Response]) -> None:
        """Ask as the desk's page does: the same again, under its id, until it is taken."""
        while True:
            with suppress(httpx.TransportError):
                if ask().is_success:
                    return
            threading.Event().wait(_RETRY_AFTER)


def conversation_of(record: Database, connection: str, who: Any) -> str:
    """Return the conversation of somebody on a connection, "" before there is one."""
    person = Identities(record).get(connection, str(who))
    theirs = channel_conversations.c.identity == (person.id if person else 0)
    with record.reading() as db:
        return db.execute(select(channel_conversations.c.conversation).where(theirs)).scalar() or ""
