"""What Rasa must do differently for us."""

from __future__ import annotations

import pytest
from jsonschema import ValidationError
from rasa.core.actions.action import RemoteAction
from rasa.core.channels.channel import CollectingOutputChannel
from rasa.core.nlg import TemplatedNaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from bot.extensions import ActionFailed, install


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


def test_the_kept_validator_still_refuses_what_is_no_action_result() -> None:
    action = RemoteAction("action_answer", None)
    good = {"events": [{"event": "slot", "timestamp": None, "name": "a", "value": 1}]}
    assert action._validate_action_result(good)
    with pytest.raises(ValidationError):
        action._validate_action_result({"events": "none", "responses": []})


def test_every_event_is_still_found_by_its_type() -> None:
    assert Event.resolve_by_type("slot") is SlotSet
