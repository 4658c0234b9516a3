"""What Rasa must do differently for us."""

from __future__ import annotations

import asyncio

import pytest
from rasa.core.actions.action import RemoteAction
from rasa.core.channels.channel import CollectingOutputChannel
from rasa.core.nlg import TemplatedNaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

import bot.lean
from bot.extensions import ActionFailed, install
from bot.faults import passes_by_itself
from bot.partition import pause_after


@pytest.fixture(autouse=True)
def installed() -> None:
    install()
    install()


async def test_a_failed_action_ends_the_turn_instead_of_being_swallowed() -> None:
    nobody_listens_here = EndpointConfig("http://127.0.0.1:9/webhook")
    action = RemoteAction("action_answer", nobody_listens_here)
    with pytest.raises(ActionFailed, match="action_answer"):
        await action.run(
            CollectingOutputChannel(),
            TemplatedNaturalLanguageGenerator({}),
            DialogueStateTracker("conversation", []),
            Domain.empty(),
        )


async def test_an_action_server_that_hangs_fails_the_turn_within_seconds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def say_nothing(reader: asyncio.StreamReader, _: asyncio.StreamWriter) -> None:
        await reader.read()

    assert bot.lean.MAX_ACTION_REQUEST <= 10, "seconds; people wait for it"
    monkeypatch.setattr(bot.lean, "MAX_ACTION_REQUEST", 0.2)
    server = await asyncio.start_server(say_nothing, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    action = RemoteAction("action_answer", EndpointConfig(f"http://127.0.0.1:{port}/webhook"))
    with pytest.raises(ActionFailed, match="action_answer") as failed:
        await action.run(
            CollectingOutputChannel(),
            TemplatedNaturalLanguageGenerator({}),
            DialogueStateTracker("conversation", []),
            Domain.empty(),
        )
    assert passes_by_itself(failed.value), "it is tried again until the server is replaced"
    server.close()


def test_pauses_between_tries_grow_to_seconds() -> None:
    assert [pause_after(tries) for tries in (1, 2, 3, 6, 5000)] == [0.2, 0.4, 0.8, 4.0, 4.0]


def test_every_event_is_still_found_by_its_type() -> None:
    assert Event.resolve_by_type("slot") is SlotSet
