"""Writing what was said to the record: the reader of the `events` stream."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from time import time_ns
from typing import Any

import structlog

from core.conversations import (
    Author,
    BrokenCard,
    Utterance,
    event_identity,
    utterance_from_event,
)
from core.errors import Unavailable
from store.conversations import Transcripts
from store.realtime import DESK, Events, News
from store.tracing import note_span
from web.http import in_thread

log = structlog.get_logger()

Event = tuple[str, dict[str, Any]]  # with its place in the stream
Said = tuple[str, Utterance]


class Recorder:
    """Records each utterance once, by its event's id, and tells whoever watches."""

    def __init__(
        self,
        events: Events,
        transcripts: Transcripts,
        news: News,
        call_a_person: Callable[[str], Awaitable[None]],
        note_repeated_questions: Callable[[Utterance], None],
        tell_watchers: Callable[[Utterance], bool],
        heard: Callable[[Sequence[Utterance]], object],
    ) -> None:
        self._events, self._transcripts, self._news = events, transcripts, news
        self._call_a_person, self._note_repeated = call_a_person, note_repeated_questions
        self._tell, self._heard = tell_watchers, heard

    async def start(self) -> None:
        """Record what an earlier recorder had read and not finished."""
        await self._events.open()
        while unsettled := await self._events.unsettled():
            # Earlier versions recorded events under their places in the stream.
            places = [place for place, _ in unsettled]
            recorded = await in_thread(self._transcripts.known_events, places)
            await self._events.settle(list(recorded))
            await self._record([event for event in unsettled if event[0] not in recorded])

    async def record_next(self, block: int = 1000) -> None:
        """Wait up to `block` milliseconds for events and record them."""
        await self._record(await self._events.next(block))

    async def _record(self, events: list[Event]) -> None:
        if not events:
            return
        began, traces = time_ns(), _traces(events)
        said = await self._add([s for event in events if (s := await self._read(*event))])
        # Told before it is settled, which waits for the disk; told twice, it is shown once.
        for conversation in dict.fromkeys(utterance.conversation for utterance in said):
            trace = note_span("is recorded", traces.get(conversation, ""), began)
            await self._news.publish(
                conversation, kind="said", **({"trace": trace} if trace else {})
            )
        for utterance in said:
            if isinstance(utterance.card, BrokenCard):
                await self._try_to_call_a_person(utterance.conversation)
        await self._events.settle([event_id for event_id, _ in events])
        self._heard(said)
        for utterance in said:
            if utterance.author is Author.AGENT:
                await self._look_for_repeated_questions(utterance)
            elif utterance.author is Author.CUSTOMER:
                await self._tell_watchers(utterance)

    async def _read(self, stream_id: str, event: dict[str, Any]) -> Said | None:
        """Read an event; one that no rule understands is set aside, never a stop sign."""
        try:
            utterance = utterance_from_event(event_identity(event), event)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            told = str(error) if type(error) is ValueError else f"Nobody understands it: {error!r}"
            await self._events.set_aside(stream_id, told)
            return None
        return None if utterance is None else (stream_id, utterance)

    async def _add(self, said: list[Said]) -> list[Utterance]:
        """Record utterances; return them without those that the record cannot hold."""
        utterances = [utterance for _, utterance in said]
        try:
            await in_thread(self._transcripts.add, utterances)
            return utterances
        except Unavailable:
            raise
        except Exception as error:
            if len(said) == 1:
                await self._events.set_aside(said[0][0], f"It cannot be recorded: {error!r}")
                return []
        return [kept for each in said for kept in await self._add([each])]

    async def _try_to_call_a_person(self, conversation: str) -> None:
        """Call one; where that is not possible, the others' transcripts must go on."""
        try:
            await self._call_a_person(conversation)
        except Unavailable:
            raise
        except Exception as error:
            log.error("person.not_called", conversation=conversation, exc_info=error)

    async def _tell_watchers(self, said: Utterance) -> None:
        """Tell colleagues who watch; nobody's words wait for it."""
        try:
            if await in_thread(self._tell, said):
                await self._news.publish(DESK, kind="watched")
        except Exception as error:
            log.warning("watchers.not_told", conversation=said.conversation, error=repr(error))

    async def _look_for_repeated_questions(self, said: Utterance) -> None:
        """Note what was asked twice; it is a figure, and nobody's words wait for it."""
        try:
            await in_thread(self._note_repeated, said)
        except Exception as error:
            log.warning(
                "repeated_questions.not_noted", conversation=said.conversation, error=repr(error)
            )


def _traces(events: Sequence[Event]) -> dict[str, str]:
    """Return the last traced turn of each conversation, where there is one."""
    return {
        str(event.get("sender_id")): event["trace"] for _, event in events if event.get("trace")
    }
