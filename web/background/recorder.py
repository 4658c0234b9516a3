"""Writing what was said to the record: the reader of the `events` stream."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import structlog

from core.conversations import Author, BrokenCard, Utterance, utterance_from_event
from core.errors import Unavailable
from store.conversations import Transcripts
from store.realtime import Events, News
from web.http import in_thread

log = structlog.get_logger()


class Recorder:
    """Records each utterance once, by its event's id, and tells whoever watches."""

    def __init__(
        self,
        events: Events,
        transcripts: Transcripts,
        news: News,
        call_a_person: Callable[[str], Awaitable[None]],
        note_repeated_questions: Callable[[Utterance], None],
    ) -> None:
        self._events, self._transcripts, self._news = events, transcripts, news
        self._call_a_person, self._note_repeated = call_a_person, note_repeated_questions

    async def start(self) -> None:
        """Record what an earlier recorder had read and not finished."""
        await self._events.open()
        while unsettled := await self._events.unsettled():
            await self._record(unsettled)

    async def record_next(self, block: int = 1000) -> None:
        """Wait up to `block` milliseconds for events and record them."""
        await self._record(await self._events.next(block))

    async def _record(self, events: list[tuple[str, dict[str, Any]]]) -> None:
        if not events:
            return
        said = await self._add([u for event in events if (u := await self._read(*event))])
        for utterance in said:
            if isinstance(utterance.card, BrokenCard):
                await self._try_to_call_a_person(utterance.conversation)
        await self._events.settle([event_id for event_id, _ in events])
        for conversation in dict.fromkeys(utterance.conversation for utterance in said):
            await self._news.publish(conversation, kind="said")
        for utterance in said:
            if utterance.author is Author.AGENT:
                await self._look_for_repeated_questions(utterance)

    async def _read(self, event_id: str, event: dict[str, Any]) -> Utterance | None:
        """Read an event; one that no rule understands is set aside, never a stop sign."""
        try:
            return utterance_from_event(event_id, event)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            await self._events.set_aside(event_id, f"Nobody understands it: {error!r}")
            return None

    async def _add(self, said: list[Utterance]) -> list[Utterance]:
        """Record utterances; return them without those that the record cannot hold."""
        try:
            await in_thread(self._transcripts.add, said)
            return said
        except Unavailable:
            raise
        except Exception as error:
            if len(said) == 1:
                await self._events.set_aside(said[0].event, f"It cannot be recorded: {error!r}")
                return []
        return [kept for utterance in said for kept in await self._add([utterance])]

    async def _try_to_call_a_person(self, conversation: str) -> None:
        """Call one; where that is not possible, the others' transcripts must go on."""
        try:
            await self._call_a_person(conversation)
        except Unavailable:
            raise
        except Exception as error:
            log.error("person.not_called", conversation=conversation, exc_info=error)

    async def _look_for_repeated_questions(self, said: Utterance) -> None:
        """Note what was asked twice; it is a figure, and nobody's words wait for it."""
        try:
            await in_thread(self._note_repeated, said)
        except Exception as error:
            log.warning(
                "repeated_questions.not_noted", conversation=said.conversation, error=repr(error)
            )
